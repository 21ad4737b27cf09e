import type { Quantity } from '../../../../preload/api/catalogue-product.ts';
import { formatNumber, type Locale } from '../../../i18n/format.ts';
import { useLocaleCode, useTranslate, type Translate } from '../../../i18n/provider.tsx';
import { NumberField } from '../../../ui/index.ts';
import { maxQuantity } from './line.ts';

export interface StoreQuantityProps {
  rule: Quantity;
  value: number | null;
  onChange: (quantity: number | null) => void;
  /** Why this quantity cannot be ordered. */
  error?: string | undefined;
}

/** How many are ordered, with the rules they are ordered by in words (spec 34-37). Core says what breaks them. */
export function StoreQuantity({ rule, value, onChange, error }: StoreQuantityProps) {
  const t = useTranslate();
  const locale = useLocaleCode();
  if (rule.bulk === 'no') return <p>{t('store.quantity.one')}</p>;
  return (
    <NumberField
      label={t('store.quantity')}
      isRequired
      description={ruleText(rule, t, locale)}
      value={value}
      onChange={onChange}
      min={0}
      max={maxQuantity}
      step={rule.bulk === 'multiples' ? rule.step : 1}
      error={error}
    />
  );
}

function ruleText(rule: Quantity, t: Translate, locale: Locale): string {
  const number = (value: number): string => formatNumber(value, locale);
  const parts = [
    ...(rule.bulk === 'multiples' ? [t('store.quantity.rule.multiples', { step: number(rule.step) })] : []),
    ...(rule.isLimited && rule.min !== null ? [t('store.quantity.rule.min', { min: number(rule.min) })] : []),
    ...(rule.isLimited && rule.max !== null ? [t('store.quantity.rule.max', { max: number(rule.max) })] : []),
  ];
  return parts.length === 0 ? t('store.quantity.rule.yes') : parts.join(' ');
}
