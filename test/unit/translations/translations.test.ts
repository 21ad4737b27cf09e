import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Translatable } from '../../../preload/api/translations.ts';
import { pictures, upload } from '../support/pictures.ts';
import { row } from '../support/row.ts';
import { failure, key, makeShop, type Shop } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

let opened: ReturnType<typeof temporaryStore>;
let shop: Shop;
beforeEach(() => {
  opened = temporaryStore();
  shop = makeShop(opened.store);
  shop.call('brand', 'update', { languages: ['en', 'ru', 'de'] });
});
afterEach(() => opened.done());

type Entity = (typeof Translatable.options)[number];
const save = (entity: Entity, id: string, texts: { field: string; language: string; text: string }[]) =>
  shop.call('translations', 'save', { entity, id, texts: texts as never });
const page = (slug: string, language?: string) =>
  shop.call('catalogue', 'storeProduct', { slug, ...(language === undefined ? {} : { language }) });

/** A product with everything that clients can read. */
function full() {
  const { id: categoryId } = shop.call('catalogue', 'createCategory', {
    name: 'Licenses',
    description: 'A control panel for a server.',
    shortDescription: 'Panels',
  });
  const productId = shop.make.product({ categoryId, name: 'lite', description: 'Ten sites', slug: 'lite' });
  const option = shop.call('productOptions', 'create', {
    productId,
    name: 'Support',
    values: [{ name: 'by phone', prices: [] }],
  });
  const attribute = shop.call('productOptions', 'createAttribute', {
    productId,
    name: 'Purpose',
    values: [{ name: 'personal' }],
  });
  const image = shop.call('catalogue', 'addImage', { productId, file: upload(pictures.png), alt: 'the logo' });
  const ids: Record<Entity, string> = {
    category: categoryId,
    product: productId,
    option: option.id,
    option_value: option.values[0]?.id ?? '',
    attribute: attribute.id,
    attribute_value: attribute.values[0]?.id ?? '',
    image: image.id,
  };
  return { ids, productId, option };
}

describe('translations', () => {
  row(15, 'every text of the catalogue that a client sees can be translated', () => {
    const { ids } = full();
    for (const entity of Translatable.options) {
      const { fields } = shop.call('translations', 'get', { entity, id: ids[entity] });
      save(
        entity,
        ids[entity],
        fields.map(({ field }) => ({ field, language: 'ru', text: `по-русски: ${entity} ${field}` })),
      );
    }
    const { id: _, slug: __, language: ___, category, images, options, attributes, ...shown } = page('lite', 'ru');
    const texts = [
      shown.name,
      shown.description,
      category.name,
      category.text,
      images[0]?.alt,
      ...[...options, ...attributes].flatMap(({ name, values }) => [name, ...values.map((value) => value.name)]),
    ];
    expect(texts).toHaveLength(9);
    for (const text of texts) expect(text).toMatch(/^по-русски: /);
    expect(shown.fallbacks).toBe(0);
  });

  row(16, 'a form of translations has exactly the brand’s languages', () => {
    const { ids } = full();
    const languages = () => shop.call('translations', 'get', { entity: 'product', id: ids.product }).languages;
    expect(languages()).toEqual(['en', 'ru', 'de']);
    save('product', ids.product, [{ field: 'name', language: 'de', text: 'Leicht' }]);
    shop.call('brand', 'update', { languages: ['en', 'pt-BR', 'ru'] });
    expect(languages()).toEqual(['en', 'pt-BR', 'ru']);
    expect(failure(() => save('product', ids.product, [{ field: 'name', language: 'de', text: 'x' }]))?.fields).toEqual(
      { 'texts.0.language': { code: 'not_listed' } },
    );
    // What was translated is there again when the language is.
    shop.call('brand', 'update', { languages: ['en', 'de'] });
    expect(page('lite', 'de').name).toBe('Leicht');
    for (const [list, field, code] of [
      [['xx', 'en'], 'languages.0', 'invalid'],
      [['en', 'ru', 'en'], 'languages.2', 'duplicate'],
      [['ru'], 'defaultLanguage', 'not_listed'],
    ] as const) {
      expect(failure(() => shop.call('brand', 'update', { languages: [...list] }))?.fields).toEqual({
        [field]: { code },
      });
    }
    expect(() => shop.call('brand', 'update', { languages: [] })).toThrow('required');
  });

  row(17, 'a text that is not translated falls back to the default language', () => {
    const { ids } = full();
    save('product', ids.product, [{ field: 'name', language: 'ru', text: 'лайт' }]);
    expect(page('lite', 'ru')).toMatchObject({ name: 'лайт', description: 'Ten sites', language: 'ru' });
    // Description, three texts of the category, option, attribute, their values, the picture.
    expect(page('lite', 'ru').fallbacks).toBe(9);
    expect(page('lite')).toMatchObject({ name: 'lite', language: 'en', fallbacks: 0 });
    expect(page('lite', 'fr')).toMatchObject({ name: 'lite' });
  });

  row(17, 'another default language takes the texts that are there in it', () => {
    const { ids } = full();
    save('product', ids.product, [{ field: 'name', language: 'ru', text: 'лайт' }]);
    shop.call('brand', 'update', { defaultLanguage: 'ru' });
    const product = shop.call('catalogue', 'getProduct', { id: ids.product });
    // Of the description there is no other text than the old one.
    expect(product).toMatchObject({ name: 'лайт', description: 'Ten sites' });
    const { fields, defaultLanguage } = shop.call('translations', 'get', { entity: 'product', id: ids.product });
    expect(defaultLanguage).toBe('ru');
    expect(fields.map(({ texts }) => texts)).toEqual([{ ru: 'лайт', en: 'lite' }, { ru: 'Ten sites' }]);
    expect(page('lite', 'en').name).toBe('lite');
    shop.call('brand', 'update', { defaultLanguage: 'en' });
    expect(shop.call('catalogue', 'getProduct', { id: ids.product }).name).toBe('lite');
    expect(page('lite', 'ru').name).toBe('лайт');
  });

  row(18, 'a saved translation is what the preview in its language shows', () => {
    const { ids } = full();
    const saved = save('product', ids.product, [
      { field: 'name', language: 'ru', text: '  лайт ' },
      { field: 'description', language: 'ru', text: 'Десять сайтов\n' },
      { field: 'name', language: 'en', text: 'lite 2' },
    ]);
    expect(saved.fields.map(({ texts }) => texts)).toEqual([
      { en: 'lite 2', ru: 'лайт' },
      { en: 'Ten sites', ru: 'Десять сайтов\n' },
    ]);
    expect([page('lite', 'en').name, page('lite', 'ru').name]).toEqual(['lite 2', 'лайт']);
    expect(shop.call('catalogue', 'getProduct', { id: ids.product }).name).toBe('lite 2');
    // Empty takes it away; the record's own name cannot be empty.
    save('product', ids.product, [{ field: 'name', language: 'ru', text: '' }]);
    expect(page('lite', 'ru').name).toBe('lite 2');
    expect(failure(() => save('product', ids.product, [{ field: 'name', language: 'en', text: ' ' }]))?.fields).toEqual(
      {
        'texts.0.text': { code: 'required' },
      },
    );
    const long = { field: 'name', language: 'ru', text: 'я'.repeat(201) };
    expect(failure(() => save('product', ids.product, [long]))?.fields).toEqual({
      'texts.0.text': { code: 'too_long', params: { maximum: 200 } },
    });
    expect(failure(() => save('product', ids.product, [{ field: 'alt', language: 'ru', text: 'x' }]))?.fields).toEqual({
      'texts.0.field': { code: 'invalid' },
    });
    expect(failure(() => save('product', key(), [{ field: 'name', language: 'ru', text: 'x' }]))?.code).toBe(
      'not_found',
    );
    expect(failure(() => shop.call('translations', 'get', { entity: 'option', id: ids.attribute }))?.code).toBe(
      'not_found',
    );
  });

  row(22, 'the store shows the description where there is no short one', () => {
    const { ids } = full();
    shop.call('catalogue', 'updateCategory', { id: ids.category, shortDescription: ' ' });
    expect(page('lite').category.text).toBe('A control panel for a server.');
  });

  row(23, 'the short description comes first where both are there, in every language', () => {
    const { ids } = full();
    expect(page('lite').category.text).toBe('Panels');
    save('category', ids.category, [
      { field: 'description', language: 'ru', text: 'Панель управления сервером.' },
      { field: 'shortDescription', language: 'ru', text: 'Панели' },
    ]);
    expect(page('lite', 'ru').category.text).toBe('Панели');
    expect(page('lite', 'en').category.text).toBe('Panels');
  });

  it('of a product come with all that belongs to it, in the order of its screens', () => {
    const { ids } = full();
    const all = shop.call('translations', 'getAll', { entity: 'product', id: ids.product });
    expect(all.map(({ entity }) => entity)).toEqual([
      'product',
      'image',
      'option',
      'option_value',
      'attribute',
      'attribute_value',
    ]);
    expect(shop.call('translations', 'getAll', { entity: 'category', id: ids.category })).toHaveLength(1);
  });

  it('that are missing are counted and listed, page by page', () => {
    const { ids } = full();
    const counted = (entity: Entity, language = 'ru') =>
      shop
        .call('translations', 'countMissing', {})
        .find((each) => each.entity === entity && each.language === language);
    expect(shop.call('translations', 'countMissing', {})).toHaveLength(2 * Translatable.options.length);
    expect(counted('product')).toMatchObject({ missing: 2, total: 2 });
    expect(counted('category', 'de')).toMatchObject({ missing: 3, total: 3 });
    save('product', ids.product, [{ field: 'name', language: 'ru', text: 'лайт' }]);
    expect(counted('product')).toMatchObject({ missing: 1, total: 2 });
    expect(counted('product', 'de')).toMatchObject({ missing: 2, total: 2 });
    for (let n = 0; n < 5; n += 1) shop.make.product({ categoryId: ids.category, name: `p${n}`, connectionId: null });
    const found: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const listed = shop.call('translations', 'listMissing', {
        entity: 'product',
        language: 'ru',
        limit: 2,
        ...(cursor === '' ? {} : { cursor }),
      }) as { rows: { text: string; ownerId: string; id: string }[]; nextCursor: string | null };
      found.push(...listed.rows.map(({ text }) => text));
      cursor = listed.nextCursor;
    }
    expect(found).toEqual(['Ten sites', 'p0', 'p1', 'p2', 'p3', 'p4']);
    const [value] = shop.call('translations', 'listMissing', { entity: 'option_value', language: 'ru' }).rows;
    expect(value).toMatchObject({ field: 'name', text: 'by phone', ownerId: ids.product });
    // What was deleted lacks nothing.
    shop.call('catalogue', 'deleteProduct', { id: ids.product });
    expect(counted('option_value')).toMatchObject({ missing: 0, total: 0 });
    expect(counted('product')).toMatchObject({ missing: 5 });
  });

  it('go with what is removed for good, and stay with what can be taken back', () => {
    const { ids, option } = full();
    for (const entity of Translatable.options) {
      save(entity, ids[entity], [{ field: entity === 'image' ? 'alt' : 'name', language: 'ru', text: 'т' }]);
    }
    const left = () => shop.count('translation');
    expect(left()).toBe(7);
    shop.call('catalogue', 'removeImage', { id: ids.image });
    expect(left()).toBe(6);
    shop.call('productOptions', 'update', { id: option.id, values: [{ name: 'by mail', prices: [] }] });
    expect(left()).toBe(5);
    shop.call('productOptions', 'delete', { id: option.id });
    shop.call('catalogue', 'deleteProduct', { id: ids.product });
    expect(left()).toBe(5);
    shop.call('catalogue', 'restoreProduct', { id: ids.product });
    expect(page('lite', 'ru').name).toBe('т');
  });

  it('tell the screens what changed', () => {
    const { ids } = full();
    const seen: string[] = [];
    opened.store.onChanged((change) => seen.push(change.area));
    save('product', ids.product, [{ field: 'name', language: 'ru', text: 'лайт' }]);
    expect(seen).toEqual(['translations']);
    save('product', ids.product, [{ field: 'name', language: 'ru', text: 'лайт' }]);
    expect(seen).toEqual(['translations']);
  });
});
