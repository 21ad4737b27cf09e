import type { Import, ImportSettings, Mapping } from '../../../preload/api/catalogue-transfer.ts';
import { makeShop, staff } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

/** A shop with its service of imports and exports. `done` closes and removes it. */
export function makeTransfer() {
  const opened = temporaryStore();
  const shop = makeShop(opened.store);
  const { transfer, bulkEdit } = shop.services.catalogue;

  /** Brings bytes in as the shell does, in parts of a size. */
  async function file(bytes: Uint8Array, fileName = 'products.csv', partBytes = 700 * 1024): Promise<Import> {
    const { id } = await transfer.begin({ fileName, size: bytes.byteLength }, staff);
    for (let at = 0; at < bytes.byteLength; at += partBytes) {
      const base64 = Buffer.from(bytes.subarray(at, at + partBytes)).toString('base64');
      transfer.addPart({ id, position: at / partBytes, base64 }, staff);
    }
    return transfer.read({ id }, staff);
  }
  const settings = (mapping: Mapping, more: Partial<ImportSettings> = {}): ImportSettings => ({
    mapping,
    mode: 'both',
    matchBy: 'slug',
    emptyCells: 'keep',
    missingCategories: 'create',
    ...more,
  });
  async function check(read: Import, more: Partial<ImportSettings> = {}): Promise<Import> {
    return transfer.dryRun({ id: read.id, ...settings(read.suggested, more) }, staff);
  }
  /** Runs a checked import to its end. */
  async function run({ id }: { readonly id: string }): Promise<Import> {
    transfer.run(id, staff);
    await transfer.idle();
    return transfer.get(id);
  }
  async function undo({ id }: { readonly id: string }): Promise<Import> {
    transfer.undo(id, staff);
    await transfer.idle();
    return transfer.get(id);
  }
  const text = (csv: string): Promise<Import> => transfer.readText({ fileName: 'pasted.csv', text: csv }, staff);
  /** Every problem of the refused rows: line, column, code. */
  const problems = ({ id }: { readonly id: string }): (readonly [number, number | null, string])[] =>
    transfer
      .refused({ id, limit: 200 })
      .rows.flatMap(({ line, problems: all }) => all.map(({ column, code }) => [line, column, code] as const));
  const products = (): { name: string; slug: string; id: string }[] =>
    opened.store.db.prepare('SELECT id, name, slug FROM product WHERE deleted_at IS NULL ORDER BY id').all() as never;
  const product = (slug: string) => {
    const found = products().find((each) => each.slug === slug);
    if (!found) throw new Error(`no product ${slug}`);
    return shop.call('catalogue', 'getProduct', { id: found.id });
  };
  return { ...opened, shop, transfer, bulkEdit, file, text, settings, check, run, undo, problems, products, product };
}
export type Transfer = ReturnType<typeof makeTransfer>;
