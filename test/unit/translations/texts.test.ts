import { describe, expect, it } from 'vitest';
import type { ApiError } from '../../../preload/api/errors.ts';
import type { Texts, Translatable } from '../../../preload/api/translations.ts';
import {
  changesOf,
  complaintsOf,
  groupsOf,
  missingLanguages,
  progressOf,
  stateOf,
  textKey,
} from '../../../renderer/features/catalogue/translations/texts.ts';
import { completeness } from '../../../renderer/features/settings/translations/completeness.ts';
import { row } from '../support/row.ts';

/** A record with one text, in English and what else is given. */
const record = (entity: Translatable, id: string, texts: Record<string, string>): Texts => ({
  entity,
  id,
  languages: ['en', 'ru', 'de'],
  defaultLanguage: 'en',
  fields: [{ field: entity === 'image' ? 'alt' : 'name', isMultiline: false, maxLength: 200, texts }],
});

describe('translation forms', () => {
  row(17, 'a text is missing where it falls back, and nowhere when there is nothing to fall back to', () => {
    expect(missingLanguages(record('product', '1', { en: 'lite', ru: 'лайт' }), 'name')).toEqual(['de']);
    expect(missingLanguages(record('product', '1', { en: '' }), 'name')).toEqual([]);
    expect(missingLanguages(record('product', '1', { en: 'lite', ru: 'а', de: 'b' }), 'name')).toEqual([]);
  });

  row(18, 'what is only typed is never called translated', () => {
    const of = { source: 'lite', isSource: false };
    expect(stateOf({ ...of, stored: '', typed: 'лайт' })).toBe('unsaved');
    expect(stateOf({ ...of, stored: 'лайт', typed: '' })).toBe('unsaved');
    expect(stateOf({ ...of, stored: 'лайт', typed: 'лайт' })).toBe('translated');
    expect(stateOf({ ...of, stored: '', typed: '' })).toBe('missing');
    expect(stateOf({ ...of, source: '', stored: '', typed: '' })).toBe('noSource');
    expect(stateOf({ ...of, isSource: true, stored: 'lite', typed: 'lite' })).toBe('source');
  });

  row(18, 'a draft becomes one call per record, with what differs and still exists alone', () => {
    const records = [record('product', 'p', { en: 'lite' }), record('option', 'o', { en: 'Purpose', ru: 'Цель' })];
    const draft = {
      [textKey('p', 'name', 'ru')]: 'лайт',
      [textKey('p', 'name', 'fr')]: 'not a language of the brand',
      [textKey('o', 'name', 'ru')]: 'Цель',
      [textKey('o', 'name', 'de')]: '',
      [textKey('gone', 'name', 'ru')]: 'deleted meanwhile',
    };
    expect(changesOf(records, draft)).toEqual([
      { entity: 'product', id: 'p', texts: [{ field: 'name', language: 'ru', text: 'лайт' }] },
    ]);
    expect(changesOf(records, { [textKey('o', 'name', 'ru')]: '' })).toEqual([
      { entity: 'option', id: 'o', texts: [{ field: 'name', language: 'ru', text: '' }] },
    ]);
  });

  it('complaints land at the text they are about', () => {
    const error = {
      code: 'input.invalid',
      fields: { 'texts.1.text': { code: 'too_long', params: { maximum: 200 } }, 'texts.7.text': { code: 'invalid' } },
    } as unknown as ApiError;
    const texts = [
      { field: 'name' as const, language: 'ru', text: 'a' },
      { field: 'name' as const, language: 'de', text: 'b' },
    ];
    expect(complaintsOf(error, { entity: 'product', id: 'p', texts })).toEqual({
      [textKey('p', 'name', 'de')]: { code: 'too_long', params: { maximum: 200 } },
    });
  });

  row(15, 'texts of a product stand in groups: its own, its images, each option and attribute with its values', () => {
    const groups = groupsOf([
      record('product', 'p', { en: 'lite' }),
      record('image', 'i1', { en: 'logo', ru: 'лого' }),
      record('image', 'i2', { en: '' }),
      record('option', 'o', { en: 'Purpose' }),
      record('option_value', 'v1', { en: 'personal' }),
      record('option_value', 'v2', { en: 'commercial' }),
      record('attribute', 'a', { en: 'Use' }),
      record('attribute_value', 'w1', { en: 'home' }),
    ]);
    expect(
      groups.map(({ title, lines }) => [
        title?.key ?? null,
        ...lines.map(({ record: { id }, caption }) => `${id} ${String(caption.values['number'])}`),
      ]),
    ).toEqual([
      [null, 'p 0'],
      ['product.images', 'i1 1', 'i2 2'],
      ['translations.group.option', 'o 0', 'v1 1', 'v2 2'],
      ['translations.group.attribute', 'a 0', 'w1 1'],
    ]);
    expect(groups[2]?.title?.values).toEqual({ name: 'Purpose' });
    // An image without a text in the default language is nothing to translate.
    expect(progressOf(groups, 'ru')).toEqual({ done: 1, total: 7 });
  });

  row(15, 'the matrix has a line for each kind of record and their sum, and a column for each language', () => {
    const { languages, rows } = completeness([
      { entity: 'category', language: 'ru', missing: 1, total: 3 },
      { entity: 'product', language: 'ru', missing: 0, total: 2 },
      { entity: 'category', language: 'de', missing: 3, total: 3 },
      { entity: 'product', language: 'de', missing: 2, total: 2 },
    ]);
    expect(languages).toEqual(['ru', 'de']);
    const line = (entity: string) => rows.find((each) => each.entity === entity)?.shares;
    expect(line('category')).toEqual([
      { language: 'ru', done: 2, total: 3 },
      { language: 'de', done: 0, total: 3 },
    ]);
    expect(rows.at(-1)).toEqual({
      entity: 'all',
      shares: [
        { language: 'ru', done: 4, total: 5 },
        { language: 'de', done: 0, total: 5 },
      ],
    });
    expect(completeness([]).languages).toEqual([]);
  });
});
