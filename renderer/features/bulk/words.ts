import type { BulkAction, BulkCost, BulkPreviewRow, BulkRowState } from '../../../preload/api/bulk.ts';
import type { Money } from '../../../preload/api/values.ts';
import { formatDate, formatMoney, formatNumber, type Locale } from '../../i18n/format.ts';
import type { Translate } from '../../i18n/provider.tsx';

/** States of a row in the order in which they matter. */
export const rowStates: readonly BulkRowState[] = [
  'underWay',
  'waiting',
  'done',
  'refused',
  'unclear',
  'skipped',
  'cancelled',
];

/** Rows of a run that have come to an end, as far as the run is concerned. */
export const settledOf = (counts: Readonly<Record<BulkRowState, number>>): number =>
  counts.done + counts.refused + counts.unclear + counts.cancelled;

/** Rows that a run was going to do. */
export const meantOf = (counts: Readonly<Record<BulkRowState, number>>): number =>
  settledOf(counts) + counts.waiting + counts.underWay;

/** "38.40 EUR + 10.00 USD": never ambiguous. */
export const costText = (known: readonly Money[], locale: Locale): string =>
  known.map(({ amountMinor, currency }) => formatMoney(amountMinor, currency, locale, { display: 'code' })).join(' + ');

/** A cost in words, with what is not known of it. */
export function costWords(t: Translate, locale: Locale, { known, unknownRows }: BulkCost): string {
  if (known.length === 0) return t('bulk.preview.cost.unknown');
  const cost = costText(known, locale);
  return unknownRows === 0 ? cost : t('bulk.preview.cost.partly', { cost, count: unknownRows });
}

/** The words of the button that starts it: the act, how many, and what it costs. */
export function confirmWords(
  t: Translate,
  locale: Locale,
  of: { action: BulkAction; rows: number; charges: boolean; cost: BulkCost },
): string {
  const act = t(`bulk.confirm.${of.action}`, { count: of.rows });
  if (!of.charges || of.rows === 0) return act;
  const { known, unknownRows } = of.cost;
  if (known.length === 0) return t('bulk.confirm.costUnknown', { act });
  const cost = costText(known, locale);
  return unknownRows === 0
    ? t('bulk.confirm.cost', { act, cost })
    : t('bulk.confirm.costPartly', { act, cost, count: unknownRows });
}

/** "45 seconds", "3 minutes", "2 hours 5 minutes". */
export function durationText(seconds: number, locale: Locale): string {
  const unit = (value: number, name: 'second' | 'minute' | 'hour'): string =>
    formatNumber(value, locale, { style: 'unit', unit: name, unitDisplay: 'long' });
  if (seconds < 60) return unit(Math.max(1, seconds), 'second');
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return unit(minutes, 'minute');
  const hours = Math.floor(minutes / 60);
  return minutes % 60 === 0 ? unit(hours, 'hour') : `${unit(hours, 'hour')} ${unit(minutes % 60, 'minute')}`;
}

/** What an action will do to one license. */
export function whatWords(
  t: Translate,
  locale: Locale,
  asked: { action: BulkAction; package?: string | undefined; autoRenewal?: string | undefined },
  row: BulkPreviewRow,
): string {
  const change = (from: string, to: string): string => t('bulk.what.status', { from, to });
  const term = t('bulk.months', { count: row.termMonths });
  const renewal = (value: string | null): string =>
    value === 'none' || value === '1' || value === '12' ? t(`bulk.autoRenewal.${value}`) : (value ?? '?');
  switch (asked.action) {
    case 'suspend':
      return change(t('vendor.status.active'), t('vendor.status.suspended'));
    case 'unsuspend':
      return change(t('vendor.status.suspended'), t('vendor.status.active'));
    case 'renew':
      return row.expiresOn === null
        ? t('bulk.what.renew.noDate', { term })
        : t('bulk.what.renew', { date: formatDate(row.expiresOn, locale), term });
    case 'changePackage':
      return change(row.packageIdentifier, asked.package ?? '');
    case 'autoRenew':
      return change(renewal(row.autoprolong), renewal(asked.autoRenewal ?? null));
    case 'create':
      return t('bulk.what.create', { package: row.packageIdentifier, term });
    case 'reissue':
      return t('bulk.what.reissue');
    case 'terminate':
      return t('bulk.what.terminate');
    default:
      return t('bulk.what.read');
  }
}
