import type { Price } from '../../../../preload/api/catalogue-prices.ts';
import type { FuturePrice, Renewal } from '../../../../preload/api/prices.ts';
import type { ContractStatus } from '../../../../preload/api/orders.ts';
import { before, type Store } from '../../store/index.ts';
import { priceOn } from '../products/rows.ts';

interface Due extends FuturePrice {
  readonly productId: string;
}

const columns = `id, product_id AS productId, term_months AS termMonths, currency, amount_minor AS amountMinor,
  effective_on AS effectiveOn`;

/** The prices to come of a product after a day, soonest first. */
export const futurePrices = (store: Store, productId: string, after: string): FuturePrice[] =>
  store
    .all<Due>(
      'future prices of product',
      `SELECT ${columns} FROM future_price WHERE product_id = @productId AND effective_on > @after
        ORDER BY effective_on, term_months, currency`,
      { productId, after },
    )
    .map((row) => ({
      id: row.id,
      termMonths: row.termMonths,
      currency: row.currency,
      amountMinor: row.amountMinor,
      effectiveOn: row.effectiveOn,
    }));

/** One price to come. */
export const findFuture = (store: Store, id: string): Due | undefined =>
  store.get('future price', `SELECT ${columns} FROM future_price WHERE id = @id`, { id });

/** The price to come of a term, currency and day. */
export const futureOn = (
  store: Store,
  of: {
    readonly productId: string;
    readonly termMonths: number;
    readonly currency: string;
    readonly effectiveOn: string;
  },
): { readonly id: string } | undefined =>
  store.get(
    'future price of day',
    `SELECT id FROM future_price WHERE product_id = @productId AND term_months = @termMonths AND currency = @currency
      AND effective_on = @effectiveOn`,
    of,
  );

/** Prices that came into force by a day, in the order in which they do. */
export const duePrices = (store: Store, asOf: string): Due[] =>
  store.all('due prices', `SELECT ${columns} FROM future_price WHERE effective_on <= @asOf ORDER BY effective_on, id`, {
    asOf,
  });

/** The same of one product. */
export const duePricesOf = (store: Store, productId: string, asOf: string): Due[] =>
  store.all(
    'due prices of product',
    `SELECT ${columns} FROM future_price WHERE product_id = @productId AND effective_on <= @asOf
      ORDER BY effective_on, id`,
    { productId, asOf },
  );

/** The prices to come of one term and currency. */
export const futureOf = (
  store: Store,
  productId: string,
  { termMonths, currency }: Pick<Price, 'termMonths' | 'currency'>,
): { readonly id: string }[] =>
  store.all(
    'future prices of price',
    'SELECT id FROM future_price WHERE product_id = @productId AND term_months = @termMonths AND currency = @currency',
    { productId, termMonths, currency },
  );

/** The row of a price. */
export const priceRow = (
  store: Store,
  productId: string,
  { termMonths, currency }: Pick<Price, 'termMonths' | 'currency'>,
): { readonly id: string } | undefined =>
  store.get(
    'price row',
    'SELECT id FROM price WHERE product_id = @productId AND term_months = @termMonths AND currency = @currency',
    { productId, termMonths, currency },
  );

interface RenewalRow {
  readonly id: string;
  readonly client_id: string;
  readonly client_name: string;
  readonly status: ContractStatus;
  readonly term_months: Renewal['termMonths'];
  readonly next_due_on: string | null;
  readonly price_minor: number;
  readonly currency: string;
  readonly list_minor: number | null;
}

/**
 * What the catalogue asks today for the options that were chosen with a contract product of `k`; for a value that is not
 * sold any more, what it cost then. Those of another product do not count: it moved to another tariff since.
 */
const chosenOptions = `coalesce((SELECT sum(coalesce(r.amount_minor, h.amount_minor)) FROM order_choice h
  JOIN product_option x ON x.id = h.option_id AND x.product_id = k.product_id
  LEFT JOIN option_price r ON r.value_id = h.value_id AND r.term_months = k.term_months AND r.currency = k.currency
  WHERE h.order_item_id = k.order_item_id AND h.kind = 'option'), 0)`;

const renewalSql = `SELECT k.id, k.client_id, c.first_name || ' ' || c.last_name AS client_name, k.status, k.term_months,
  k.next_due_on, k.price_minor, k.currency,
  (SELECT ${priceOn('coalesce(k.next_due_on, @today)')} FROM price r WHERE r.product_id = k.product_id
    AND r.term_months = k.term_months AND r.currency = k.currency) + ${chosenOptions} AS list_minor
  FROM contract_product k JOIN client c ON c.id = k.client_id
  WHERE k.product_id = @productId AND k.bundle_id IS NULL AND k.status NOT IN ('Cancelled', 'Closed', 'Lapsed')`;

const renewal = (row: RenewalRow): Renewal => ({
  contractProductId: row.id,
  clientId: row.client_id,
  clientName: row.client_name,
  status: row.status,
  termMonths: row.term_months,
  nextDueOn: row.next_due_on,
  price: { amountMinor: row.price_minor, currency: row.currency },
  listPrice: row.list_minor === null ? null : { amountMinor: row.list_minor, currency: row.currency },
});

/** Contract products of a product that can renew, newest first, one more than `limit` where there are more. */
export const renewalsOf = (
  store: Store,
  of: { readonly productId: string; readonly today: string },
  page: { readonly cursor: string | undefined; readonly limit: number },
): { readonly id: string; readonly renewal: Renewal }[] =>
  store
    .all<RenewalRow>('renewals of product', `${renewalSql} AND k.id < @before ORDER BY k.id DESC LIMIT @count`, {
      ...of,
      before: before(page.cursor),
      count: page.limit + 1,
    })
    .map((row) => ({ id: row.id, renewal: renewal(row) }));

/** One of them, or undefined: of another product, or ended. */
export function findRenewal(
  store: Store,
  of: { readonly productId: string; readonly today: string },
  contractProductId: string,
): Renewal | undefined {
  const row = store.get<RenewalRow>('renewal of contract product', `${renewalSql} AND k.id = @contractProductId`, {
    ...of,
    contractProductId,
  });
  return row && renewal(row);
}
