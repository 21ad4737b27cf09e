import { Banknote } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useWatch } from 'react-hook-form';
import { billing, type PaymentMethod, type Invoice } from '../../../preload/api/billing.ts';
import type { Money } from '../../../preload/api/values.ts';
import { useFieldText } from '../../app/ErrorBanner.tsx';
import { useCallForm } from '../../app/form.ts';
import { useAction, useCall } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import {
  Button,
  Dialog,
  Form,
  FormDateField,
  FormMoneyField,
  FormRow,
  FormSection,
  FormSelect,
  FormTextField,
} from '../../ui/index.ts';
import { DraftStatus } from '../../workbench/DraftStatus.tsx';
import { FormRefusal } from '../../workbench/FormRefusal.tsx';
import { useMoneyText } from '../../workbench/Money.tsx';
import { recoverFocus } from '../../workbench/MasterDetail.tsx';
import { todayIn } from '../../workbench/today.ts';
import { useFirstFocus } from '../../workbench/useFirstFocus.ts';
import { useOnce } from '../../workbench/useOnce.ts';
import { useRenewedKey } from '../../workbench/useRenewedKey.ts';
import { isAmount } from './amount.ts';
import { PaymentEffect } from './PaymentEffect.tsx';
import { methodsOf, possibleMethod } from './payment-methods.ts';

export interface RecordPaymentProps {
  invoice: {
    id: string;
    number: string;
    clientName: string;
    due: Money;
    /** Paying it in full makes the order Active and buys its licenses. */
    activates: boolean;
  };
  /** The way that was chosen at the checkout. */
  method?: PaymentMethod | undefined;
  onClose: () => void;
}

interface PaymentValues {
  requestKey: string;
  amountMinor: number | null;
  method: PaymentMethod;
  receivedOn: string | null;
  reference: string;
  [key: string]: string | number | null;
}

/** Money that staff received, or that the client has on the account balance, recorded once however often the button is pressed. The button names the act and the sum. */
export function RecordPayment({ invoice, method: startsWith = 'bank_transfer', onClose }: RecordPaymentProps) {
  const t = useTranslate();
  const fieldText = useFieldText();
  const money = useMoneyText();
  const { data: brand } = useCall('brand', 'get', {});
  const { data: whole } = useCall('billing', 'getInvoice', { id: invoice.id });
  const { data: has } = useCall(
    'billing',
    'getBalance',
    { clientId: whole?.clientId ?? '' },
    { enabled: whole !== undefined },
  );
  const balance = has?.balances.find(({ currency }) => currency === invoice.due.currency);
  const record = useAction('billing', 'recordPayment');
  const today = todayIn(brand?.timeZone);
  const methods = methodsOf(has === undefined ? null : (balance?.amountMinor ?? 0), startsWith);
  // What was due when the dialog opened: it must not change under the person's hand.
  const [due] = useState(invoice.due);
  const once = useOnce<PaymentValues>();
  const callForm = useCallForm<PaymentValues, object, Invoice>({
    id: `payment/${invoice.id}/${due.amountMinor}`,
    schema: billing.recordPayment.input,
    defaults: {
      requestKey: crypto.randomUUID(),
      amountMinor: due.amountMinor,
      method: startsWith,
      receivedOn: today,
      reference: '',
    },
    toInput: ({ requestKey, amountMinor, method, receivedOn, reference }) => ({
      requestKey,
      invoiceId: invoice.id,
      amountMinor: amountMinor ?? undefined,
      method,
      receivedOn: receivedOn ?? undefined,
      reference,
    }),
    // The form's schema has checked the input before this is called.
    save: (input) => record.mutateAsync(input as Parameters<typeof record.mutateAsync>[0]),
    onSaved: () => {
      once.done();
      toasts.add({ tone: 'success', text: t('payment.recorded', { sum }) });
      onClose();
      recoverFocus();
    },
  });
  useRenewedKey(callForm);
  const { form, submit, refusal, isDraft, discard } = callForm;
  useFirstFocus(form, 'amountMinor');
  const [amountMinor, method] = useWatch({ control: form.control, name: ['amountMinor', 'method'] });
  const isFromBalance = method === 'account_balance';
  const possible = possibleMethod(methods, method);
  // The balance that was to pay has nothing on it.
  useEffect(() => {
    if (possible !== method) form.setValue('method', possible);
  }, [possible, method, form]);
  const sum = isAmount(amountMinor) ? money({ amountMinor, currency: due.currency }) : '';
  // Choosing the balance offers what it can pay; what was typed stays.
  const most = balance?.amountMinor ?? 0;
  useEffect(() => {
    if (isFromBalance && form.getValues('amountMinor') === due.amountMinor && most > 0 && most < due.amountMinor)
      form.setValue('amountMinor', most, { shouldValidate: true });
  }, [isFromBalance, most, due.amountMinor, form]);
  const isSubmitting = form.formState.isSubmitting || record.isPending;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      isBusy={isSubmitting}
      title={t('payment.record')}
      subtitle={t('payment.for', { invoice: invoice.number, client: invoice.clientName })}
      footer={
        <>
          <Button onPress={onClose} isDisabled={isSubmitting}>
            {t('ui.cancel')}
          </Button>
          <Button
            variant="primary"
            icon={Banknote}
            isBusy={isSubmitting}
            onPress={() => void form.handleSubmit(once.guard(submit))()}
          >
            {sum === ''
              ? t('payment.record')
              : t(isFromBalance ? 'payment.fromBalanceOf' : 'payment.recordOf', { sum })}
          </Button>
        </>
      }
    >
      <Form form={form} onSubmit={() => undefined} translate={fieldText} label={t('payment.record')}>
        <FormSection>
          <FormRow>
            <FormMoneyField
              name="amountMinor"
              label={t('payment.amount')}
              currency={due.currency}
              description={t('payment.due', { due: money(due) })}
              isRequired
            />
            <FormSelect
              name="method"
              label={t('payment.method')}
              description={balance ? t('balance.has', { sum: money(balance) }) : undefined}
              options={methods.map((id) => ({ id, label: t(`payment.method.${id}`) }))}
            />
          </FormRow>
          <FormRow>
            {isFromBalance ? null : (
              <FormDateField name="receivedOn" label={t('payment.receivedOn')} max={today} isRequired />
            )}
            <FormTextField
              name="reference"
              label={t('payment.reference')}
              description={t('payment.reference.text')}
              spellCheck={false}
            />
          </FormRow>
          <PaymentEffect
            amountMinor={isAmount(amountMinor) ? amountMinor : null}
            due={due}
            activates={invoice.activates}
          />
          <DraftStatus isDraft={isDraft} onDiscard={discard} />
          <FormRefusal refusal={refusal} isKeyed />
        </FormSection>
      </Form>
    </Dialog>
  );
}
