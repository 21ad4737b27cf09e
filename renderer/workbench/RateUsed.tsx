import type { RateUsed as Used } from '../../preload/api/catalogue-prices.ts';
import { formatDate, type Locale } from '../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../i18n/provider.tsx';

/** An exact decimal number as people write it: all its digits, with the language's own sign between them. */
export const decimalText = (decimal: string, locale: Locale): string =>
  locale === 'ru' ? decimal.replace('.', ',') : decimal;

/** By which rate an amount was converted: the rate, its day and where it is from. */
export function RateUsed({ rate }: { rate: Used }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const from = t('rates.used.from', { date: formatDate(rate.date, locale), source: t(`rates.by.${rate.source}`) });
  return (
    <span>
      {t('rates.used', { from: rate.from, to: rate.to, rate: decimalText(rate.rate, locale) })} · {from}
    </span>
  );
}
