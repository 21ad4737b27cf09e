import { HandCoins, PiggyBank } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useWatch } from 'react-hook-form';
import { balanceCalls } from '../../../preload/api/billing-balance.ts';
import { ReceivedMethod } from '../../../preload/api/billing.ts';
import type { Money } from '../../../preload/api/values.ts';
import { useFieldText } from '../../app/ErrorBanner.tsx';
import { useAction } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import { currencyName } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
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
import { useSumText } from '../../workbench/Money.tsx';
import { useFirstFocus } from '../../workbench/useFirstFocus.ts';
import { isAmount } from './amount.ts';
import { type MoneyValues, useMoneyForm } from './useMoneyForm.ts';

interface Values extends MoneyValues {
  currency: string;
  amountMinor: number | null;
  method: ReceivedMethod;
  receivedOn: string | null;
  reference: string;
}

export interface BalanceDialogProps {
  /** Money comes in, or is handed out. */
  move: 'deposit' | 'payOut';
  client: { id: string; name: string };
  /** What can be chosen, the first one to begin with: the brand's currencies, or those that the client has money in. */
  currencies: readonly string[];
  balances: readonly Money[];
  today: string;
  onClose: () => void;
}

/** Adds money to a client's account balance, or pays it out. The button names the act and the sum. */
export function BalanceDialog({ move, client, currencies, balances, today, onClose }: BalanceDialogProps) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const fieldText = useFieldText();
  const sumText = useSumText();
  const act = useAction('billing', move);
  const isDeposit = move === 'deposit';
  const hasOf = (currency: string): Money =>
    balances.find((each) => each.currency === currency) ?? { amountMinor: 0, currency };
  const [first = 'EUR'] = currencies;
  const callForm = useMoneyForm<Values, object>({
    id: `balance/${move}/${client.id}`,
    schema: balanceCalls[move].input,
    defaults: {
      currency: first,
      amountMinor: isDeposit ? null : hasOf(first).amountMinor,
      method: 'bank_transfer',
      receivedOn: today,
      reference: '',
    },
    toInput: ({ requestKey, currency, amountMinor, method, receivedOn, reference }) => ({
      requestKey,
      clientId: client.id,
      currency,
      amountMinor: amountMinor ?? undefined,
      method,
      reference,
      ...(isDeposit ? { receivedOn: receivedOn ?? undefined } : {}),
    }),
    // The form's schema has checked the input before this is called.
    save: (input) => act.mutateAsync(input as Parameters<typeof act.mutateAsync>[0]),
    onDone: () => toasts.add({ tone: 'success', text: t(`balance.${move}.done`, { sum }) }),
    onClose,
  });
  const { form, refusal, press, isDraft, discard } = callForm;
  useFirstFocus(form, 'amountMinor');
  const [amountMinor, currency] = useWatch({ control: form.control, name: ['amountMinor', 'currency'] });
  // What can be paid out is of the currency that is chosen; what was typed for another one is not.
  const offered = isDeposit ? null : hasOf(currency).amountMinor;
  const chosen = useRef(currency);
  useEffect(() => {
    if (offered === null || chosen.current === currency) return;
    chosen.current = currency;
    form.setValue('amountMinor', offered, { shouldValidate: true });
  }, [currency, offered, form]);
  const sum = isAmount(amountMinor) ? sumText({ amountMinor, currency }) : '';
  const isBusy = form.formState.isSubmitting;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      isBusy={isBusy}
      title={t(`balance.${move}`)}
      subtitle={client.name}
      footer={
        <>
          <Button onPress={onClose} isDisabled={isBusy}>
            {t('ui.cancel')}
          </Button>
          <Button variant="primary" icon={isDeposit ? PiggyBank : HandCoins} isBusy={isBusy} onPress={press}>
            {sum === '' ? t(`balance.${move}`) : t(`balance.${move}.sum`, { sum })}
          </Button>
        </>
      }
    >
      <Form form={form} onSubmit={() => undefined} translate={fieldText} label={t(`balance.${move}`)}>
        <FormSection>
          <FormRow>
            <FormMoneyField
              name="amountMinor"
              label={t('payment.amount')}
              currency={currency}
              description={t('balance.has', { sum: sumText(hasOf(currency)) })}
              isRequired
            />
            {currencies.length > 1 ? (
              <FormSelect
                name="currency"
                label={t('balance.currency')}
                options={currencies.map((id) => ({ id, label: id, description: currencyName(id, locale) }))}
              />
            ) : null}
            <FormSelect
              name="method"
              label={t('payment.method')}
              options={ReceivedMethod.options.map((id) => ({ id, label: t(`payment.method.${id}`) }))}
            />
          </FormRow>
          <FormRow>
            {isDeposit ? (
              <FormDateField name="receivedOn" label={t('payment.receivedOn')} max={today} isRequired />
            ) : null}
            <FormTextField
              name="reference"
              label={t('payment.reference')}
              description={t('payment.reference.text')}
              spellCheck={false}
            />
          </FormRow>
          <p>{t(`balance.${move}.text`)}</p>
          <DraftStatus isDraft={isDraft} onDiscard={discard} />
          <FormRefusal refusal={refusal} isKeyed />
        </FormSection>
      </Form>
    </Dialog>
  );
}
