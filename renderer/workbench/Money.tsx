import { useCallback } from 'react';
import type { Money as MoneyValue } from '../../preload/api/values.ts';
import { formatMoney, type Locale } from '../i18n/format.ts';
import { useLocaleCode } from '../i18n/provider.tsx';

export type MoneyText = (money: MoneyValue) => string;

/** Text of an amount in the person's language. */
export function useMoneyText(): MoneyText {
  const locale = useLocaleCode();
  return useCallback(({ amountMinor, currency }) => formatMoney(amountMinor, currency, locale), [locale]);
}

/** The same as buttons and confirmations write it: with its code, never ambiguous. */
export function useSumText(): (money: MoneyValue) => string {
  const locale = useLocaleCode();
  return (money) => sumText(money, locale);
}

/** The same where there is no component: in text that is copied. */
export const sumText = ({ amountMinor, currency }: MoneyValue, locale: Locale): string =>
  formatMoney(amountMinor, currency, locale, { display: 'code' });

export function Money({ value }: { value: MoneyValue }) {
  return <span>{useMoneyText()(value)}</span>;
}
