import type { CauseStep } from '../../../preload/api/causes.ts';
import { paths } from '../../app/paths.ts';
import type { Translate } from '../../i18n/provider.tsx';

/** Where the words of a record's statuses are. */
const statusWords: Readonly<Record<string, string>> = {
  orders: 'order.status',
  invoice: 'invoice.status',
  contract_product: 'contract.status',
  license: 'vendor.status',
};

/** A status in words; as it is stored where the record has none of its own. */
export const statusText = (t: Translate, entity: string, status: string): string => {
  const prefix = statusWords[entity];
  return prefix === undefined ? status : t(`${prefix}.${status}`);
};

type Entity = NonNullable<CauseStep['record']>['entity'];

/** Where a record of the chain is to be seen. */
const places: Readonly<Record<Entity, (id: string) => string>> = {
  orders: paths.order,
  invoice: paths.invoice,
  contract_product: paths.product,
  license: (id) => paths.productTab(id, 'manage'),
  operation: paths.operation,
  bulk_run: paths.bulkRun,
  reconciliation_finding: paths.finding,
};

export const pathOf = ({ entity, pageId }: NonNullable<CauseStep['record']>): string => places[entity](pageId);
