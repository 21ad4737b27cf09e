import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useWatch } from 'react-hook-form';
import { contractProducts, type ContractProduct } from '../../../preload/api/contract-products.ts';
import type { RefundChoice } from '../../../preload/api/orders.ts';
import { ErrorBanner, useFieldText } from '../../app/ErrorBanner.tsx';
import { useCallForm } from '../../app/form.ts';
import { callQuery, useAction } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Button, Dialog, Form, FormCheckbox, FormMoneyField, FormRow, FormSection } from '../../ui/index.ts';
import { FormRefusal } from '../../workbench/FormRefusal.tsx';
import { recoverFocus } from '../../workbench/MasterDetail.tsx';
import { useMoneyText } from '../../workbench/Money.tsx';
import { PartEffects } from './PartEffects.tsx';
import { RefundField } from '../orders/RefundField.tsx';

interface Values {
  immediate: boolean;
  bundlePriceMinor: number | null;
  refund: RefundChoice;
  [key: string]: unknown;
}

export interface CancelPartProps {
  contract: ContractProduct;
  bundle: NonNullable<ContractProduct['bundle']>;
  onClose: () => void;
}

/** Ends one product of a bundle; what the rest costs together is confirmed or changed with it (spec 2.9). */
export function CancelPart({ contract, bundle, onClose }: CancelPartProps) {
  const t = useTranslate();
  const fieldText = useFieldText();
  const money = useMoneyText();
  const cancel = useAction('contractProducts', 'cancelPart');
  // Read anew each time it opens: what is given back is another sum on another day.
  const {
    data: preview,
    error,
    refetch,
  } = useQuery({
    ...callQuery('contractProducts', 'previewCancelPart', { id: contract.id }),
    gcTime: 0,
    staleTime: 0,
  });
  const hasRefund = preview !== undefined && preview.refundTotal.amountMinor > 0;
  const { form, submit, refusal } = useCallForm<Values, object, ContractProduct>({
    id: `bundle-part/${contract.id}/cancel`,
    schema: contractProducts.cancelPart.input,
    defaults: { immediate: false, bundlePriceMinor: bundle.price.amountMinor, refund: 'none' },
    toInput: ({ immediate, bundlePriceMinor, refund }) => ({
      id: contract.id,
      immediate,
      bundlePriceMinor: bundlePriceMinor ?? undefined,
      expectedPriceMinor: bundle.price.amountMinor,
      // Nothing is given back with the end of a term.
      refund: hasRefund && immediate ? refund : 'none',
      expectedRefundMinor: preview?.refundTotal.amountMinor ?? 0,
    }),
    // The form's schema has checked the input before this is called.
    save: (input) => cancel.mutateAsync(input as Parameters<typeof cancel.mutateAsync>[0]),
    onSaved: () => {
      toasts.add({ tone: 'success', text: t('contracts.bundle.cancel.done', { product: contract.productName }) });
      onClose();
      recoverFocus();
    },
  });
  // It may be another day than when it was shown.
  useEffect(() => {
    if (refusal !== null) void refetch();
  }, [refusal, refetch]);
  const [isImmediate, refund] = useWatch({ control: form.control, name: ['immediate', 'refund'] });
  const isBusy = form.formState.isSubmitting;
  return (
    <Dialog
      isOpen
      isBusy={isBusy}
      title={t('contracts.bundle.cancel.title', { product: contract.productName })}
      subtitle={bundle.productName}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose} isDisabled={isBusy}>
            {t('contracts.bundle.cancel.keep')}
          </Button>
          <Button
            variant="danger"
            isBusy={isBusy}
            isDisabled={preview === undefined}
            onPress={() => void form.handleSubmit(submit)()}
          >
            {t('contracts.bundle.cancel.submit')}
          </Button>
        </>
      }
    >
      <Form form={form} onSubmit={() => undefined} translate={fieldText} label={t('contracts.bundle.cancel')}>
        <FormSection>
          <p>{t('contracts.bundle.cancel.text', { price: money(bundle.price) })}</p>
          <FormCheckbox
            name="immediate"
            label={t('orders.cancel.immediate')}
            description={t('contracts.bundle.cancel.immediate')}
          />
          <FormRow>
            <FormMoneyField
              name="bundlePriceMinor"
              label={t('contracts.bundle.price')}
              description={t('contracts.bundle.price.text')}
              currency={bundle.price.currency}
              isRequired
            />
          </FormRow>
          {error ? <ErrorBanner error={error.error} /> : null}
          {preview ? <PartEffects preview={preview} refund={isImmediate ? refund : 'none'} /> : null}
          {hasRefund && isImmediate ? (
            <RefundField preview={preview} chosen={refund} onImpossible={() => form.setValue('refund', 'none')} />
          ) : null}
          <FormRefusal refusal={refusal} />
        </FormSection>
      </Form>
    </Dialog>
  );
}
