import type { TestDesk } from '../../unit/support/desks.ts';
import { shelf } from '../../unit/support/shelf.ts';

/** What a person at a desk does. */
export const acts = [
  'add category',
  'add product',
  'add client',
  'name',
  'words',
  'place',
  'price',
  'price',
  'price',
  'offered',
  'notes',
  'archive',
  'restore',
  'option',
  'rename value',
  'remove value',
  'translate',
  'recommend',
  'move category',
  'slug',
  'tax',
  'promo',
  'several',
  'decide',
  'decide',
] as const;
export type Act = (typeof acts)[number];

/** Does it to one of the rows that are there; what a constraint of the desk forbids is not done, as in the application. */
export function act(desk: TestDesk, what: Act, pick: number, value: number): void {
  try {
    doIt(desk, what, pick, value);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!code.startsWith('SQLITE_CONSTRAINT') && code !== 'input.invalid') throw error;
  }
}

function doIt(desk: TestDesk, what: Act, pick: number, value: number): void {
  const { store, context } = desk;
  const on = shelf(desk);
  const any = (table: string, where = '1'): string | undefined => {
    const ids = store.db.prepare(`SELECT id FROM ${table} WHERE ${where} ORDER BY id`).pluck().all() as string[];
    return ids[pick % Math.max(1, ids.length)];
  };
  const category = (): string => any('category', 'deleted_at IS NULL') ?? on.category();
  const product = (): string => any('product', 'deleted_at IS NULL') ?? on.product(category());
  switch (what) {
    case 'add category':
      on.category();
      return;
    case 'add product':
      on.product(category());
      return;
    case 'add client':
      on.client();
      return;
    case 'name':
      on.edit('product', product(), { name: `Name ${value}` });
      return;
    case 'words': {
      const id = product();
      const words = String(on.of('product', id)?.['description']).split(' ');
      words[value % Math.max(1, words.length)] = `word${value}`;
      on.edit('product', id, { description: words.join(' ') });
      return;
    }
    case 'place':
      on.edit('product', product(), { position: `a${value}` });
      return;
    case 'price':
      on.price(product(), value % 7 === 0 ? null : value * 100, (value % 2) + 1);
      return;
    case 'offered':
      on.edit('product', product(), { is_active: value % 2, is_visible: (value >> 1) % 2 });
      return;
    case 'notes': {
      const id = any('client') ?? on.client();
      on.edit('client', id, { notes: `${String(on.of('client', id)?.['notes'])} note${value}` });
      return;
    }
    case 'archive':
      on.edit('product', product(), { deleted_at: store.now() });
      return;
    case 'restore': {
      const id = any('product', 'deleted_at IS NOT NULL');
      if (id !== undefined) on.edit('product', id, { deleted_at: null });
      return;
    }
    case 'option':
      addOption(desk, product(), value);
      return;
    case 'rename value': {
      const id = any('option_value');
      if (id !== undefined) on.edit('option_value', id, { name: `Value ${value}` });
      return;
    }
    case 'remove value': {
      const id = any('option_value');
      if (id !== undefined) store.transaction(context, (writer) => writer.remove('option_value', id));
      return;
    }
    case 'translate':
      translate(desk, product(), value);
      return;
    case 'recommend':
      recommend(desk, product(), category(), value);
      return;
    case 'move category':
      moveCategory(desk, category(), any('category', 'deleted_at IS NULL') ?? null, value);
      return;
    case 'slug':
      on.edit('product', product(), { slug: `slug-${value % 3}` });
      return;
    case 'tax':
      tax(desk, value);
      return;
    case 'promo':
      promo(desk, product(), value);
      return;
    case 'several': {
      const id = product();
      store.transaction(context, (writer) => {
        writer.update('product', id, { name: `Name ${value}`, keywords: `k${value}` });
        writer.update('product', id, { name: `Name ${value + 1}`, package_identifier: String(value) });
      });
      return;
    }
    case 'decide':
      decide(desk, pick, value);
  }
}

function decide(desk: TestDesk, pick: number, value: number): void {
  const open = desk.service.listConflicts({}).filter((conflict) => !conflict.isBeingDecided);
  const conflict = open[pick % Math.max(1, open.length)];
  if (!conflict) return;
  const keep = (['mine', 'theirs', conflict.canKeepBoth ? 'both' : 'mine'] as const)[value % 3] ?? 'mine';
  desk.service.decide(desk.context, { id: conflict.id, decision: { keep } });
}

function addOption({ store, context }: TestDesk, productId: string, value: number): void {
  store.transaction(context, (writer) => {
    const option = store.makeId();
    const of = store.makeId();
    writer.insert('product_option', {
      id: option,
      product_id: productId,
      kind: 'option',
      name: `Option ${value}`,
      is_required: 0,
      position: 'a0',
      deleted_at: null,
    });
    writer.insert('option_value', { id: of, option_id: option, name: `Value ${value}`, position: 0 });
    writer.insert('option_price', {
      id: store.makeId(),
      value_id: of,
      term_months: 1,
      currency: 'EUR',
      amount_minor: value,
    });
  });
}

function translate({ store, context }: TestDesk, productId: string, value: number): void {
  const before = store.db
    .prepare("SELECT id FROM translation WHERE entity_id = ? AND field = 'name' AND language = 'ru'")
    .pluck()
    .get(productId) as string | undefined;
  store.transaction(context, (writer) => {
    if (before !== undefined && value % 4 === 0) writer.remove('translation', before);
    else if (before !== undefined) writer.update('translation', before, { text: `Text ${value}` });
    else {
      const key = { entity: 'product', entity_id: productId, field: 'name', language: 'ru' };
      writer.insert('translation', { id: store.makeId(), ...key, text: `Text ${value}` });
    }
  });
}

function recommend({ store, context }: TestDesk, productId: string, categoryId: string, value: number): void {
  const before = store.db
    .prepare('SELECT id FROM recommendation WHERE product_id = ? AND recommended_category_id = ?')
    .pluck()
    .get(productId, categoryId) as string | undefined;
  store.transaction(context, (writer) => {
    if (before !== undefined && value % 3 === 0) writer.remove('recommendation', before);
    else if (before !== undefined) writer.update('recommendation', before, { position: value });
    else {
      const key = { product_id: productId, recommended_product_id: null, recommended_category_id: categoryId };
      writer.insert('recommendation', { id: store.makeId(), ...key, position: value });
    }
  });
}

function moveCategory({ store, context }: TestDesk, id: string, under: string | null, value: number): void {
  const parent = value % 3 === 0 ? null : under;
  for (let above = parent; above !== null;) {
    if (above === id) return;
    above = (store.db.prepare('SELECT parent_id FROM category WHERE id = ?').pluck().get(above) ?? null) as
      | string
      | null;
  }
  store.transaction(context, (writer) => writer.update('category', id, { parent_id: parent }));
}

function tax(desk: TestDesk, value: number): void {
  const ids = desk.store.db
    .prepare('SELECT id FROM tax_rate WHERE deleted_at IS NULL ORDER BY id')
    .pluck()
    .all() as string[];
  if (ids.length < 2) shelf(desk).taxRate(desk.store.makeId());
  else shelf(desk).defaultRate(ids[value % ids.length] ?? '');
}

function promo(desk: TestDesk, productId: string, value: number): void {
  const found = desk.store.db.prepare('SELECT id FROM promo_code ORDER BY id').pluck().all() as string[];
  const isNew = found.length === 0 || (value % 5 === 0 && found.length < 3);
  const id = isNew ? desk.store.makeId() : (found[value % found.length] ?? '');
  shelf(desk).promo(id, String((value % 90) + 1), productId);
}
