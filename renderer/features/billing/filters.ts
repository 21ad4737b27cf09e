import { InvoiceStatus } from '../../../preload/api/billing.ts';
import type { Translate } from '../../i18n/provider.tsx';
import type { FilterDef } from '../../workbench/list/filters.ts';

/** What the list of invoices can be narrowed down by besides open and overdue. */
export const invoiceFilters = (t: Translate): FilterDef[] => [
  {
    id: 'status',
    label: t('billing.status'),
    kind: 'choice',
    options: InvoiceStatus.options.map((id) => ({ id, label: t(`invoice.status.${id}`) })),
  },
];
