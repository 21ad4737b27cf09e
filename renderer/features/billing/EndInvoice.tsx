import { useEffect, useRef, useState } from 'react';
import { billing, type Invoice } from '../../../preload/api/billing.ts';
import { useFieldText } from '../../app/ErrorBanner.tsx';
import { useAction } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { ConfirmDialog, Form, FormSection, FormTextField } from '../../ui/index.ts';
import { FormRefusal } from '../../workbench/FormRefusal.tsx';
import { useSumText } from '../../workbench/Money.tsx';
import { isSentBefore } from '../../workbench/useRenewedKey.ts';
import { type MoneyValues, useMoneyForm } from './useMoneyForm.ts';

export interface EndInvoiceProps {
  ending: 'cancelInvoice' | 'writeOff';
  invoice: Invoice;
  onClose: () => void;
}

interface Values extends MoneyValues {
  note: string;
}

/** Cancels what is open of an invoice, or gives it up: a credit note over it. The button names the act and the sum. */
export function EndInvoice({ ending, invoice, onClose }: EndInvoiceProps) {
  const t = useTranslate();
  const fieldText = useFieldText();
  const sumText = useSumText();
  const act = useAction('billing', ending);
  // What was open when the dialog opened: it must not change under the person's hand.
  const [seen, setSeen] = useState(invoice);
  const sum = sumText(seen.due);
  const callForm = useMoneyForm<Values, Invoice>({
    id: `${ending}/${invoice.id}`,
    schema: billing[ending].input,
    defaults: { note: '' },
    toInput: ({ requestKey, note }) => ({
      requestKey,
      invoiceId: invoice.id,
      expectedDueMinor: seen.due.amountMinor,
      note,
    }),
    // The form's schema has checked the input before this is called.
    save: (input) => act.mutateAsync(input as Parameters<typeof act.mutateAsync>[0]),
    onDone: () => toasts.add({ tone: 'success', text: t(`credit.${ending}.done`, { number: invoice.number }) }),
    onClose,
  });
  const { form, refusal, press } = callForm;
  // Refused because another sum is open by now: that one is shown, and only a further press sends it.
  const now = useRef(invoice);
  useEffect(() => {
    now.current = invoice;
  }, [invoice]);
  useEffect(() => {
    if (isSentBefore(refusal)) setSeen(now.current);
  }, [refusal]);
  return (
    <ConfirmDialog
      isOpen
      size="medium"
      tone="danger"
      title={t(`credit.${ending}.ask`, { number: invoice.number })}
      subtitle={invoice.clientName}
      confirmLabel={t(`credit.${ending}.sum`, { sum })}
      cancelLabel={t('credit.keep')}
      isBusy={form.formState.isSubmitting}
      onCancel={onClose}
      onConfirm={press}
    >
      <Form form={form} onSubmit={() => undefined} translate={fieldText} label={t(`credit.${ending}`)}>
        <FormSection>
          <p>{t(`credit.${ending}.text`, { sum })}</p>
          {seen.paid.amountMinor > 0 ? <p>{t('credit.paidStays', { sum: sumText(seen.paid) })}</p> : null}
          {invoice.kind === 'renewal' ? <p>{t('credit.renewalWaits')}</p> : null}
          <FormTextField name="note" label={t('credit.note')} description={t('credit.note.text')} />
          <FormRefusal refusal={refusal} isKeyed />
        </FormSection>
      </Form>
    </ConfirmDialog>
  );
}
