import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { catalogueUndo, type CatalogueCalls } from '../../../renderer/features/catalogue/undo.ts';
import { type BrandCalls, brandSaved, taxRatesEdited } from '../../../renderer/features/settings/brand/undo.ts';
import { ChangedMeanwhile, createUndoStack, isSame, type UndoEntry } from '../../../renderer/workbench/undo.ts';
import { makeShop, type Shop } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

/** An entry that writes down what it does. */
function entry(label: string, log: string[]): UndoEntry {
  return {
    label,
    undo: async () => void log.push(`undo ${label}`),
    redo: async () => void log.push(`redo ${label}`),
  };
}

describe('50 the stack of edits', () => {
  it('takes back the newest first and makes it again, until something new is done', async () => {
    const stack = createUndoStack();
    const log: string[] = [];
    for (const label of ['a', 'b', 'c']) stack.push(entry(label, log));
    expect(await stack.undo()).toEqual({ kind: 'done', label: 'c' });
    expect(await stack.undo()).toEqual({ kind: 'done', label: 'b' });
    expect(stack.state()).toEqual({ undo: 'a', redo: 'b' });
    expect(await stack.redo()).toEqual({ kind: 'done', label: 'b' });
    stack.push(entry('d', log));
    expect(stack.state()).toEqual({ undo: 'd', redo: null });
    expect(await stack.redo()).toEqual({ kind: 'nothing' });
    expect(log).toEqual(['undo c', 'undo b', 'redo b']);
  });

  it('does one after the other when the keys come fast', async () => {
    const stack = createUndoStack();
    const log: string[] = [];
    for (const label of ['a', 'b']) {
      stack.push({
        label,
        undo: async () => {
          log.push(`${label} begins`);
          await new Promise((resolve) => setTimeout(resolve, 5));
          log.push(`${label} ends`);
        },
        redo: async () => {},
      });
    }
    await Promise.all([stack.undo(), stack.undo(), stack.undo()]);
    expect(log).toEqual(['b begins', 'b ends', 'a begins', 'a ends']);
  });

  it('takes back the one that a message stands for, and that only once', async () => {
    const stack = createUndoStack();
    const log: string[] = [];
    const first = entry('a', log);
    stack.push(first);
    stack.push(entry('b', log));
    expect(await stack.undo(first)).toEqual({ kind: 'done', label: 'a' });
    expect(await stack.undo(first)).toEqual({ kind: 'nothing' });
    expect(stack.state()).toEqual({ undo: 'b', redo: 'a' });
  });

  it('forgets one that was changed meanwhile, keeps one that failed, and says which', async () => {
    const stack = createUndoStack();
    const problem = new Error('no');
    stack.push({ label: 'fails', undo: () => Promise.reject(problem), redo: async () => {} });
    stack.push({ label: 'changed', undo: () => Promise.reject(new ChangedMeanwhile()), redo: async () => {} });
    expect(await stack.undo()).toEqual({ kind: 'changed', label: 'changed' });
    expect(await stack.undo()).toEqual({ kind: 'failed', label: 'fails', error: problem });
    expect(stack.state()).toEqual({ undo: 'fails', redo: null });
  });

  it('drops one that core refuses, so that the older ones are reached, and keeps one that core could not answer', async () => {
    const told = (code: string, retry: boolean): Error => Object.assign(new Error(code), { error: { code, retry } });
    const stack = createUndoStack();
    stack.push(entry('older', []));
    stack.push({ label: 'refused', undo: () => Promise.reject(told('input.invalid', false)), redo: async () => {} });
    expect(await stack.undo()).toMatchObject({ kind: 'failed', label: 'refused' });
    expect(stack.state()).toEqual({ undo: 'older', redo: null });
    for (const later of [told('internal', true), told('core.stopped', false)]) {
      stack.push({ label: 'later', undo: () => Promise.reject(later), redo: async () => {} });
      expect(await stack.undo()).toMatchObject({ kind: 'failed', label: 'later' });
      expect(stack.state()).toEqual({ undo: 'later', redo: null });
    }
  });

  it('keeps the newest hundred, tells who listens, and forgets all in another environment', async () => {
    const stack = createUndoStack(100);
    let told = 0;
    stack.subscribe(() => (told += 1));
    for (let n = 0; n < 130; n += 1) stack.push(entry(`${n}`, []));
    let count = 0;
    while ((await stack.undo()).kind === 'done') count += 1;
    expect(count).toBe(100);
    expect(told).toBe(230);
    stack.clear();
    expect(stack.state()).toEqual({ undo: null, redo: null });
  });

  it('compares what came over the bridge by what it says', () => {
    expect(isSame({ a: [1, { b: null }] }, { a: [1, { b: null }] })).toBe(true);
    expect(isSame({ a: 1 }, { a: 1, b: undefined })).toBe(false);
    expect(isSame([1], { 0: 1 })).toBe(false);
    expect(isSame(null, {})).toBe(false);
  });
});

describe('50 edits of real records', () => {
  let opened: ReturnType<typeof temporaryStore>;
  let shop: Shop;
  beforeEach(() => {
    opened = temporaryStore();
    shop = makeShop(opened.store);
  });
  afterEach(() => opened.done());

  /** A call as a page has it: its refusal is a rejection. */
  const call =
    <A extends 'catalogue' | 'brand'>(area: A, verb: string) =>
    async (input: unknown) =>
      shop.call(area, verb as never, input as never) as never;
  const undoOf = () => {
    const names = ['getProduct', 'updateProduct', 'moveProduct', 'deleteProduct', 'restoreProduct'].concat([
      'getCategory',
      'updateCategory',
      'moveCategory',
      'deleteCategory',
      'restoreCategory',
      'listCategories',
      'listProducts',
    ]);
    return catalogueUndo(
      Object.fromEntries(names.map((name) => [name, call('catalogue', name)])) as unknown as CatalogueCalls,
    );
  };
  const brandCalls = (): BrandCalls =>
    Object.fromEntries(
      ['get', 'update', 'createTaxRate', 'updateTaxRate', 'deleteTaxRate'].map((name) => [name, call('brand', name)]),
    ) as unknown as BrandCalls;
  const product = (id: string) => shop.call('catalogue', 'getProduct', { id });

  it('a product goes back to its values before and forward again, prices with it', async () => {
    const id = shop.make.product();
    const before = product(id);
    const after = shop.call('catalogue', 'updateProduct', {
      id,
      name: 'ispmanager 6 pro',
      prices: [{ termMonths: 1, currency: 'EUR', amountMinor: 700 }],
    });
    const edit = undoOf().productSaved('x', before, after);
    await edit?.undo();
    expect(product(id)).toMatchObject({ name: before.name, prices: before.prices, slug: before.slug });
    await edit?.redo();
    expect(product(id)).toMatchObject({ name: 'ispmanager 6 pro', prices: after.prices });
    expect(undoOf().productSaved('x', after, product(id))).toBeNull();
  });

  it('a product that somebody changed in the same field stays as they left it', async () => {
    const id = shop.make.product();
    const before = product(id);
    const after = shop.call('catalogue', 'updateProduct', { id, name: 'mine' });
    const edit = undoOf().productSaved('x', before, after);
    shop.call('catalogue', 'updateProduct', { id, name: 'theirs' });
    await expect(edit?.undo()).rejects.toBeInstanceOf(ChangedMeanwhile);
    expect(product(id).name).toBe('theirs');
  });

  it('what somebody changed in other fields is not overwritten, and two edits go back one by one', async () => {
    const id = shop.make.product();
    const first = product(id);
    const second = shop.call('catalogue', 'updateProduct', { id, name: 'one' });
    shop.call('catalogue', 'updateProduct', { id, reportCode1: 'theirs' });
    const third = shop.call('catalogue', 'updateProduct', { id, name: 'two' });
    const edits = [
      undoOf().productSaved('x', first, second),
      undoOf().productSaved('x', { ...second, reportCode1: 'theirs' }, third),
    ];
    await edits[1]?.undo();
    expect(product(id).name).toBe('one');
    await edits[0]?.undo();
    expect(product(id)).toMatchObject({ name: first.name, reportCode1: 'theirs' });
  });

  it('a category is saved, deleted and moved, and each goes back', async () => {
    const undo = undoOf();
    const id = shop.make.category('A');
    const other = shop.make.category('B');
    const category = () => shop.call('catalogue', 'getCategory', { id });
    const before = category();
    const after = shop.call('catalogue', 'updateCategory', { id, name: 'C', description: 'words' });
    const saved = undo.categorySaved('x', before, after);
    await saved?.undo();
    expect(category()).toMatchObject({ name: 'A', description: '' });

    shop.call('catalogue', 'deleteCategory', { id });
    const deleted = undo.deleted('x', 'category', id);
    await deleted.undo();
    expect(category().name).toBe('A');
    await deleted.redo();
    expect(() => category()).toThrow();
    await deleted.undo();

    shop.call('catalogue', 'moveCategory', { id, parentId: other, beforeId: null });
    const moved = undo.moved(
      'x',
      'category',
      id,
      { parentId: null, beforeId: other },
      { parentId: other, beforeId: null },
    );
    await moved.undo();
    expect(category().parentId).toBeNull();
    expect(shop.call('catalogue', 'listCategories', {}).map((row) => row.id)).toEqual([id, other]);
    await expect(moved.undo()).rejects.toBeInstanceOf(ChangedMeanwhile);
    await moved.redo();
    expect(category().parentId).toBe(other);
  });

  it('a product that somebody moved on within its category stays where they put it', async () => {
    const undo = undoOf();
    const [a, b, c] = ['a', 'b', 'c'].map((name) => shop.make.product({ name }));
    const { categoryId } = product(a ?? '');
    const ids = [a, b, c].map((id) => id ?? '');
    for (const id of ids) shop.call('catalogue', 'updateProduct', { id, categoryId });
    const order = () => shop.call('catalogue', 'listProducts', { categoryId }).rows.map((row) => row.id);
    const before = order();
    const [first = '', second = '', third = ''] = before;
    const to = { parentId: categoryId, beforeId: null };
    const move = undo.moved('x', 'product', first, { parentId: categoryId, beforeId: second }, to);
    shop.call('catalogue', 'moveProduct', { id: first, categoryId, beforeId: null });
    await move.undo();
    expect(order()).toEqual(before);
    await move.redo();
    shop.call('catalogue', 'moveProduct', { id: first, categoryId, beforeId: third });
    await expect(move.undo()).rejects.toBeInstanceOf(ChangedMeanwhile);
    expect(order()).toEqual([second, first, third]);
  });

  it('a deleted product comes back, and a refusal says why', async () => {
    const undo = undoOf();
    const id = shop.make.product();
    const { categoryId } = product(id);
    shop.call('catalogue', 'deleteProduct', { id });
    const deleted = undo.deleted('x', 'product', id);
    shop.call('catalogue', 'deleteCategory', { id: categoryId });
    await expect(deleted.undo()).rejects.toMatchObject({ code: 'catalogue.category_deleted' });
    shop.call('catalogue', 'restoreCategory', { id: categoryId });
    await deleted.undo();
    expect(product(id).id).toBe(id);
  });

  it('brand settings go back, but not over somebody else’s', async () => {
    const before = shop.call('brand', 'get', {});
    const after = shop.call('brand', 'update', { name: 'Northwind', timeZone: 'Europe/Berlin' });
    const edit = brandSaved(brandCalls(), 'x', before, after);
    await edit?.undo();
    expect(shop.call('brand', 'get', {})).toMatchObject({ name: before.name, timeZone: before.timeZone });
    await edit?.redo();
    shop.call('brand', 'update', { name: 'Theirs' });
    await expect(edit?.undo()).rejects.toBeInstanceOf(ChangedMeanwhile);
  });

  it('tax rates go back: made, changed with the default of another, deleted', async () => {
    const calls = brandCalls();
    const rates = () => shop.call('brand', 'get', {}).taxRates;
    const shown = () =>
      rates().map(({ name, percent, isDefault }) => `${name} ${percent}${isDefault ? ' default' : ''}`);
    const none = rates();
    const one = shop.call('brand', 'createTaxRate', { name: 'VAT', percent: '19', isDefault: true }).taxRates;
    const made = taxRatesEdited(calls, 'made', none, one);
    const two = shop.call('brand', 'createTaxRate', { name: 'Low', percent: '7' }).taxRates;
    const low = two.find(({ name }) => name === 'Low')!;
    const three = shop.call('brand', 'updateTaxRate', { id: low.id, isDefault: true, percent: '8' }).taxRates;
    const changed = taxRatesEdited(calls, 'changed', two, three);
    await changed?.undo();
    expect(shown().toSorted()).toEqual(['Low 7', 'VAT 19 default']);
    await changed?.redo();
    expect(shown().toSorted()).toEqual(['Low 8 default', 'VAT 19']);
    await changed?.undo();

    const four = shop.call('brand', 'deleteTaxRate', { id: low.id }).taxRates;
    const deleted = taxRatesEdited(calls, 'deleted', two, four);
    await deleted?.undo();
    expect(shown().toSorted()).toEqual(['Low 7', 'VAT 19 default']);
    // It has another id now; what was done to it before still goes forward and back.
    await changed?.redo();
    expect(shown().toSorted()).toEqual(['Low 8 default', 'VAT 19']);
    await changed?.undo();
    await deleted?.redo();
    await made?.undo();
    expect(shown()).toEqual([]);
  });
});
