import type { ChangeQuote } from '../../../../preload/api/contract-changes.ts';
import type { ApiError } from '../../../../preload/api/errors.ts';
import { errorText } from '../../../app/ErrorBanner.tsx';
import { formatDate } from '../../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../../i18n/provider.tsx';
import { Banner, KeyValue, RadioGroup } from '../../../ui/index.ts';
import { useSumText } from '../../../workbench/Money.tsx';
import { type Settlement, settlementsOf } from './settlement.ts';

export interface ChangeMoneyProps {
  /** Undefined: not known, or no money can move. */
  quote: ChangeQuote | undefined;
  /** Why no money can move. */
  error: ApiError | null;
}

/** What becomes of the difference, where there is anything to choose. */
export function SettlementField({
  quote,
  value,
  onChange,
}: Pick<ChangeMoneyProps, 'quote'> & { value: Settlement; onChange: (id: string) => void }) {
  const t = useTranslate();
  const all = settlementsOf(quote);
  if (quote === undefined || all.length < 2) return null;
  return (
    <RadioGroup
      value={value}
      onChange={onChange}
      label={t(quote.due.amountMinor > 0 ? 'change.settle.upgrade' : 'change.settle.downgrade')}
      options={all.map((id) => ({
        id,
        label: t(`change.settle.${id}`),
        description: t(`change.settle.${id}.text`),
      }))}
    />
  );
}

/** The sums of a change before anybody asks for it (spec 2.7): what the rest of the paid time is worth, before and after. */
export function ChangeSums({ quote, error }: ChangeMoneyProps) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const sum = useSumText();
  if (quote === undefined) {
    if (error === null) return null;
    return (
      <Banner tone="info" live="status" title={t('change.noMoney')}>
        {errorText(t, error)}
      </Banner>
    );
  }
  const isDown = quote.due.amountMinor < 0;
  const [first] = quote.parts;
  const of = { days: first?.daysLeft ?? 0, all: first?.daysInPeriod ?? 0 };
  const due = { ...quote.due, amountMinor: Math.abs(quote.due.amountMinor) };
  return (
    <>
      <KeyValue
        items={[
          { id: 'days', label: t('change.days'), value: t('change.days.of', of) },
          { id: 'charge', label: t('change.charge'), value: sum(quote.charge) },
          { id: 'credit', label: t('change.credit'), value: sum(quote.credit) },
          { id: 'due', label: t(isDown ? 'change.left' : 'change.due'), value: <strong>{sum(due)}</strong> },
          ...(quote.due.amountMinor > 0 && quote.total.amountMinor !== quote.due.amountMinor
            ? [{ id: 'total', label: t('change.total'), value: <strong>{sum(quote.total)}</strong> }]
            : []),
          {
            id: 'renewal',
            label: t('change.renewal'),
            value:
              quote.renewsOn === null
                ? sum(quote.newPrice)
                : t('change.renewal.from', { sum: sum(quote.newPrice), date: formatDate(quote.renewsOn, locale) }),
          },
        ]}
      />
      {quote.renewalInvoiceNumber === null ? null : (
        <Banner tone="info">{t('change.renewal.redo', { invoice: quote.renewalInvoiceNumber })}</Banner>
      )}
    </>
  );
}
