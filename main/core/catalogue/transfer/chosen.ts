import type { ChosenProducts } from '../../../../preload/api/catalogue-transfer.ts';
import type { Store } from '../../store/index.ts';
import { filterConditions } from '../products/list.ts';

/** SQL about the product `p`, with what it binds. The same conditions make the same statement. */
export interface Condition {
  readonly name: string;
  readonly sql: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** Which products are chosen, as a condition on `p`; none that was deleted. */
export function chosenProducts(store: Store, chosen: ChosenProducts): Condition {
  const parts: (readonly [name: string, sql: string, params: Condition['params']])[] =
    chosen.by === 'ids'
      ? [['ids', 'p.id IN (SELECT value FROM json_each(@ids))', { ids: JSON.stringify(chosen.ids) }]]
      : [...filterConditions(store, chosen.filter), ...exceptOf(chosen.except ?? [])];
  return {
    name: parts.map(([name]) => name).join(' '),
    sql: ['p.deleted_at IS NULL', ...parts.map(([, sql]) => sql)].join(' AND '),
    params: Object.assign({}, ...parts.map(([, , params]) => params)) as Condition['params'],
  };
}

const exceptOf = (ids: readonly string[]): [name: string, sql: string, params: Condition['params']][] =>
  ids.length === 0
    ? []
    : [['except', 'p.id NOT IN (SELECT value FROM json_each(@except))', { except: JSON.stringify(ids) }]];
