import type { Money as MoneyValue } from '../../preload/api/values.ts';
import { formatMoney } from '../i18n/format.ts';
import { useLocaleCode } from '../i18n/provider.tsx';

/** Text of an amount in the person's language. */
export function useMoneyText(): (money: MoneyValue) => string {
  const locale = useLocaleCode();
  return ({ amountMinor, currency }) => formatMoney(amountMinor, currency, locale);
}

/** The same as buttons and confirmations write it: with its code, never ambiguous. */
export function useSumText(): (money: MoneyValue) => string {
  const locale = useLocaleCode();
  return ({ amountMinor, currency }) => formatMoney(amountMinor, currency, locale, { display: 'code' });
}

export function Money({ value }: { value: MoneyValue }) {
  return <span>{useMoneyText()(value)}</span>;
}
