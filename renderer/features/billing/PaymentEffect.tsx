import { Info } from 'lucide-react';
import type { Money } from '../../../preload/api/values.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { useMoneyText } from '../../workbench/Money.tsx';
import styles from './PaymentEffect.module.css';

export interface PaymentEffectProps {
  /** null while the amount cannot be read. */
  amountMinor: number | null;
  due: Money;
  activates: boolean;
}

/** What recording this amount sets going, before it is recorded. */
export function PaymentEffect({ amountMinor, due, activates }: PaymentEffectProps) {
  const t = useTranslate();
  const money = useMoneyText();
  const rest = amountMinor === null ? null : due.amountMinor - amountMinor;
  const text =
    rest === null
      ? t('payment.effect.none')
      : rest > 0
        ? t('payment.effect.part', { rest: money({ amountMinor: rest, currency: due.currency }) })
        : rest < 0
          ? t('payment.effect.over', { due: money(due) })
          : t(activates ? 'payment.effect.activates' : 'payment.effect.full');
  return (
    <output className={styles['effect']}>
      <Info aria-hidden="true" className={styles['icon']} />
      <span>{text}</span>
    </output>
  );
}
