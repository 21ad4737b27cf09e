import type { Output, Parsed } from '../../../preload/api/contract.ts';
import type { PromoCode, PromoCodeRow, promoCodes, PromoUse } from '../../../preload/api/promo-codes.ts';
import { before, type OrderKey, paging, type Store } from '../store/index.ts';
import { codeKey } from './rules.ts';

interface CodeRow {
  readonly id: string;
  readonly is_active: number;
  readonly name: string;
  readonly description: string;
  readonly code: string;
  readonly kind: 'percent' | 'fixed';
  readonly percent: string | null;
  readonly scope: 'all' | 'selected';
  readonly min_quantity: number | null;
  readonly max_quantity: number | null;
  readonly max_uses: number | null;
  readonly max_uses_per_client: number | null;
  readonly starts_on: string | null;
  readonly ends_on: string | null;
  readonly is_recurring: number;
  readonly updated_at: string;
  readonly reserved: number;
  readonly committed: number;
}

const columns = `p.id, p.is_active, p.name, p.description, p.code, p.kind, p.percent, p.scope, p.min_quantity,
  p.max_quantity, p.max_uses, p.max_uses_per_client, p.starts_on, p.ends_on, p.is_recurring, p.updated_at,
  (SELECT count(*) FROM promo_redemption r WHERE r.promo_code_id = p.id AND r.state = 'reserved') AS reserved,
  (SELECT count(*) FROM promo_redemption r WHERE r.promo_code_id = p.id AND r.state = 'committed') AS committed`;

interface AmountRow {
  readonly id: string;
  readonly promo_product_id: string | null;
  readonly currency: string;
  readonly amount_minor: number;
}
/** The amounts of a code, its own and those of its products. */
export const amountRows = (store: Store, id: string): AmountRow[] =>
  store.all(
    'promo amounts',
    'SELECT id, promo_product_id, currency, amount_minor FROM promo_amount WHERE promo_code_id = @id ORDER BY currency',
    { id },
  );

interface ProductRow {
  readonly id: string;
  readonly product_id: string;
  readonly product_name: string;
  readonly role: 'discounted' | 'mandatory';
  readonly percent: string | null;
}
/** The products that a code names, in their order. */
export const productRows = (store: Store, id: string): ProductRow[] =>
  store.all(
    'promo products',
    `SELECT n.id, n.product_id, d.name AS product_name, n.role, n.percent FROM promo_product n
      JOIN product d ON d.id = n.product_id WHERE n.promo_code_id = @id ORDER BY n.position, n.id`,
    { id },
  );

const amountsOf = (rows: readonly AmountRow[], productRowId: string | null) =>
  rows
    .filter((row) => row.promo_product_id === productRowId)
    .map((row) => ({ currency: row.currency, amountMinor: row.amount_minor }));

function whole(store: Store, row: CodeRow | undefined): PromoCode | undefined {
  if (!row) return undefined;
  const amounts = amountRows(store, row.id);
  const products = productRows(store, row.id);
  const mandatory = products.filter(({ role }) => role === 'mandatory');
  return {
    id: row.id,
    isActive: row.is_active === 1,
    name: row.name,
    description: row.description,
    code: row.code,
    kind: row.kind,
    percent: row.percent,
    amounts: amountsOf(amounts, null),
    scope: row.scope,
    products: products
      .filter(({ role }) => role === 'discounted')
      .map((product) => ({
        productId: product.product_id,
        productName: product.product_name,
        percent: product.percent,
        amounts: amountsOf(amounts, product.id),
      })),
    mandatoryProductIds: mandatory.map((product) => product.product_id),
    mandatoryProducts: mandatory.map((product) => ({
      productId: product.product_id,
      productName: product.product_name,
    })),
    minQuantity: row.min_quantity,
    maxQuantity: row.max_quantity,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    maxUses: row.max_uses,
    maxUsesPerClient: row.max_uses_per_client,
    isRecurring: row.is_recurring === 1,
    reserved: row.reserved,
    committed: row.committed,
    updatedAt: row.updated_at,
  };
}

/** A promo code that was not deleted. */
export const findPromoCode = (store: Store, id: string): PromoCode | undefined =>
  whole(
    store,
    store.get('promo code by id', `SELECT ${columns} FROM promo_code p WHERE p.id = @id AND p.deleted_at IS NULL`, {
      id,
    }),
  );

/** A promo code by how it is compared, see `codeKey`. */
export const promoCodeByKey = (store: Store, key: string): PromoCode | undefined =>
  whole(
    store,
    store.get(
      'promo code by key',
      `SELECT ${columns} FROM promo_code p WHERE p.code_key = @key AND p.deleted_at IS NULL`,
      { key },
    ),
  );

const orders: Readonly<Record<'code' | 'createdAt', OrderKey<PromoCodeRow>>> = {
  code: { sql: 'p.code_key', of: ({ code }) => codeKey(code) },
  // Ids rise with time.
  createdAt: { sql: 'p.id', of: ({ id }) => id },
};

/** A page of promo codes, newest first or as was asked. There are few: the search reads them all. */
export function listPromoCodes(store: Store, filter: Parsed<typeof promoCodes.list>): Output<typeof promoCodes.list> {
  const at = paging(orders, 'p.id', filter);
  const rows = store
    .all<CodeRow>(
      `promo codes ${at.shape}`,
      `SELECT ${columns} FROM promo_code p WHERE p.deleted_at IS NULL
        AND (@isActive IS NULL OR p.is_active = @isActive)
        AND (@search = '' OR instr(p.code_key, @search) > 0 OR instr(p.name_key, @search) > 0)
        AND ${at.sql}`,
      {
        ...at.params,
        search: codeKey(filter.search),
        isActive: filter.isActive === undefined ? null : Number(filter.isActive),
      },
    )
    .map((row) => ({
      id: row.id,
      code: row.code,
      name: row.name,
      isActive: row.is_active === 1,
      kind: row.kind,
      percent: row.percent,
      amounts: amountsOf(amountRows(store, row.id), null),
      startsOn: row.starts_on,
      endsOn: row.ends_on,
      maxUses: row.max_uses,
      reserved: row.reserved,
      committed: row.committed,
    }));
  return at.cut(rows);
}

/** How often a code was used, reserved uses with them; by a client where one is named. */
export const usesOf = (store: Store, id: string, clientId: string | null): number =>
  (clientId === null
    ? store.get<{ n: number }>(
        'promo uses',
        "SELECT count(*) AS n FROM promo_redemption WHERE promo_code_id = @id AND state <> 'released'",
        { id },
      )
    : store.get<{ n: number }>(
        'promo uses of client',
        `SELECT count(*) AS n FROM promo_redemption WHERE promo_code_id = @id AND client_id = @clientId
          AND state <> 'released'`,
        { id, clientId },
      )
  )?.n ?? 0;

/** Whether any order was placed with it, whatever became of the order. */
export const wasUsed = (store: Store, id: string): boolean =>
  store.get('promo was used', 'SELECT 1 FROM promo_redemption WHERE promo_code_id = @id LIMIT 1', { id }) !== undefined;

/** The use of a code by an order. */
export const redemptionOf = (
  store: Store,
  orderId: string,
):
  | { readonly id: string; readonly state: PromoUse['state']; readonly code: string; readonly hubState: string | null }
  | undefined =>
  store.get(
    'promo use of order',
    `SELECT r.id, r.state, p.code, r.hub_state AS hubState FROM promo_redemption r JOIN promo_code p ON p.id = r.promo_code_id
      WHERE r.order_id = @orderId`,
    { orderId },
  );

interface UseRow {
  readonly id: string;
  readonly order_id: string;
  readonly number: string;
  readonly client_id: string;
  readonly client_name: string;
  readonly state: PromoUse['state'];
  readonly currency: string;
  readonly discount_minor: number;
  readonly created_at: string;
}
/** Uses of a code, newest first, one more than `limit` where there are more. */
export const listUses = (
  store: Store,
  id: string,
  page: { readonly cursor: string | undefined; readonly limit: number },
): PromoUse[] =>
  store
    .all<UseRow>(
      'promo uses listed',
      `SELECT r.id, r.order_id, o.number, r.client_id, c.first_name || ' ' || c.last_name AS client_name, r.state,
        r.currency, r.discount_minor, r.created_at
        FROM promo_redemption r JOIN orders o ON o.id = r.order_id JOIN client c ON c.id = r.client_id
        WHERE r.promo_code_id = @id AND r.id < @before ORDER BY r.id DESC LIMIT @count`,
      { id, before: before(page.cursor), count: page.limit + 1 },
    )
    .map((row) => ({
      id: row.id,
      orderId: row.order_id,
      orderNumber: row.number,
      clientId: row.client_id,
      clientName: row.client_name,
      state: row.state,
      discount: { amountMinor: row.discount_minor, currency: row.currency },
      at: row.created_at,
    }));

/** State of a use, or undefined. */
export const useState = (store: Store, id: string): PromoUse['state'] | undefined =>
  store.get<{ state: PromoUse['state'] }>('promo use state', 'SELECT state FROM promo_redemption WHERE id = @id', {
    id,
  })?.state;

/** Uses of codes with a limit about which the hub has not said anything; `isAsked`: made since this desk is in a team. */
export const openUses = (
  store: Store,
): { readonly id: string; readonly promoCodeId: string; readonly maxUses: number; readonly isAsked: boolean }[] =>
  store
    .all<{ id: string; promo_code_id: string; max_uses: number; hub_state: string | null }>(
      'promo uses open',
      `SELECT r.id, r.promo_code_id, p.max_uses, r.hub_state
        FROM promo_code p JOIN promo_redemption r ON r.promo_code_id = p.id AND r.state <> 'released'
        WHERE p.max_uses IS NOT NULL AND (r.hub_state IS NULL OR r.hub_state = 'asked')
        ORDER BY r.hub_state IS NOT NULL, r.id LIMIT 500`,
    )
    .map((row) => ({
      id: row.id,
      promoCodeId: row.promo_code_id,
      maxUses: row.max_uses,
      isAsked: row.hub_state !== null,
    }));

/** Uses about which a hub has said something, or was to. */
export const usesKnownToHub = (store: Store): { readonly id: string }[] =>
  store.all('promo uses known to hub', "SELECT id FROM promo_redemption WHERE hub_state IN ('asked', 'granted')");

/** Orders whose use the hub refused and about which nobody has decided, at most 50. */
export const refusedUses = (
  store: Store,
): { readonly orderId: string; readonly orderNumber: string; readonly code: string }[] =>
  store.all(
    'promo uses refused',
    `SELECT o.id AS orderId, o.number AS orderNumber, p.code FROM promo_redemption r
       JOIN orders o ON o.id = r.order_id JOIN promo_code p ON p.id = r.promo_code_id
      WHERE r.hub_state = 'refused' AND r.state <> 'released' ORDER BY r.id LIMIT 50`,
  );
