import { RotateCcw } from 'lucide-react';
import { contractProducts, type ContractProduct } from '../../../preload/api/contract-products.ts';
import { useFieldText } from '../../app/ErrorBanner.tsx';
import { useCallForm } from '../../app/form.ts';
import { useAction, useCall } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Button, Dialog, Form, FormDateField, FormMoneyField, FormRow, FormSection } from '../../ui/index.ts';
import { DraftStatus } from '../../workbench/DraftStatus.tsx';
import { FormRefusal } from '../../workbench/FormRefusal.tsx';
import { recoverFocus } from '../../workbench/MasterDetail.tsx';
import { todayIn } from '../../workbench/today.ts';
import { useFirstFocus } from '../../workbench/useFirstFocus.ts';
import { useOnce } from '../../workbench/useOnce.ts';
import { useRenewedKey } from '../../workbench/useRenewedKey.ts';

interface Values {
  requestKey: string;
  renewsOn: string | null;
  priceMinor: number | null;
  [key: string]: string | number | null;
}

/** Brings a cancelled or lapsed contract product back, with a new renewal date and price (spec 2.2); once for a form. */
export function ReactivateDialog({ contract, onClose }: { contract: ContractProduct; onClose: () => void }) {
  const t = useTranslate();
  const fieldText = useFieldText();
  const { data: brand } = useCall('brand', 'get', {});
  const reactivate = useAction('contractProducts', 'reactivate');
  const today = todayIn(brand?.timeZone);
  const once = useOnce<Values>();
  const callForm = useCallForm<Values, object, ContractProduct>({
    id: `reactivate/${contract.id}`,
    schema: contractProducts.reactivate.input,
    defaults: { requestKey: crypto.randomUUID(), renewsOn: null, priceMinor: contract.price.amountMinor },
    toInput: ({ requestKey, renewsOn, priceMinor }) => ({
      requestKey,
      id: contract.id,
      renewsOn: renewsOn ?? undefined,
      priceMinor: priceMinor ?? undefined,
    }),
    // The form's schema has checked the input before this is called.
    save: (input) => reactivate.mutateAsync(input as Parameters<typeof reactivate.mutateAsync>[0]),
    onSaved: () => {
      once.done();
      toasts.add({ tone: 'success', text: t('contracts.reactivate.done') });
      onClose();
      recoverFocus();
    },
  });
  useRenewedKey(callForm);
  const { form, submit, refusal, isDraft, discard } = callForm;
  useFirstFocus(form, 'renewsOn');
  const isBusy = form.formState.isSubmitting;
  return (
    <Dialog
      isOpen
      isBusy={isBusy}
      title={t('contracts.reactivate.title', { product: contract.productName })}
      subtitle={contract.clientName}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose} isDisabled={isBusy}>
            {t('ui.cancel')}
          </Button>
          <Button
            variant="primary"
            icon={RotateCcw}
            isBusy={isBusy}
            onPress={() => void form.handleSubmit(once.guard(submit))()}
          >
            {t('contracts.reactivate')}
          </Button>
        </>
      }
    >
      <Form form={form} onSubmit={() => undefined} translate={fieldText} label={t('contracts.reactivate')}>
        <FormSection>
          <p>{t('contracts.reactivate.text')}</p>
          <FormRow>
            <FormDateField name="renewsOn" label={t('contracts.reactivate.renewsOn')} min={today} isRequired />
            <FormMoneyField
              name="priceMinor"
              label={t('contracts.reactivate.price')}
              currency={contract.price.currency}
              isRequired
            />
          </FormRow>
          <DraftStatus isDraft={isDraft} onDiscard={discard} />
          <FormRefusal refusal={refusal} isKeyed />
        </FormSection>
      </Form>
    </Dialog>
  );
}
