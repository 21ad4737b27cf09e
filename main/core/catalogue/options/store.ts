import type { Price } from '../../../../preload/api/catalogue-prices.ts';
import type { ProductAttribute, ProductOption } from '../../../../preload/api/product-options.ts';
import type { Store } from '../../store/index.ts';
import type { StoredPrice } from '../products/prices.ts';

export type OptionKind = 'option' | 'attribute';

interface ValueRow {
  readonly option_id: string;
  readonly product_id: string;
  readonly kind: OptionKind;
  readonly option_name: string;
  readonly is_required: number;
  readonly id: string;
  readonly name: string;
  readonly prices: string;
}

const select = `SELECT o.id AS option_id, o.product_id, o.kind, o.name AS option_name, o.is_required, v.id, v.name,
  (SELECT json_group_array(json_object('termMonths', r.term_months, 'currency', r.currency, 'amountMinor',
      r.amount_minor) ORDER BY r.term_months, r.currency) FROM option_price r WHERE r.value_id = v.id) AS prices
  FROM product_option o JOIN option_value v ON v.option_id = o.id`;

function collected(found: readonly ValueRow[]): (ProductOption & { readonly kind: OptionKind })[] {
  const options = new Map<string, ProductOption & { readonly kind: OptionKind }>();
  for (const row of found) {
    const option = options.get(row.option_id) ?? {
      id: row.option_id,
      productId: row.product_id,
      kind: row.kind,
      name: row.option_name,
      isRequired: row.is_required === 1,
      values: [],
    };
    option.values.push({ id: row.id, name: row.name, prices: JSON.parse(row.prices) as Price[] });
    options.set(row.option_id, option);
  }
  return [...options.values()];
}

export const asOption = ({ id, productId, name, isRequired, values }: ProductOption): ProductOption => ({
  id,
  productId,
  name,
  isRequired,
  values,
});
export const asAttribute = ({ values, ...option }: ProductOption): ProductAttribute => ({
  ...asOption({ ...option, values: [] }),
  values: values.map(({ id, name }) => ({ id, name })),
});

/** Options and attributes of a product with their values, in their order. */
export function optionsOf(
  store: Store,
  productId: string,
): { options: ProductOption[]; attributes: ProductAttribute[] } {
  const all = collected(
    store.all<ValueRow>(
      'options of product',
      `${select} WHERE o.product_id = @productId AND o.deleted_at IS NULL
        ORDER BY o.kind, o.position, o.id, v.position, v.id`,
      { productId },
    ),
  );
  return {
    options: all.filter(({ kind }) => kind === 'option').map(asOption),
    attributes: all.filter(({ kind }) => kind === 'attribute').map(asAttribute),
  };
}

/** One option or attribute of a product that is there, or undefined. */
export function findOption(store: Store, id: string): (ProductOption & { readonly kind: OptionKind }) | undefined {
  const found = store.all<ValueRow>(
    'option by id',
    `${select} JOIN product p ON p.id = o.product_id AND p.deleted_at IS NULL
      WHERE o.id = @id AND o.deleted_at IS NULL ORDER BY v.position, v.id`,
    { id },
  );
  return collected(found)[0];
}

/** An option or attribute of a product that is there, whether it was deleted itself or not. */
export const anyOption = (
  store: Store,
  id: string,
): { readonly product_id: string; readonly deleted_at: string | null } | undefined =>
  store.get(
    'option, also deleted',
    `SELECT o.product_id, o.deleted_at FROM product_option o
      JOIN product p ON p.id = o.product_id AND p.deleted_at IS NULL WHERE o.id = @id`,
    { id },
  );

/** Places of the options (or attributes) of a product in their order. */
export const optionPlaces = (
  store: Store,
  productId: string,
  kind: OptionKind,
): { readonly id: string; readonly position: string }[] =>
  store.all(
    'option places',
    `SELECT id, position FROM product_option WHERE product_id = @productId AND kind = @kind AND deleted_at IS NULL
      ORDER BY position, id`,
    { productId, kind },
  );

/** The values of an option with their places. */
export const valuesOf = (
  store: Store,
  optionId: string,
): { readonly id: string; readonly name: string; readonly position: number }[] =>
  store.all(
    'values of option',
    'SELECT id, name, position FROM option_value WHERE option_id = @optionId ORDER BY position, id',
    { optionId },
  );

/** The prices of a value with the ids of their rows. */
export const valuePrices = (store: Store, valueId: string): StoredPrice[] =>
  store.all(
    'prices of value',
    `SELECT id, term_months AS termMonths, currency, amount_minor AS amountMinor FROM option_price
      WHERE value_id = @valueId ORDER BY term_months, currency`,
    { valueId },
  );
