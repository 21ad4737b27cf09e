import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BulkEdit } from '../../../preload/api/catalogue-bulk.ts';
import type { ChosenProducts } from '../../../preload/api/catalogue-transfer.ts';
import { editedKeywords } from '../../../main/core/catalogue/bulk-edit/rules.ts';
import { key, staff } from '../support/shop.ts';
import { makeTransfer, type Transfer } from './support.ts';

let at: Transfer;
let ids: { lite: string; pro: string; host: string };
const everything = { by: 'filter', filter: {} } as ChosenProducts;
beforeEach(() => {
  at = makeTransfer();
  const categoryId = at.shop.make.category();
  const make = (name: string, amountMinor: number, more: object = {}): string =>
    at.shop.make.product({
      categoryId,
      name,
      prices: [
        { termMonths: 1, currency: 'EUR', amountMinor },
        { termMonths: 12, currency: 'EUR', amountMinor: amountMinor * 10 },
        { termMonths: 1, currency: 'JPY', amountMinor },
      ],
      ...more,
    });
  ids = {
    lite: make('lite', 505, { keywords: 'panel' }),
    pro: make('pro', 50),
    host: make('host', 1500, { isActive: false }),
  };
  at.clock.advance(1000);
});
afterEach(() => at.done());

const preview = (edit: BulkEdit, chosen = everything, show: 'changed' | 'refused' | 'unchanged' = 'changed') =>
  at.bulkEdit.preview({ chosen, edit, show, limit: 100 });
async function run(edit: BulkEdit, chosen = everything) {
  const { changed } = await preview(edit, chosen);
  return at.bulkEdit.run({ requestKey: key(), chosen, edit, expect: { changed } }, staff);
}
const get = (id: string) => at.shop.call('catalogue', 'getProduct', { id });

describe('bulk edit of products', () => {
  it('shows each change before and after, and writes nothing', async () => {
    const history = at.shop.count('audit_entry');
    const shown = await preview({ isActive: false, reportCode1: 'A1' });
    expect(shown).toMatchObject({ selected: 3, changed: 3, unchanged: 0, refused: 0, nextCursor: null });
    expect(shown.rows.map(({ name, changes }) => [name, changes.length])).toEqual([
      ['host', 1],
      ['lite', 2],
      ['pro', 2],
    ]);
    expect(shown.rows[1]?.changes[0]).toEqual({ kind: 'field', field: 'isActive', before: true, after: false });
    expect(at.shop.count('audit_entry')).toBe(history);
    const paged = await at.bulkEdit.preview({
      chosen: everything,
      edit: { isActive: false },
      show: 'changed',
      limit: 1,
    });
    expect(paged).toMatchObject({ rows: [{ name: 'lite' }], nextCursor: '1' });
  });

  it('42 changes prices by percent and amount, exactly, of one term and currency or of all', async () => {
    const by = { by: 'percent', termMonths: null, currency: null, percent: '10' } as const;
    await run({ prices: [by] }, { by: 'ids', ids: [ids.lite] });
    expect(get(ids.lite).prices.map(({ amountMinor }) => amountMinor)).toEqual([556, 556, 5555]);
    await run(
      { prices: [{ by: 'amount', termMonths: 12, currency: 'EUR', amountMinor: -55 }] },
      { by: 'ids', ids: [ids.lite] },
    );
    expect(get(ids.lite).prices.map(({ amountMinor }) => amountMinor)).toEqual([556, 556, 5500]);
  });

  it('refuses what would be wrong by row, and changes the others', async () => {
    const edit: BulkEdit = { prices: [{ by: 'amount', termMonths: 1, currency: 'EUR', amountMinor: -100 }] };
    expect((await preview(edit, everything, 'refused')).rows).toMatchObject([{ name: 'pro', refused: 'below_zero' }]);
    const done = await run(edit);
    expect(done).toMatchObject({ selected: 3, changed: 2, refused: 1, refusals: [{ name: 'pro' }] });
    expect(get(ids.pro).prices[0]?.amountMinor).toBe(50);
  });

  it('moves to a category, and adds and removes keywords without doubles', async () => {
    const other = at.shop.make.category('Other');
    await run({ categoryId: other, addKeywords: ['Panel', 'vps'], removeKeywords: ['old'] });
    expect(get(ids.lite)).toMatchObject({ categoryName: 'Other', keywords: 'panel, vps' });
    expect(get(ids.pro).keywords).toBe('Panel, vps');
    expect(editedKeywords('a, B', [], ['b'])).toBe('a');
    expect(editedKeywords('a', [], ['A'])).toBeNull();
    expect(editedKeywords('a,b', ['B'], [])).toBe('a,b');
  });

  it('edits once for one key, and not where the preview is not true any more', async () => {
    const edit: BulkEdit = { isVisible: false };
    const asked = { requestKey: key(), chosen: everything, edit, expect: { changed: 3 } };
    const first = await at.bulkEdit.run(asked, staff);
    const history = at.shop.count('audit_entry');
    expect(await at.bulkEdit.run(asked, staff)).toMatchObject({ id: first.id, changed: 3 });
    expect(at.shop.count('audit_entry')).toBe(history);
    await expect(at.bulkEdit.run({ ...asked, requestKey: key() }, staff)).rejects.toThrow('bulk.preview_changed');
    await expect(at.bulkEdit.run({ ...asked, edit: {} }, staff)).rejects.toThrow('conflict.changed_meanwhile');
  });

  it('puts back what was not changed since, and names the others', async () => {
    const before = get(ids.lite);
    const done = await run({
      reportCode1: 'X',
      prices: [{ by: 'percent', termMonths: 1, currency: 'EUR', percent: '-50' }],
    });
    at.clock.advance(1000);
    at.shop.call('catalogue', 'updateProduct', { id: ids.pro, reportCode1: 'by hand' });
    // Another field is none of its business.
    at.shop.call('catalogue', 'updateProduct', { id: ids.host, description: 'by hand' });
    const undone = await at.bulkEdit.undo(done.id, staff);
    expect(undone.takenBack).toMatchObject({
      undone: 2,
      kept: [{ productId: ids.pro, name: 'pro', code: 'changed_since' }],
    });
    expect({ ...get(ids.lite), updatedAt: '' }).toEqual({ ...before, updatedAt: '' });
    expect(get(ids.pro)).toMatchObject({ reportCode1: 'by hand', prices: [{ amountMinor: 25 }, {}, {}] });
    expect(get(ids.host)).toMatchObject({ reportCode1: '', description: 'by hand' });
    expect((await at.bulkEdit.undo(done.id, staff)).takenBack).toMatchObject({ undone: 2 });
  });

  it('takes a filter: of a category and below it, by words, by state', async () => {
    const chosen = (filter: object): ChosenProducts => ({ by: 'filter', filter });
    const names = async (filter: object): Promise<string[]> =>
      (await preview({ reportCode2: 'Z' }, chosen(filter))).rows.map(({ name }) => name);
    const { categoryId } = get(ids.lite);
    const below = at.shop.call('catalogue', 'createCategory', { name: 'Below', parentId: categoryId }).id;
    at.shop.call('catalogue', 'updateProduct', { id: ids.pro, categoryId: below });
    expect(await names({ categoryId })).toEqual(['host', 'lite']);
    expect(await names({ underCategoryId: categoryId })).toEqual(['host', 'lite', 'pro']);
    expect(await names({ isActive: false })).toEqual(['host']);
    expect(await names({ search: 'panel li' })).toEqual(['lite']);
    expect(await names({ search: 'o' })).toEqual(['host', 'pro']);
  });
});
