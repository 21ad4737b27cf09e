import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { staff } from '../support/shop.ts';
import { makeTransfer, type Transfer } from './support.ts';

let at: Transfer;
beforeEach(() => {
  at = makeTransfer();
});
afterEach(async () => {
  await at.transfer.stop();
  at.done();
});

const table = [
  'Name;Category;Product store link;Package identifier;Price 1 EUR;Price 12 EUR;Active;UI metadata',
  'lite;Licenses / VPS;lite;ispmanager 6 lite;5,00;50,00;yes;panel, vps',
  'pro;Licenses / VPS;pro;55228;9,00;;no;',
  'host;Licenses;host;55229;15;;да;',
].join('\r\n');

describe('31 import', () => {
  it('31 a dry run says what would be done, and writes nothing of the catalogue', async () => {
    const read = await at.text(table);
    expect(read).toMatchObject({ state: 'read', rows: 3, headers: expect.arrayContaining(['Name']) as unknown });
    const history = (): number => at.shop.count('audit_entry');
    const before = history();
    const checked = await at.check(read);
    expect(checked).toMatchObject({
      state: 'checked',
      done: 3,
      counts: { create: 3, change: 0, unchanged: 0, refused: 0, categories: 2 },
    });
    expect(at.products()).toEqual([]);
    expect(at.shop.count('category')).toBe(0);
    expect(history()).toBe(before);
  });

  it('31 imports with all that a form makes: history, search, place, defaults; and categories by path', async () => {
    const done = await at.run(await at.check(await at.text(table)));
    expect(done).toMatchObject({ state: 'done', done: 3, counts: { create: 3, refused: 0, categories: 2 } });
    const lite = at.product('lite');
    expect(lite).toMatchObject({
      name: 'lite',
      categoryName: 'VPS',
      packageIdentifier: '55227',
      isActive: true,
      keywords: 'panel, vps',
      blueprint: 'Software Licenses',
      quantity: { bulk: 'no' },
      prices: [
        { termMonths: 1, currency: 'EUR', amountMinor: 500 },
        { termMonths: 12, currency: 'EUR', amountMinor: 5000 },
      ],
    });
    expect(at.product('pro').isActive).toBe(false);
    const { rows } = at.shop.call('catalogue', 'listProducts', { categoryId: lite.categoryId });
    expect(rows.map(({ name }) => name)).toEqual(['lite', 'pro']);
    const trace = at.store.db
      .prepare("SELECT trace_id FROM audit_entry WHERE entity = 'product' AND entity_id = ? AND action = 'create'")
      .get(lite.id);
    expect(trace).toEqual({ trace_id: done.id });
    expect(at.shop.call('audit', 'verify', {})).toMatchObject({ ok: true });
    const found = at.store.db
      .prepare("SELECT count(*) AS n FROM search_product WHERE search_product MATCH 'lite'")
      .get();
    expect(found).toEqual({ n: 1 });
    // Its bytes are not needed any more.
    expect(at.shop.count('catalogue_run_part')).toBe(0);
  });

  it('31 each refusal names line, column and why; the other rows are imported', async () => {
    at.shop.make.category('Licenses');
    const csv = [
      'Name,Category,Slug,Package,Price 1 EUR,Active',
      ',Licenses,a1,,,',
      'no such category,Nowhere,a2,,,',
      'wrong link,Licenses,Not A Link,,,',
      'wrong package,Licenses,a4,ispmanager 99,,',
      'wrong price,Licenses,a5,,5.001,',
      'wrong words,Licenses,a6,,,maybe',
      'good,Licenses,a7,55227,5,yes',
      'too few,Licenses',
      'too many,Licenses,a9,,,,surplus',
      'repeated,Licenses,a7,,,',
      'a quote,Licenses,a11,"never closed,,',
    ].join('\n');
    const checked = await at.check(await at.text(csv), { missingCategories: 'refuse', mode: 'create' });
    const expected = [
      [2, 0, 'required'],
      [3, 1, 'unknown_category'],
      [4, 2, 'not_slug'],
      [5, 3, 'not_package'],
      [6, 4, 'not_money'],
      [7, 5, 'not_yes_no'],
      [9, null, 'columns'],
      [10, null, 'columns'],
      [11, 2, 'repeated'],
      [12, null, 'quote'],
    ];
    expect(at.problems(checked)).toEqual(expected);
    expect(checked.counts).toMatchObject({ create: 1, refused: 10 });
    const done = await at.run(checked);
    expect(done.counts).toMatchObject({ create: 1, refused: 10 });
    expect(at.problems(done)).toEqual(expected);
    expect(at.products().map(({ name }) => name)).toEqual(['good']);
  });

  it('31 the file of refused rows has their cells, line and reasons, and no formula', async () => {
    const csv = 'Name,Category,Slug,Price 1 EUR\n=cmd(),Licenses,ok,\n+7,Licenses,Bad Link,5.001\n';
    const checked = await at.check(await at.text(csv));
    const words = {
      'transfer.problem.not_money': 'at most {digits} places',
      'transfer.problem.not_slug': 'letters only',
      'transfer.errors.line': 'Line',
      'transfer.errors.reasons': 'Reasons',
    };
    const { text, nextCursor } = at.transfer.errorsCsv({ id: checked.id, language: 'en', words });
    expect(nextCursor).toBeNull();
    expect(text).toBe(
      "\uFEFFName,Category,Slug,Price 1 EUR,Line,Reasons\r\n'+7,Licenses,Bad Link,5.001,3,Slug: letters only Price 1 EUR: at most 2 places\r\n",
    );
  });

  it('31 updates by store link or id, changes what differs only, and empty cells keep or clear', async () => {
    await at.run(await at.check(await at.text(table)));
    const lite = at.product('lite');
    at.clock.advance(1000);
    const csv = `ID,Name,UI metadata,Price 1 EUR\n${lite.id},lite,,5.00\n${at.product('pro').id},pro new,x,8.00\n`;
    const read = await at.text(csv);
    const kept = await at.check(read, { mode: 'update', matchBy: 'id' });
    expect(kept.counts).toMatchObject({ create: 0, change: 1, unchanged: 1, refused: 0 });
    const cleared = await at.check(read, { mode: 'update', matchBy: 'id', emptyCells: 'clear' });
    expect(cleared.counts).toMatchObject({ change: 2 });
    await at.run(cleared);
    expect(at.product('lite')).toMatchObject({ name: 'lite', keywords: null, isActive: true });
    expect(at.product('pro')).toMatchObject({ name: 'pro new', keywords: 'x' });
    expect(at.product('pro').prices).toEqual([{ termMonths: 1, currency: 'EUR', amountMinor: 800 }]);
  });

  it('31 a row that finds no product is refused where only existing ones are changed', async () => {
    const checked = await at.check(await at.text(table), { mode: 'update' });
    expect(at.problems(checked)).toEqual([2, 3, 4].map((line) => [line, 2, 'unknown_product']));
  });

  it('31 taken back: made products and categories go, changed ones are as before; those changed since stay and are named', async () => {
    await at.run(await at.check(await at.text(table)));
    const before = at.product('pro');
    const host = at.product('host');
    const csv = [
      'Slug,Name,Category,Price 1 EUR',
      'pro,pro II,Other,7.00',
      'host,host II,Other,16.00',
      'new1,new one,Other,1.00',
      'new2,new two,Other,1.00',
    ].join('\n');
    at.clock.advance(1000);
    const done = await at.run(await at.check(await at.text(csv)));
    expect(done.counts).toMatchObject({ create: 2, change: 2, categories: 1 });
    at.clock.advance(1000);
    at.shop.call('catalogue', 'updateProduct', { id: host.id, name: 'host by hand' });
    at.shop.call('catalogue', 'updateProduct', { id: at.product('new2').id, description: 'worked on' });
    at.clock.advance(1000);
    const undone = await at.undo(done);
    expect(undone).toMatchObject({ state: 'undone', takenBack: { undone: 2, kept: 2 } });
    expect(at.transfer.kept({ id: done.id, limit: 50 }).rows.map(({ name, code }) => [name, code])).toEqual([
      ['host by hand', 'changed_since'],
      ['new two', 'changed_since'],
    ]);
    const after = at.product('pro');
    expect({ ...after, updatedAt: '' }).toEqual({ ...before, updatedAt: '' });
    expect(at.product('host')).toMatchObject({ name: 'host by hand', categoryName: 'Other' });
    expect(at.products().map(({ slug }) => slug)).toEqual(['lite', 'pro', 'host', 'new2']);
    // The category that it made holds a product that stays.
    expect(at.shop.call('catalogue', 'listCategories', {}).map(({ name }) => name)).toContain('Other');
  });

  it('31 a product that is sold by now is not taken back', async () => {
    const done = await at.run(await at.check(await at.text(table)));
    const { id } = at.product('lite');
    at.clock.advance(1000);
    at.store.transaction(staff, (writer) => writer.update('product', id, { connection_id: at.shop.make.connection() }));
    at.shop.make.order({ productId: id });
    expect((await at.undo(done)).takenBack).toEqual({ undone: 2, kept: 1 });
    expect(at.transfer.kept({ id: done.id, limit: 50 }).rows).toMatchObject([{ name: 'lite', code: 'in_use' }]);
  });

  it('31 a cancelled import can be gone on with: nothing is imported twice', async () => {
    const rows = Array.from({ length: 1000 }, (_, n) => `product ${n},Licenses,p-${n},5`);
    const checked = await at.check(await at.text(['Name,Category,Slug,Price 1 EUR', ...rows].join('\n')), {
      mode: 'create',
    });
    at.transfer.run(checked.id, staff);
    // Other calls get through while it runs.
    await new Promise((resolve) => {
      setTimeout(resolve, 1);
    });
    const stopped = await at.transfer.cancel(checked.id);
    expect(stopped.state).toBe('stopped');
    expect(stopped.done).toBeGreaterThan(0);
    expect(stopped.done).toBeLessThan(1000);
    expect(at.products().length).toBe(stopped.done);
    const done = await at.run(checked);
    expect(done).toMatchObject({ state: 'done', done: 1000, counts: { create: 1000, refused: 0 } });
    expect(at.products().length).toBe(1000);
    expect((await at.undo(done)).takenBack).toEqual({ undone: 1000, kept: 0 });
    expect(at.products()).toEqual([]);
    expect(at.shop.call('catalogue', 'listCategories', {})).toEqual([]);
  });

  it('31 an import that was under way when the console ended is stopped, and goes on', async () => {
    const checked = await at.check(await at.text(table));
    at.store.transaction(staff, (writer) => writer.update('catalogue_run', checked.id, { state: 'running' }));
    at.transfer.start(staff);
    expect(at.transfer.get(checked.id).state).toBe('stopped');
    expect((await at.run(checked)).state).toBe('done');
  });

  it('31 one file at a time, and only in its turn', async () => {
    const read = await at.text(table);
    expect(() => at.transfer.run(read.id, staff)).toThrow('transfer.wrong_state');
    const checking = at.check(read);
    await expect(at.check(read)).rejects.toThrow('transfer.busy');
    await checking;
    await expect(at.text('Name\n')).rejects.toThrow('transfer.no_rows');
    const { id } = await at.transfer.begin({ fileName: 'x.csv', size: 10 }, staff);
    await expect(at.transfer.read({ id }, staff)).rejects.toThrow('transfer.incomplete');
  });

  it('31 reads the same file in another way when the person says so', async () => {
    const read = await at.file(Buffer.from('Имя;Цена 1 EUR\nлайт;5\n'));
    const again = await at.transfer.read({ id: read.id, delimiter: ',', hasHeader: false }, staff);
    expect(again).toMatchObject({ rows: 2, headers: [''], sample: [['Имя;Цена 1 EUR'], ['лайт;5']] });
  });
});
