import type { clientArea } from '../../../preload/api/client-area.ts';
import type { entrance } from '../../../preload/api/entrance.ts';
import type { Output, Parsed } from '../../../preload/api/contract.ts';
import { Language } from '../../../preload/api/values.ts';
import type { AssetsService } from '../assets/index.ts';
import type { BrandService } from '../brand/index.ts';
import type { CancellationsService } from '../cancellations/index.ts';
import type { OrdersService } from '../orders/index.ts';
import type { ClientsService } from '../clients/index.ts';
import { notFound, type Context, type Principal } from '../kernel/index.ts';
import type { Store } from '../store/index.ts';
import { clientOf } from './rules.ts';
import { ordersOf, productsOf } from './store.ts';

type Me = Output<typeof clientArea.me>;

/** What the client area needs of others; the composition root gives it. */
export interface ClientAreaDeps {
  readonly store: Store;
  readonly brand: Pick<BrandService, 'settings'>;
  readonly assets: Pick<AssetsService, 'get'>;
  readonly clients: Pick<ClientsService, 'find'>;
  readonly cancellations: Pick<CancellationsService, 'request' | 'withdraw'>;
  readonly placing: Pick<OrdersService, 'quote' | 'place'>;
  /** Look and language of this device, and which database is open. */
  readonly device: () => {
    readonly theme: Me['theme'];
    readonly environment: Me['environment'];
    readonly language: Language;
  };
}

export type ClientAreaService = ReturnType<typeof clientAreaService>;

/**
 * What a client sees of their own (R1-R10, X1). Every function takes the principal and reads that client's rows only;
 * each throws AppError `call.forbidden` to any other kind of principal. Only `look` and `logo` are for visitors too.
 */
export function clientAreaService({ store, brand, assets, clients, cancellations, placing, device }: ClientAreaDeps) {
  /** Whose client area it is, and how it looks before anybody logged in (spec 78). */
  function look({ kind }: Principal): Output<typeof entrance.look> {
    const { theme, environment, language } = device();
    const settings = brand.settings();
    return {
      isVisitor: kind === 'visitor',
      ...brandOf(settings),
      theme,
      environment,
      language: Language.safeParse(settings.defaultLanguage).data ?? language,
    };
  }
  /** The brand's logo with its bytes, or null: it has none. */
  function logo(): Output<typeof entrance.logo> {
    const { logoAssetId } = brand.settings();
    return logoAssetId === null ? null : assets.get(logoAssetId);
  }
  /** Who the window is for. @throws AppError `not_found` when the client was deleted meanwhile */
  function me(principal: Principal): Me {
    const { clientId, actingStaffName } = clientOf(principal);
    const client = clients.find(clientId);
    if (!client) throw notFound();
    const { theme, environment } = device();
    return {
      name: `${client.firstName} ${client.lastName}`,
      email: client.email,
      language: client.language,
      ...brandOf(brand.settings()),
      theme,
      environment,
      actingStaff: actingStaffName,
    };
  }
  /** The client's newest orders, at most 200. */
  const orders = (principal: Principal): Output<typeof clientArea.orders> =>
    ordersOf(store, clientOf(principal).clientId);
  /** The client's newest contract products, at most 200. */
  const products = (principal: Principal): Output<typeof clientArea.products> =>
    productsOf(store, clientOf(principal).clientId);

  /** What a basket costs the client. */
  const quote = (input: Parsed<typeof clientArea.quote>, principal: Principal): Output<typeof clientArea.quote> =>
    placing.quote({ ...input, clientId: clientOf(principal).clientId });
  /** Places an order for the client. @throws AppError as `OrdersService.place` */
  function placeOrder(
    input: Parsed<typeof clientArea.placeOrder>,
    context: Context,
  ): Output<typeof clientArea.placeOrder> {
    const { clientId } = clientOf(context.principal);
    const { id, number, status, total } = placing.place({ ...input, clientId, payment: null }, context);
    return { id, number, status, total };
  }
  /** Asks to cancel an order of the client's own (spec 88). @throws AppError as `CancellationsService.request` */
  function requestCancellation(input: Parsed<typeof clientArea.requestCancellation>, context: Context): { id: string } {
    clientOf(context.principal);
    return { id: cancellations.request(input, context).id };
  }
  /** Takes a request of the client's own back. @throws AppError as `CancellationsService.withdraw` */
  function withdrawCancellation(id: string, context: Context): { id: string } {
    clientOf(context.principal);
    return { id: cancellations.withdraw(id, context).id };
  }

  return { look, logo, me, orders, products, quote, placeOrder, requestCancellation, withdrawCancellation };
}

/** What a page wears of a brand. */
function brandOf(settings: ReturnType<BrandService['settings']>): Pick<Me, 'brandName' | 'logoAssetId' | 'colors'> {
  const { name: brandName, logoAssetId, accentColor, onAccentColor, headerColor, onHeaderColor } = settings;
  return { brandName, logoAssetId, colors: { accentColor, onAccentColor, headerColor, onHeaderColor } };
}
