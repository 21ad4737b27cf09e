import { z } from 'zod';
import { Price } from './catalogue-prices.ts';
import { call } from './contract.ts';
import { ById, Empty, Id, line, withDefaults } from './values.ts';

/** Prices of one value: those of its terms and currencies. Where one is missing the value is not offered (spec 2.9). */
const valuePrices = z.array(Price).max(200, 'too_big');
const OptionValueInput = z.strictObject({
  /** The value that it changes; absent: a new one. */
  id: Id.optional(),
  name: line(200),
  prices: valuePrices,
});
const AttributeValueInput = z.strictObject({ id: Id.optional(), name: line(200) });

const optionFields = {
  name: line(200),
  /** A mandatory one without a choice blocks the order (spec 58). */
  isRequired: z.boolean(),
  /** In the order they are shown. A change names all that stay. */
  values: z.array(OptionValueInput).min(1, 'too_few').max(100, 'too_big'),
};
const attributeFields = {
  name: line(200),
  isRequired: z.boolean(),
  values: z.array(AttributeValueInput).min(1, 'too_few').max(100, 'too_big'),
};

/** Collects statistics and changes the price (spec 57, 58). */
export const ProductOption = z.strictObject({
  id: Id,
  productId: Id,
  name: z.string(),
  isRequired: z.boolean(),
  values: z.array(z.strictObject({ id: Id, name: z.string(), prices: z.array(Price) })),
});
export type ProductOption = z.output<typeof ProductOption>;
/** Collects statistics and never changes the price (spec 59, 60). */
export const ProductAttribute = z.strictObject({
  id: Id,
  productId: Id,
  name: z.string(),
  isRequired: z.boolean(),
  values: z.array(z.strictObject({ id: Id, name: z.string() })),
});
export type ProductAttribute = z.output<typeof ProductAttribute>;

const Move = z.strictObject({ id: Id, /** Null: to the end. */ beforeId: Id.nullable() });
const change = <S extends z.ZodRawShape>(fields: S) =>
  z.strictObject({ ...z.strictObject(fields).partial().shape, id: Id });

/** Options (priced) and attributes (not priced) of products; each product has its own (matrix R6, R7). */
export const productOptions = {
  create: call({
    right: 'catalogue.write',
    input: z.strictObject({ productId: Id, ...withDefaults(optionFields, { isRequired: true }) }),
    output: ProductOption,
  }),
  update: call({ right: 'catalogue.write', input: change(optionFields), output: ProductOption }),
  createAttribute: call({
    right: 'catalogue.write',
    input: z.strictObject({ productId: Id, ...withDefaults(attributeFields, { isRequired: true }) }),
    output: ProductAttribute,
  }),
  updateAttribute: call({ right: 'catalogue.write', input: change(attributeFields), output: ProductAttribute }),
  /** An option or an attribute, among those of its kind. */
  move: call({ right: 'catalogue.write', input: Move, output: Empty }),
  delete: call({ right: 'catalogue.write', input: ById, output: Empty }),
  /** Takes a deletion back. */
  restore: call({ right: 'catalogue.write', input: ById, output: Empty }),
};
