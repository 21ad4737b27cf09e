import { Download } from 'lucide-react';
import { useState } from 'react';
import type { InvoiceRow } from '../../../preload/api/billing.ts';
import type { Input } from '../../../preload/api/contract.ts';
import type { StaffAreas } from '../../../preload/api/index.ts';
import { api, CallError, valueOf } from '../../app/api.ts';
import { errorText } from '../../app/ErrorBanner.tsx';
import { useCall } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import type { Locale } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate, type Translate } from '../../i18n/provider.tsx';
import { IconButton } from '../../ui/index.ts';
import { csvOf } from '../../workbench/csv.ts';
import { numberText } from '../../workbench/number.tsx';
import { todayIn } from '../../workbench/today.ts';

type Asked = Omit<Input<StaffAreas['billing']['listInvoices']>, 'cursor' | 'limit'>;

/** Saves all invoices that a list shows, not only those that were read, as CSV that spreadsheets open by themselves. */
export function ExportInvoices({ filter }: { filter: Asked }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const { data: brand } = useCall('brand', 'get', {});
  const [isBusy, setBusy] = useState(false);
  const save = async (): Promise<void> => {
    setBusy(true);
    try {
      const rows = await allInvoices(filter);
      const name = `${t('invoices.fileName', { date: todayIn(brand?.timeZone) })}.csv`;
      const { saved } = await valueOf(api.window.saveFile({ name, text: invoicesCsv(rows, t, locale) }));
      if (saved) toasts.add({ tone: 'success', text: t('invoices.exported', { count: rows.length }) });
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      toasts.add({ tone: 'danger', text: errorText(t, error.error) });
    } finally {
      setBusy(false);
    }
  };
  return (
    <IconButton
      size="small"
      icon={Download}
      label={t('invoices.export')}
      isDisabled={isBusy}
      onPress={() => void save()}
    />
  );
}

/** Every row, page after page. @throws CallError */
async function allInvoices(filter: Asked): Promise<InvoiceRow[]> {
  const rows: InvoiceRow[] = [];
  let cursor: string | null = null;
  do {
    const page: { rows: InvoiceRow[]; nextCursor: string | null } = await valueOf(
      api.billing.listInvoices({ ...filter, limit: 200, ...(cursor === null ? {} : { cursor }) }),
    );
    rows.push(...page.rows);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return rows;
}

/** Amounts as numbers with their currency in a column of its own, dates as `YYYY-MM-DD`. */
function invoicesCsv(rows: readonly InvoiceRow[], t: Translate, locale: Locale): string {
  const header = [
    t('billing.number'),
    t('billing.client'),
    t('billing.order'),
    t('billing.status'),
    t('billing.issuedOn'),
    t('billing.dueOn'),
    t('invoices.currency'),
    t('billing.total'),
    t('billing.due'),
  ];
  return csvOf(
    header,
    rows.map((row) => [
      numberText(t, row.number),
      row.clientName,
      numberText(t, row.orderNumber),
      row.isOverdue
        ? t('invoice.overdue.and', { status: t(`invoice.status.${row.status}`) })
        : t(`invoice.status.${row.status}`),
      row.issuedOn,
      row.dueOn,
      row.total.currency,
      row.total,
      row.due,
    ]),
    locale,
  );
}
