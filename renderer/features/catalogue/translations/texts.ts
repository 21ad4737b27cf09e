import type { Input } from '../../../../preload/api/contract.ts';
import type { ApiError, FieldError } from '../../../../preload/api/errors.ts';
import type {
  Texts,
  Translatable,
  TranslatableField,
  translations as api,
} from '../../../../preload/api/translations.ts';

/** What was typed and not saved yet: by `textKey`. Only what differs from what is stored is in it. */
export type TextDraft = Readonly<Record<string, string>>;
export type SaveInput = Input<typeof api.save>;

/** Names one text of a record in one language. */
export const textKey = (id: string, field: TranslatableField, language: string): string => `${id} ${field} ${language}`;

/** The stored text of a field in a language; empty where there is none. */
export const storedText = (record: Texts, field: TranslatableField, language: string): string =>
  record.fields.find((each) => each.field === field)?.texts[language] ?? '';

/** The languages that texts are translated into: all of the brand's but the default one (spec item 16). */
export const secondaryLanguages = ({ languages, defaultLanguage }: Pick<Texts, 'languages' | 'defaultLanguage'>) =>
  languages.filter((language) => language !== defaultLanguage);

/** Languages in which a text falls back to the default one (spec item 17); none where there is no text at all. */
export function missingLanguages(record: Texts, field: TranslatableField): string[] {
  if (storedText(record, field, record.defaultLanguage) === '') return [];
  return secondaryLanguages(record).filter((language) => storedText(record, field, language) === '');
}

/**
 * How a text stands in a language. `source`: it is the text that others are translations of. `unsaved` comes before all
 * else: nothing that is only typed is called translated.
 */
export type TextState = 'source' | 'unsaved' | 'translated' | 'missing' | 'noSource';

export function stateOf(of: { source: string; stored: string; typed: string; isSource: boolean }): TextState {
  if (of.typed !== of.stored) return 'unsaved';
  if (of.isSource) return 'source';
  if (of.stored !== '') return 'translated';
  return of.source === '' ? 'noSource' : 'missing';
}

/** One call per record whose texts a draft changes, in the order of the records. What no longer exists is left out. */
export function changesOf(records: readonly Texts[], draft: TextDraft): SaveInput[] {
  return records.flatMap((record) => {
    const { entity, id, languages } = record;
    const texts = record.fields.flatMap(({ field }) =>
      languages.flatMap((language) => {
        const text = draft[textKey(id, field, language)];
        return text === undefined || text === storedText(record, field, language) ? [] : [{ field, language, text }];
      }),
    );
    return texts.length === 0 ? [] : [{ entity, id, texts }];
  });
}

/** What a call wrote, as a draft names it. */
export const keysOf = ({ id, texts }: SaveInput): TextDraft =>
  Object.fromEntries(texts.map(({ field, language, text }) => [textKey(id, field, language), text]));

/** Complaints of a refused call at the texts they are about, by `textKey`. */
export function complaintsOf(error: ApiError, { id, texts }: SaveInput): Record<string, FieldError> {
  const found: Record<string, FieldError> = {};
  for (const [path, complaint] of Object.entries(error.fields ?? {})) {
    const text = texts[Number(/^texts\.(\d+)\b/.exec(path)?.[1] ?? -1)];
    if (text) found[textKey(id, text.field, text.language)] ??= complaint;
  }
  return found;
}

/** A message with what is filled into it. */
export interface Caption {
  readonly key: string;
  readonly values: Readonly<Record<string, string | number>>;
}
/** One text of a record, as a translation form shows it. */
export interface TextLine {
  readonly record: Texts;
  readonly field: TranslatableField;
  readonly isMultiline: boolean;
  readonly maxLength: number;
  readonly caption: Caption;
}
/** Texts that belong together: those of the record, its pictures, one option with its values. */
export interface TextGroup {
  readonly id: string;
  /** Null: the record's own. */
  readonly title: Caption | null;
  readonly lines: readonly TextLine[];
}

/** Labels of the fields are those of the forms that they stand in. */
const captions: Record<Translatable, Partial<Record<TranslatableField, string>>> = {
  category: { name: 'category.name', description: 'category.description', shortDescription: 'category.short' },
  product: { name: 'product.name', description: 'product.description' },
  option: { name: 'choice.name' },
  option_value: { name: 'choice.value' },
  attribute: { name: 'choice.name' },
  attribute_value: { name: 'choice.value' },
  image: { alt: 'product.images.alt' },
};
/** Label of a field of a kind of record; that of a value or picture takes its number. */
export const captionKey = (entity: Translatable, field: TranslatableField): string =>
  captions[entity][field] ?? 'choice.name';

/** The texts of a record and of what belongs to it, grouped in the order in which core gives them. */
export function groupsOf(records: readonly Texts[]): TextGroup[] {
  const groups: { id: string; title: Caption | null; lines: TextLine[] }[] = [];
  /** Of a value within its option, or of a picture. */
  let number = 0;
  for (const record of records) {
    const { entity, id, defaultLanguage } = record;
    const last = groups.at(-1);
    const isNext = entity === 'image' && last?.id === 'images';
    const isValue = entity === 'option_value' || entity === 'attribute_value';
    if (!isNext && !isValue) {
      number = 0;
      groups.push({
        id: entity === 'image' ? 'images' : id,
        title: titleOf(record, storedText(record, 'name', defaultLanguage)),
        lines: [],
      });
    }
    if (entity === 'image' || isValue) number += 1;
    const at = number;
    groups.at(-1)?.lines.push(
      ...record.fields.map(({ field, isMultiline, maxLength }) => ({
        record,
        field,
        isMultiline,
        maxLength,
        caption: { key: captionKey(entity, field), values: { number: at } },
      })),
    );
  }
  return groups;
}

function titleOf({ entity }: Texts, name: string): Caption | null {
  if (entity === 'image') return { key: 'product.images', values: {} };
  if (entity === 'option') return { key: 'translations.group.option', values: { name } };
  if (entity === 'attribute') return { key: 'translations.group.attribute', values: { name } };
  return null;
}

/** How many of the texts there are, and how many of those are translated into a language. */
export function progressOf(groups: readonly TextGroup[], language: string): { done: number; total: number } {
  const lines = groups
    .flatMap((group) => group.lines)
    .filter(({ record, field }) => storedText(record, field, record.defaultLanguage) !== '');
  const done = lines.filter(({ record, field }) => storedText(record, field, language) !== '').length;
  return { done, total: lines.length };
}
