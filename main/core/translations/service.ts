import type { Output, Parsed } from '../../../preload/api/contract.ts';
import {
  type Texts,
  Translatable,
  type TranslatableField,
  type translations as api,
} from '../../../preload/api/translations.ts';
import { type Context, fieldError, notFound } from '../kernel/index.ts';
import type { Store, Writer } from '../store/index.ts';
import { entities, type TextColumn } from './entities.ts';
import * as rows from './store.ts';

/** Languages of a brand. The default one's texts are the records' own. */
interface Languages {
  readonly languages: readonly string[];
  readonly defaultLanguage: string;
}
export interface TranslationsDeps {
  readonly store: Store;
  readonly languages: () => Languages;
}

export type TranslationsService = ReturnType<typeof translationsService>;

/** Texts for clients in the brand's languages, of any kind of record (spec 15-18). */
export function translationsService({ store, languages }: TranslationsDeps) {
  /** One record's texts in exactly the brand's languages, the default one first. @throws AppError `not_found` */
  function get({ entity, id }: Parsed<typeof api.get>): Texts {
    const own = rows.ownTexts(store, entity, id);
    if (!own) throw notFound();
    const { languages: all, defaultLanguage } = languages();
    const shown = [defaultLanguage, ...all.filter((language) => language !== defaultLanguage)];
    const translated = rows.translationsOf(store, id);
    return {
      entity,
      id,
      languages: shown,
      defaultLanguage,
      fields: entities[entity].texts.map(({ field, column, isMultiline, maxLength }) => ({
        field,
        isMultiline,
        maxLength,
        texts: Object.fromEntries([
          [defaultLanguage, own[column] ?? ''],
          ...translated
            .filter((row) => row.field === field && row.language !== defaultLanguage && shown.includes(row.language))
            .map((row) => [row.language, row.text] as const),
        ]),
      })),
    };
  }

  /** A record's texts and those of all that belongs to it. @throws AppError `not_found` */
  function getAll(of: Parsed<typeof api.getAll>): Texts[] {
    const own = get(of);
    return of.entity === 'product' ? [own, ...rows.partsOf(store, of.id).map(get)] : [own];
  }

  /**
   * Writes the given texts, all or none; only what differs. An empty one takes the translation away.
   * @throws AppError `not_found`, `input.invalid` naming texts.N: a language that is none of the brand's, a field that
   *   the record does not have, a name that would be empty, a text that is too long
   */
  function save(input: Parsed<typeof api.save>, context: Context): Texts {
    const { entity, id, texts } = input;
    const { languages: all, defaultLanguage } = languages();
    store.transaction(context, (writer) => {
      if (!rows.ownTexts(store, entity, id)) throw notFound();
      const stored = rows.translationsOf(store, id);
      for (const [at, { field, language, text: given }] of texts.entries()) {
        const column = entities[entity].texts.find((each) => each.field === field);
        if (!column) throw fieldError(`texts.${at}.field`, { code: 'invalid' });
        if (!all.includes(language)) throw fieldError(`texts.${at}.language`, { code: 'not_listed' });
        const text = column.isMultiline ? given : given.trim();
        if (text.length > column.maxLength) {
          throw fieldError(`texts.${at}.text`, { code: 'too_long', params: { maximum: column.maxLength } });
        }
        if (language === defaultLanguage) writeOwn(writer, input, column, text, `texts.${at}.text`);
        else {
          const before = stored.find((row) => row.field === field && row.language === language);
          put(writer, { entity, id, field, language, text }, before?.id);
        }
      }
    });
    return get(input);
  }

  function writeOwn(
    writer: Writer,
    { entity, id }: { entity: Translatable; id: string },
    column: TextColumn,
    text: string,
    at: string,
  ): void {
    if (column.isRequired && text === '') throw fieldError(at, { code: 'required' });
    writer.update(entities[entity].table, id, { [column.column]: text });
  }

  function put(
    writer: Writer,
    of: { entity: Translatable; id: string; field: TranslatableField; language: string; text: string },
    before: string | undefined,
  ): void {
    const { id, text, ...key } = of;
    if (before !== undefined && text === '') writer.remove('translation', before);
    else if (before !== undefined) writer.update('translation', before, { text });
    else if (text !== '') writer.insert('translation', { id: store.makeId(), ...key, entity_id: id, text });
  }

  /**
   * Another language becomes the default one: every text that has a translation into it changes places with that. Where
   * there is none the old text stays what it falls back to. Part of the caller's transaction.
   */
  function swapDefault(writer: Writer, from: string, to: string): void {
    for (const row of rows.translationsInto(store, to)) {
      const { table, texts } = entities[row.entity];
      const column = texts.find((each) => each.field === row.field)?.column;
      const old = column === undefined ? undefined : rows.ownTexts(store, row.entity, row.entity_id)?.[column];
      // Of a record that was deleted: it keeps what it has.
      if (column === undefined || old === undefined) continue;
      writer.update(table, row.entity_id, { [column]: row.text });
      if (old === '') writer.remove('translation', row.id);
      else writer.update('translation', row.id, { language: from, text: old });
    }
  }

  /** Takes away the translations of a record that is removed for good. Part of the caller's transaction. */
  function forget(writer: Writer, id: string): void {
    for (const row of rows.translationsOf(store, id)) writer.remove('translation', row.id);
  }

  /**
   * A reader for texts of some records in a language: the translation, or the record's own text in the default language
   * (spec 17). `fallbacks` counts what fell back.
   */
  function reader(language: string, ids: readonly string[]) {
    const isDefault = language === languages().defaultLanguage;
    const found = new Map(
      isDefault
        ? []
        : rows.translationsIn(store, ids, language).map((row) => [`${row.entity_id} ${row.field}`, row.text] as const),
    );
    let fallbacks = 0;
    return {
      text: (id: string, field: TranslatableField, own: string): string => {
        if (isDefault || own === '') return own;
        const text = found.get(`${id} ${field}`);
        if (text === undefined) fallbacks += 1;
        return text ?? own;
      },
      fallbacks: () => fallbacks,
    };
  }

  /** How many texts lack a translation, by kind of record and secondary language. */
  function countMissing(): Output<typeof api.countMissing> {
    const { languages: all, defaultLanguage } = languages();
    return all
      .filter((language) => language !== defaultLanguage)
      .flatMap((language) =>
        Translatable.options.map((entity) => ({ entity, language, ...rows.countMissing(store, entity, language) })),
      );
  }

  /** A page of texts that lack a translation. */
  function listMissing(input: Parsed<typeof api.listMissing>): Output<typeof api.listMissing> {
    const [afterId = '', afterField = ''] = input.cursor?.split(' ') ?? [];
    const found = rows.listMissing(store, input.entity, input.language, { afterId, afterField, limit: input.limit });
    const shown = found.slice(0, input.limit);
    const last = shown.at(-1);
    return { rows: shown, nextCursor: found.length > input.limit && last ? `${last.id} ${last.field}` : null };
  }

  return { get, getAll, save, swapDefault, forget, reader, countMissing, listMissing };
}
