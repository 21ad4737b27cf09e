import { SquareMinus } from 'lucide-react';
import { useWatch } from 'react-hook-form';
import { billing, type Invoice } from '../../../preload/api/billing.ts';
import { useFieldText } from '../../app/ErrorBanner.tsx';
import { useAction } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Button, Dialog, Form, FormMoneyField, FormRow, FormSection, FormTextField } from '../../ui/index.ts';
import { DraftStatus } from '../../workbench/DraftStatus.tsx';
import { FormRefusal } from '../../workbench/FormRefusal.tsx';
import { useSumText } from '../../workbench/Money.tsx';
import { useFirstFocus } from '../../workbench/useFirstFocus.ts';
import { isAmount } from './amount.ts';
import { type MoneyValues, useMoneyForm } from './useMoneyForm.ts';

interface Values extends MoneyValues {
  amountMinor: number | null;
  note: string;
}

/** Credits a part of what is open of an invoice. What is left to pay is said before the button is pressed. */
export function CreditPart({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  const t = useTranslate();
  const fieldText = useFieldText();
  const sumText = useSumText();
  const act = useAction('billing', 'creditPart');
  const { due } = invoice;
  const { currency } = due;
  const callForm = useMoneyForm<Values, Invoice>({
    id: `creditPart/${invoice.id}`,
    schema: billing.creditPart.input,
    defaults: { amountMinor: null, note: '' },
    toInput: ({ requestKey, amountMinor, note }) => ({
      requestKey,
      invoiceId: invoice.id,
      amountMinor: amountMinor ?? undefined,
      note,
    }),
    // The form's schema has checked the input before this is called.
    save: (input) => act.mutateAsync(input as Parameters<typeof act.mutateAsync>[0]),
    onDone: () => toasts.add({ tone: 'success', text: t('credit.part.done', { sum, number: invoice.number }) }),
    onClose,
  });
  const { form, refusal, press, isDraft, discard } = callForm;
  useFirstFocus(form, 'amountMinor');
  const amountMinor = useWatch({ control: form.control, name: 'amountMinor' });
  const sum = isAmount(amountMinor) ? sumText({ amountMinor, currency }) : '';
  const left = isAmount(amountMinor) ? due.amountMinor - amountMinor : due.amountMinor;
  const isBusy = form.formState.isSubmitting;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      isBusy={isBusy}
      title={t('credit.part')}
      subtitle={t('payment.for', { invoice: invoice.number, client: invoice.clientName })}
      footer={
        <>
          <Button onPress={onClose} isDisabled={isBusy}>
            {t('ui.cancel')}
          </Button>
          <Button variant="primary" icon={SquareMinus} isBusy={isBusy} onPress={press}>
            {sum === '' ? t('credit.part') : t('credit.part.sum', { sum })}
          </Button>
        </>
      }
    >
      <Form form={form} onSubmit={() => undefined} translate={fieldText} label={t('credit.part')}>
        <FormSection>
          <FormRow>
            <FormMoneyField name="amountMinor" label={t('payment.amount')} currency={currency} isRequired />
            <FormTextField name="note" label={t('credit.note')} description={t('credit.note.text')} />
          </FormRow>
          <p>
            {left > 0
              ? t('credit.part.left', { sum: sumText({ amountMinor: left, currency }) })
              : t('credit.part.all', { sum: sumText(due) })}
          </p>
          <DraftStatus isDraft={isDraft} onDiscard={discard} />
          <FormRefusal refusal={refusal} isKeyed />
        </FormSection>
      </Form>
    </Dialog>
  );
}
