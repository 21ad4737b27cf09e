import { z } from 'zod';
import { call } from './contract.ts';
import { ContentLanguage, Empty, Id, PageInput, page } from './values.ts';

/** Records with texts that clients see (spec 15). */
export const Translatable = z.enum([
  'category',
  'product',
  'option',
  'option_value',
  'attribute',
  'attribute_value',
  'image',
]);
export type Translatable = z.output<typeof Translatable>;
export const TranslatableField = z.enum(['name', 'description', 'shortDescription', 'alt']);
export type TranslatableField = z.output<typeof TranslatableField>;

/** One record's texts in the brand's languages (spec 16-18). */
export const Texts = z.strictObject({
  entity: Translatable,
  id: Id,
  /** The default one first. */
  languages: z.array(ContentLanguage),
  defaultLanguage: ContentLanguage,
  fields: z.array(
    z.strictObject({
      field: TranslatableField,
      isMultiline: z.boolean(),
      maxLength: z.int(),
      /** Language → text; a language that is missing falls back to the default one. */
      texts: z.record(ContentLanguage, z.string()),
    }),
  ),
});
export type Texts = z.output<typeof Texts>;

/** What a translation form is for: the record itself and what belongs to it (options and pictures of a product). */
const Of = z.strictObject({ entity: Translatable, id: Id });

export const Missing = z.strictObject({
  entity: Translatable,
  id: Id,
  field: TranslatableField,
  language: ContentLanguage,
  /** The text in the default language. */
  text: z.string(),
  /** Where it is edited: the product, or the category. */
  ownerId: Id,
});
export type Missing = z.output<typeof Missing>;

export const translations = {
  get: call({ right: 'catalogue.read', input: Of, output: Texts }),
  /** The record and all that belongs to it, in the order of the screens. */
  getAll: call({ right: 'catalogue.read', input: Of, output: z.array(Texts) }),
  /** Writes the given texts, all or none. Empty takes a translation away; the default language's is the record's own. */
  save: call({
    right: 'catalogue.write',
    input: Of.extend({
      texts: z
        .array(
          z.strictObject({
            field: TranslatableField,
            language: ContentLanguage,
            text: z.string().max(20_000, 'too_long'),
          }),
        )
        .min(1, 'required')
        .max(200, 'too_big'),
    }),
    output: Texts,
  }),
  /** How many texts have no translation, by kind of record and language. */
  countMissing: call({
    right: 'catalogue.read',
    input: Empty,
    output: z.array(
      z.strictObject({ entity: Translatable, language: ContentLanguage, missing: z.int(), total: z.int() }),
    ),
  }),
  listMissing: call({
    right: 'catalogue.read',
    input: z.strictObject({ entity: Translatable, language: ContentLanguage, ...PageInput }),
    output: page(Missing),
  }),
};
