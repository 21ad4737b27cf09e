import { Undo2 } from 'lucide-react';
import { useWatch } from 'react-hook-form';
import { billing, type Invoice, type RefundDestination } from '../../../preload/api/billing.ts';
import { useFieldText } from '../../app/ErrorBanner.tsx';
import { useAction } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import {
  Button,
  Dialog,
  Form,
  FormMoneyField,
  FormRadioGroup,
  FormRow,
  FormSection,
  FormTextField,
} from '../../ui/index.ts';
import { DraftStatus } from '../../workbench/DraftStatus.tsx';
import { FormRefusal } from '../../workbench/FormRefusal.tsx';
import { useSumText } from '../../workbench/Money.tsx';
import { useFirstFocus } from '../../workbench/useFirstFocus.ts';
import { isAmount } from './amount.ts';
import { type MoneyValues, useMoneyForm } from './useMoneyForm.ts';

interface Values extends MoneyValues {
  amountMinor: number | null;
  destination: RefundDestination;
  reference: string;
}

/** Gives back what was paid for an invoice: the way it came, or to the account balance. */
export function RefundDialog({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  const t = useTranslate();
  const fieldText = useFieldText();
  const sumText = useSumText();
  const act = useAction('billing', 'refund');
  const { original, accountBalance } = invoice.refundable;
  const { currency } = invoice.total;
  const callForm = useMoneyForm<Values, Invoice>({
    id: `refund/${invoice.id}/${accountBalance.amountMinor}`,
    schema: billing.refund.input,
    defaults: {
      amountMinor: (original.amountMinor > 0 ? original : accountBalance).amountMinor,
      destination: original.amountMinor > 0 ? 'original' : 'account_balance',
      reference: '',
    },
    toInput: ({ requestKey, amountMinor, destination, reference }) => ({
      requestKey,
      invoiceId: invoice.id,
      amountMinor: amountMinor ?? undefined,
      destination,
      reference,
    }),
    // The form's schema has checked the input before this is called.
    save: (input) => act.mutateAsync(input as Parameters<typeof act.mutateAsync>[0]),
    onDone: () => toasts.add({ tone: 'success', text: t('refund.done', { sum }) }),
    onClose,
  });
  const { form, refusal, press, isDraft, discard } = callForm;
  useFirstFocus(form, 'amountMinor');
  const [amountMinor, destination] = useWatch({ control: form.control, name: ['amountMinor', 'destination'] });
  const sum = isAmount(amountMinor) ? sumText({ amountMinor, currency }) : '';
  const isBusy = form.formState.isSubmitting;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      isBusy={isBusy}
      title={t('refund.title')}
      subtitle={t('payment.for', { invoice: invoice.number, client: invoice.clientName })}
      footer={
        <>
          <Button onPress={onClose} isDisabled={isBusy}>
            {t('ui.cancel')}
          </Button>
          <Button variant="primary" icon={Undo2} isBusy={isBusy} onPress={press}>
            {sum === '' ? t('refund.title') : t(`refund.sum.${destination}`, { sum })}
          </Button>
        </>
      }
    >
      <Form form={form} onSubmit={() => undefined} translate={fieldText} label={t('refund.title')}>
        <FormSection>
          <FormRadioGroup
            name="destination"
            label={t('refund.destination')}
            variant="cards"
            orientation="horizontal"
            options={[
              {
                id: 'original',
                label: t('refund.original'),
                description: t('refund.original.text', { sum: sumText(original) }),
                isDisabled: original.amountMinor === 0,
              },
              {
                id: 'account_balance',
                label: t('balance.title'),
                description: t('refund.account_balance.text', { sum: sumText(accountBalance) }),
              },
            ]}
          />
          <FormRow>
            <FormMoneyField name="amountMinor" label={t('payment.amount')} currency={currency} isRequired />
            <FormTextField
              name="reference"
              label={t('payment.reference')}
              description={t('refund.reference.text')}
              spellCheck={false}
            />
          </FormRow>
          <p>{t('refund.text')}</p>
          <DraftStatus isDraft={isDraft} onDiscard={discard} />
          <FormRefusal refusal={refusal} isKeyed />
        </FormSection>
      </Form>
    </Dialog>
  );
}
