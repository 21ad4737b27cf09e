import type { Dashboard } from '../../../preload/api/dashboard.ts';
import type { Operation } from '../../../preload/api/operations.ts';
import type { CatalogueService } from '../catalogue/index.ts';
import type { OrdersService } from '../orders/index.ts';
import type { Store } from '../store/index.ts';
import { attentionIds, readBalances, readCounts, readSteps } from './store.ts';

const shownAttention = 20;
const shownOrders = 10;

/** What the first screen needs of others; the composition root gives it. */
export interface DashboardDeps {
  readonly store: Store;
  readonly orders: Pick<OrdersService, 'recent'>;
  readonly catalogue: Pick<CatalogueService, 'listOrderable'>;
  readonly provisioning: { shown(id: string): Operation | undefined };
}

export type DashboardService = ReturnType<typeof dashboardService>;

/** The first screen: what needs a person, the steps to the first sale, counts and the newest orders. */
export function dashboardService({ store, orders, catalogue, provisioning }: DashboardDeps) {
  function attention(): Operation[] {
    return attentionIds(store, shownAttention).flatMap(({ id }) => provisioning.shown(id) ?? []);
  }

  /** All of it, read only. The step "product" is made when one can be ordered. */
  function get(): Dashboard {
    return {
      steps: {
        ...readSteps(store),
        product: catalogue.listOrderable({ search: '', limit: 1 }).rows.length > 0,
      },
      attention: attention(),
      counts: readCounts(store),
      balances: readBalances(store),
      recentOrders: orders.recent(shownOrders),
    };
  }
  return { get };
}
