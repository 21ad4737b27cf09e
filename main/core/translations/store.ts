import type { Missing, Translatable, TranslatableField } from '../../../preload/api/translations.ts';
import type { Store } from '../store/index.ts';
import { alive, entities } from './entities.ts';

/** The texts of a record in the default language by column, or undefined when there is none of that id. */
export function ownTexts(store: Store, entity: Translatable, id: string): Record<string, string> | undefined {
  const { texts, from } = entities[entity];
  const columns = texts.map(({ column }) => `e.${column}`).join(', ');
  return store.get(`texts of ${entity}`, `SELECT ${columns} FROM ${from} WHERE e.id = @id AND ${alive(entity)}`, {
    id,
  });
}

export interface TranslationRow {
  readonly id: string;
  readonly field: TranslatableField;
  readonly language: string;
  readonly text: string;
}

/** The translations of a record. */
export const translationsOf = (store: Store, entityId: string): TranslationRow[] =>
  store.all(
    'translations of',
    'SELECT id, field, language, text FROM translation WHERE entity_id = @entityId ORDER BY field, language',
    { entityId },
  );

/** The translations of several records in one language. */
export const translationsIn = (
  store: Store,
  ids: readonly string[],
  language: string,
): (TranslationRow & { readonly entity_id: string })[] =>
  store.all(
    'translations in language',
    `SELECT t.id, t.entity_id, t.field, t.language, t.text FROM json_each(@ids) i
      JOIN translation t ON t.entity_id = i.value WHERE t.language = @language`,
    { ids: JSON.stringify(ids), language },
  );

/** All translations into a language. */
export const translationsInto = (
  store: Store,
  language: string,
): (TranslationRow & { readonly entity: Translatable; readonly entity_id: string })[] =>
  store.all(
    'translations into',
    'SELECT id, entity, entity_id, field, language, text FROM translation WHERE language = @language ORDER BY id',
    { language },
  );

/** Ids of what belongs to a product and has texts, in the order of its screens. */
export const partsOf = (store: Store, productId: string): { readonly entity: Translatable; readonly id: string }[] =>
  store.all(
    'texts of product parts',
    `SELECT entity, id FROM (
        SELECT 'image' AS entity, i.id, 0 AS part, i.position AS place, -1 AS nth FROM product_image i
          WHERE i.product_id = @productId
        UNION ALL SELECT o.kind, o.id, CASE o.kind WHEN 'option' THEN 1 ELSE 2 END, o.position || o.id, -1
          FROM product_option o WHERE o.product_id = @productId AND o.deleted_at IS NULL
        UNION ALL SELECT o.kind || '_value', v.id, CASE o.kind WHEN 'option' THEN 1 ELSE 2 END, o.position || o.id,
            v.position
          FROM product_option o JOIN option_value v ON v.option_id = o.id
          WHERE o.product_id = @productId AND o.deleted_at IS NULL)
      ORDER BY part, place, nth, id`,
    { productId },
  );

/** SQL of the texts of one field that have no translation into `@language`, as `id`, `field`, `text`, `owner_id`. */
function missingSql(entity: Translatable, { field, column }: { field: string; column: string }): string {
  const { from, owner } = entities[entity];
  return `SELECT e.id, '${field}' AS field, e.${column} AS text, ${owner} AS owner_id FROM ${from}
    WHERE ${alive(entity)} AND e.${column} <> '' AND NOT EXISTS
      (SELECT 1 FROM translation t WHERE t.entity_id = e.id AND t.field = '${field}' AND t.language = @language)`;
}

/** How many texts of a kind of record there are, and how many have no translation into a language. */
export function countMissing(store: Store, entity: Translatable, language: string): { missing: number; total: number } {
  const { texts, from } = entities[entity];
  const missing = texts.map((text) => `(SELECT count(*) FROM (${missingSql(entity, text)}))`).join(' + ');
  const total = texts
    .map(({ column }) => `(SELECT count(*) FROM ${from} WHERE ${alive(entity)} AND e.${column} <> '')`)
    .join(' + ');
  const row = store.get<{ missing: number; total: number }>(
    `missing translations of ${entity}`,
    `SELECT ${missing} AS missing, ${total} AS total`,
    { language },
  );
  return row ?? { missing: 0, total: 0 };
}

/** Texts that have no translation into a language, oldest record first, one more than `limit` where there are more. */
export function listMissing(
  store: Store,
  entity: Translatable,
  language: string,
  page: { readonly afterId: string; readonly afterField: string; readonly limit: number },
): Missing[] {
  const arms = entities[entity].texts.map((text) => `${missingSql(entity, text)} AND e.id >= @afterId`);
  return store
    .all<{ id: string; field: TranslatableField; text: string; owner_id: string }>(
      `list of missing translations of ${entity}`,
      `SELECT id, field, text, owner_id FROM (${arms.join(' UNION ALL ')})
        WHERE (id, field) > (@afterId, @afterField) ORDER BY id, field LIMIT @count`,
      { language, afterId: page.afterId, afterField: page.afterField, count: page.limit + 1 },
    )
    .map(({ owner_id, ...row }) => ({ ...row, entity, language, ownerId: owner_id }));
}
