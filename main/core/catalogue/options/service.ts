import type { Price } from '../../../../preload/api/catalogue-prices.ts';
import type { Parsed } from '../../../../preload/api/contract.ts';
import type {
  ProductAttribute,
  productOptions as api,
  ProductOption,
} from '../../../../preload/api/product-options.ts';
import { isCurrency } from '../../brand/index.ts';
import { type Context, fieldError, given, notFound, placeBefore, placeBetween } from '../../kernel/index.ts';
import type { Store, Writer } from '../../store/index.ts';
import type { TranslationsService } from '../../translations/index.ts';
import { duplicatePrice, priceChanges } from '../products/prices.ts';
import { productKind } from '../products/store.ts';
import * as rows from './store.ts';

interface ValueInput {
  readonly id?: string | undefined;
  readonly name: string;
  readonly prices?: readonly Price[];
}
interface OptionInput {
  readonly name?: string | undefined;
  readonly isRequired?: boolean | undefined;
  readonly values?: readonly ValueInput[] | undefined;
}

export interface OptionsDeps {
  readonly store: Store;
  readonly translations: Pick<TranslationsService, 'forget'>;
}

/** Options (priced) and attributes (not priced) of products (spec 57-60, 2.9). */
export function optionsService({ store, translations }: OptionsDeps) {
  function find(id: string, kind?: rows.OptionKind) {
    const found = rows.findOption(store, id);
    if (!found || (kind !== undefined && found.kind !== kind)) throw notFound();
    return found;
  }

  /** Makes an option. @throws AppError `not_found`, `input.invalid` naming values.N.name (duplicate) or values.N.prices.M */
  const createOption = (input: Parsed<typeof api.create>, context: Context): ProductOption =>
    rows.asOption(find(create('option', input, context)));

  /** Changes what is given; values that are not named are removed. @throws as `createOption`; `values.N.id` not_found */
  const updateOption = ({ id, ...input }: Parsed<typeof api.update>, context: Context): ProductOption => {
    change('option', id, input, context);
    return rows.asOption(find(id));
  };

  const createAttribute = (input: Parsed<typeof api.createAttribute>, context: Context): ProductAttribute =>
    rows.asAttribute(find(create('attribute', input, context)));

  const updateAttribute = (
    { id, ...input }: Parsed<typeof api.updateAttribute>,
    context: Context,
  ): ProductAttribute => {
    change('attribute', id, input, context);
    return rows.asAttribute(find(id));
  };

  function create(
    kind: rows.OptionKind,
    input: { productId: string; name: string; isRequired: boolean; values: readonly ValueInput[] },
    context: Context,
  ): string {
    const id = store.makeId();
    checkValues(input.values);
    store.transaction(context, (writer) => {
      if (!productKind(store, input.productId)) throw notFound();
      writer.insert('product_option', {
        id,
        product_id: input.productId,
        kind,
        name: input.name,
        is_required: Number(input.isRequired),
        position: placeBetween(rows.optionPlaces(store, input.productId, kind).at(-1)?.position ?? null, null),
        deleted_at: null,
      });
      writeValues(writer, id, input.values);
      writer.touch('catalogue', input.productId);
    });
    return id;
  }

  function change(kind: rows.OptionKind, id: string, input: OptionInput, context: Context): void {
    if (input.values) checkValues(input.values);
    store.transaction(context, (writer) => {
      const { productId } = find(id, kind);
      writer.update(
        'product_option',
        id,
        given({
          name: input.name,
          is_required: input.isRequired === undefined ? undefined : Number(input.isRequired),
        }),
      );
      if (input.values) writeValues(writer, id, input.values);
      writer.touch('catalogue', productId);
    });
  }

  function checkValues(values: readonly ValueInput[]): void {
    const names = values.map(({ name }) => name.toLowerCase());
    for (const [at, { name, prices = [] }] of values.entries()) {
      if (names.indexOf(name.toLowerCase()) < at) throw fieldError(`values.${at}.name`, { code: 'duplicate' });
      const duplicate = duplicatePrice(prices);
      if (duplicate >= 0) throw fieldError(`values.${at}.prices.${duplicate}`, { code: 'duplicate' });
      const unknown = prices.findIndex((price) => !isCurrency(price.currency));
      if (unknown >= 0) throw fieldError(`values.${at}.prices.${unknown}.currency`, { code: 'invalid' });
    }
  }

  /** Makes the values the wanted ones, in their order; a value that is named by its id keeps its row and its translations. */
  function writeValues(writer: Writer, optionId: string, wanted: readonly ValueInput[]): void {
    const stored = new Map(rows.valuesOf(store, optionId).map((value) => [value.id, value]));
    for (const id of stored.keys()) if (!wanted.some((value) => value.id === id)) removeValue(writer, id);
    for (const [position, { id, name, prices }] of wanted.entries()) {
      const before = id === undefined ? undefined : stored.get(id);
      // Named twice, or of another option.
      if (id !== undefined && !before) throw fieldError(`values.${position}.id`, { code: 'not_found' });
      const valueId = before?.id ?? store.makeId();
      if (before) writer.update('option_value', valueId, { name, position });
      else writer.insert('option_value', { id: valueId, option_id: optionId, name, position });
      stored.delete(valueId);
      if (prices) writePrices(writer, valueId, prices);
    }
  }

  function writePrices(writer: Writer, valueId: string, wanted: readonly Price[]): void {
    const changes = priceChanges(rows.valuePrices(store, valueId), wanted);
    for (const price of changes.remove) writer.remove('option_price', price.id);
    for (const price of changes.update) writer.update('option_price', price.id, { amount_minor: price.amountMinor });
    for (const { termMonths, currency, amountMinor } of changes.insert) {
      writer.insert('option_price', {
        id: store.makeId(),
        value_id: valueId,
        term_months: termMonths,
        currency,
        amount_minor: amountMinor,
      });
    }
  }

  function removeValue(writer: Writer, id: string): void {
    for (const price of rows.valuePrices(store, id)) writer.remove('option_price', price.id);
    translations.forget(writer, id);
    writer.remove('option_value', id);
  }

  /** Places it among those of its kind, before one of them (null: at the end). @throws AppError `not_found`, `input.invalid` beforeId */
  function move({ id, beforeId }: Parsed<typeof api.move>, context: Context): void {
    store.transaction(context, (writer) => {
      const { productId, kind } = find(id);
      if (beforeId === id) return;
      const places = placeBefore(rows.optionPlaces(store, productId, kind), id, beforeId);
      if (!places) throw fieldError('beforeId', { code: 'not_found' });
      for (const { id: of, position } of places) writer.update('product_option', of, { position });
      writer.touch('catalogue', productId);
    });
  }

  /** Deletes it; a tombstone stays with its values, so that it can be taken back. @throws AppError `not_found` */
  function remove(id: string, context: Context): void {
    store.transaction(context, (writer) => {
      const { productId } = find(id);
      writer.update('product_option', id, { deleted_at: store.now() });
      writer.touch('catalogue', productId);
    });
  }

  /** Takes a deletion back. @throws AppError `not_found` */
  function restore(id: string, context: Context): void {
    store.transaction(context, (writer) => {
      const row = rows.anyOption(store, id);
      if (!row) throw notFound();
      writer.update('product_option', id, { deleted_at: null });
      writer.touch('catalogue', row.product_id);
    });
  }

  return { createOption, updateOption, createAttribute, updateAttribute, move, remove, restore };
}
