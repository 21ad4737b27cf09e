import type { ReactNode } from 'react';
import type { Locale } from '../../i18n/format.ts';
import { formatMoney } from '../../i18n/format.ts';
import styles from './Chart.module.css';

/** Looks that all charts share. Colours are tokens, so that they follow the theme by themselves. */
export const tick = { fill: 'var(--text-muted)', fontSize: 11 } as const;
export const grid = { stroke: 'var(--border)', vertical: false } as const;
export const axis = { tickLine: false, axisLine: { stroke: 'var(--border-strong)' }, tick } as const;
export const margin = { top: 8, right: 16, bottom: 0, left: 8 } as const;

/** Room for amounts beside the chart. */
export const amountWidth = 84;

/** An amount at an axis. A tick may stand between two minor units; it is rounded for the eye only. */
export const amountTick =
  (currency: string, locale: Locale) =>
  (value: number): string =>
    formatMoney(Math.round(value), currency, locale);

/** What the chart library hands to the content of its tooltip; undefined until it does. */
export interface Pointed<T> {
  readonly active?: boolean;
  readonly payload?: readonly { readonly payload?: T }[];
}

/** What a point says when it is pointed at, or moved to by the arrows. */
export function Tip({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={styles['tip']}>
      <span className={styles['tipTitle']}>{title}</span>
      {children}
    </div>
  );
}
