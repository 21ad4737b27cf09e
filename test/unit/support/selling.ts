import type { AutomationSettings } from '../../../main/core/automation/index.ts';
import type { BillingService } from '../../../main/core/billing/index.ts';
import type { BrandService } from '../../../main/core/brand/index.ts';
import { type CancellationsService, cancellationsService } from '../../../main/core/cancellations/index.ts';
import type { CatalogueService } from '../../../main/core/catalogue/index.ts';
import type { ClientsService } from '../../../main/core/clients/index.ts';
import type { ContractProductsService } from '../../../main/core/contract-products/index.ts';
import { type OrdersService, ordersService } from '../../../main/core/orders/index.ts';
import { promoCodesService } from '../../../main/core/promo-codes/index.ts';
import type { Store } from '../../../main/core/store/index.ts';
import { ticketsService } from '../../../main/core/tickets/index.ts';
import { type TrialsService, trialText } from '../../../main/core/trials/index.ts';
import { triggersService } from '../../../main/core/triggers/index.ts';

/** Orders with the areas around them, put together as the application does it. */
export function makeSelling(of: {
  readonly store: Store;
  readonly brand: BrandService;
  readonly clients: ClientsService;
  readonly catalogue: CatalogueService;
  readonly billing: BillingService;
  readonly contractProducts: ContractProductsService;
  readonly trials: TrialsService;
  readonly settings: AutomationSettings;
  readonly afterQueued: () => void;
}) {
  const { store, brand, clients, catalogue, afterQueued } = of;
  const triggers = triggersService(store);
  const promoCodes = promoCodesService({ store, brand, catalogue });
  const tickets = ticketsService({ store, clients });
  const orders: OrdersService = ordersService({
    store,
    brand,
    clients,
    catalogue,
    promoCodes,
    triggers,
    trials: { ...of.trials, text: trialText },
    billing: of.billing,
    contractProducts: of.contractProducts,
    settings: of.settings,
    onEnding: (writer, orderId, ending) => cancellations.orderEnds(writer, orderId, ending),
    afterQueued,
  });
  const cancellations: CancellationsService = cancellationsService({ store, orders, tickets, triggers, afterQueued });
  return { promoCodes, tickets, orders, cancellations };
}
