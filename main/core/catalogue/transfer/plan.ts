import { NewProduct } from '../../../../preload/api/catalogue-product.ts';
import type { Price } from '../../../../preload/api/catalogue.ts';
import type {
  ColumnTarget,
  ImportSettings,
  ProblemCode,
  RowProblem,
} from '../../../../preload/api/catalogue-transfer.ts';
import { AppError } from '../../kernel/index.ts';
import type { Store } from '../../store/index.ts';
import { type EditedFields, type PlannedEdit, planEdit } from '../edits/edit.ts';
import { hasCategory } from '../categories/store.ts';
import { checkProduct, type ProductFields } from '../products/check.ts';
import type { Now } from '../products/rows.ts';
import { freeSlug } from '../products/slug.ts';
import * as rows from '../products/store.ts';
import { type Complaint, plainCell, problemOf, readers, readPrice } from './cells.ts';
import type { RawRow } from './decode.ts';
import { CategoryPaths, connectionNames, pathOf } from './lookup.ts';

/** What a row comes to. */
export type Planned =
  | { readonly kind: 'create'; readonly id: string; readonly fields: ProductFields; readonly code: string }
  /** Null: a dry run, in which its category is not made yet. */
  | { readonly kind: 'change'; readonly planned: PlannedEdit | null }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly problems: readonly RowProblem[] };

/** Makes a category by its path where there is none, and answers with its id. */
export type MakeCategory = (path: string) => string;

/** A row refuses itself with all that is wrong with it. */
class Refusal extends Error {
  readonly problems: readonly RowProblem[];
  constructor(problems: readonly RowProblem[]) {
    super('row refused');
    this.problems = problems;
  }
}

/** What the cells of a row say. `undefined`: no column; `null`: the cell is empty. */
interface Read {
  readonly values: ReadonlyMap<string, string | boolean | null>;
  readonly prices: readonly (Pick<Price, 'termMonths' | 'currency'> & { readonly amountMinor: number | null })[];
}

const defaults = NewProduct.omit({ categoryId: true, name: true, prices: true, slug: true }).parse({});
const priceKey = ({ termMonths, currency }: Pick<Price, 'termMonths' | 'currency'>): string =>
  `${termMonths} ${currency}`;

/**
 * Works out what each row of a file would do, with the same rules as the forms have. It remembers the rows that it has
 * seen, so that two of one product, or of one store link, are found also when nothing is written.
 */
export class Planner {
  readonly paths: CategoryPaths;
  readonly #store: Store;
  readonly #settings: ImportSettings;
  readonly #now: Now;
  readonly #columns: number;
  readonly #connections: ReturnType<typeof connectionNames>;
  /** Store links and products of earlier rows. */
  readonly #slugs = new Set<string>();
  readonly #products = new Set<string>();
  readonly #makeCategory: MakeCategory | null;

  /** @param makeCategory null: a dry run, which makes none and counts on their being made */
  constructor(
    store: Store,
    options: { settings: ImportSettings; now: Now; columns: number; makeCategory: MakeCategory | null },
  ) {
    this.#store = store;
    this.#settings = options.settings;
    this.#now = options.now;
    this.#columns = options.columns;
    this.#makeCategory = options.makeCategory;
    this.paths = new CategoryPaths(store);
    this.#connections = connectionNames(store);
  }

  /** Counts products as seen: those that an earlier part of the run has changed or made. */
  seen(productIds: readonly string[]): void {
    for (const id of productIds) this.#products.add(id);
  }

  plan(row: RawRow): Planned {
    try {
      return this.#plan(row);
    } catch (error) {
      if (error instanceof Refusal) return { kind: 'refused', problems: error.problems };
      if (error instanceof AppError) return { kind: 'refused', problems: this.#problemsOf(error, row) };
      throw error;
    }
  }

  #plan(row: RawRow): Planned {
    if (row.isBroken) throw new Refusal([{ column: null, code: 'quote', params: {}, value: '' }]);
    const rest = row.cells.slice(this.#columns);
    if (row.cells.length < this.#columns || rest.some((cell) => cell.trim() !== '')) {
      const params = { expected: this.#columns, found: row.cells.length };
      throw new Refusal([{ column: null, code: 'columns', params, value: '' }]);
    }
    const read = this.#read(row);
    const found = this.#find(read, row);
    if (found === null) return this.#create(read, row);
    if (this.#products.size === this.#products.add(found.id).size)
      this.#refuse(row, this.#settings.matchBy, 'repeated');
    return this.#change(found, read, row);
  }

  #read(row: RawRow): Read {
    const problems: RowProblem[] = [];
    const values = new Map<string, string | boolean | null>();
    const prices: Read['prices'][number][] = [];
    for (const [column, target] of this.#settings.mapping.entries()) {
      if (target === null) continue;
      const cell = plainCell(row.cells[column] ?? '');
      if (cell.trim() === '') {
        if (target.field === 'price') prices.push({ ...target, amountMinor: null });
        else values.set(target.field, null);
        continue;
      }
      const read = target.field === 'price' ? readPrice(cell, target.currency) : readers[target.field](cell);
      if (!read.ok) problems.push({ column, ...read.complaint, value: shown(cell) });
      else if (target.field === 'price') {
        prices.push({ termMonths: target.termMonths, currency: target.currency, amountMinor: Number(read.value) });
      } else values.set(target.field, read.value as string | boolean);
    }
    if (problems.length > 0) throw new Refusal(problems);
    return { values, prices };
  }

  /** The product that a row is about; null: it makes one. */
  #find({ values }: Read, row: RawRow): rows.OwnProduct | null {
    const { mode, matchBy } = this.#settings;
    if (mode === 'create') return null;
    const key = values.get(matchBy);
    if (typeof key !== 'string') {
      if (mode === 'both') return null;
      this.#refuse(row, matchBy, 'no_key');
    }
    const id = matchBy === 'id' ? key.toLowerCase() : rows.productWithSlug(this.#store, key);
    const found = id === undefined ? undefined : rows.findProduct(this.#store, id, this.#now);
    if (found) return found;
    if (mode === 'update' || matchBy === 'id') this.#refuse(row, matchBy, 'unknown_product');
    return null;
  }

  #create({ values, prices }: Read, row: RawRow): Planned {
    const text = (field: string): string => String(values.get(field) ?? '');
    const name = text('name');
    const category = text('category');
    const missing = [
      ...(name === '' ? (['name'] as const) : []),
      ...(category === '' ? (['category'] as const) : []),
    ].map((field) => this.#problem(row, field, 'required'));
    if (missing.length > 0) throw new Refusal(missing);
    const id = this.#store.makeId();
    const isTaken = (slug: string): boolean =>
      this.#slugs.has(slug) || rows.productWithSlug(this.#store, slug) !== undefined;
    const wanted = text('slug');
    if (wanted !== '' && this.#slugs.has(wanted)) this.#refuse(row, 'slug', 'repeated');
    const given = Object.fromEntries(
      [...values].filter(
        ([field, value]) => value !== null && !['id', 'category', 'connection', 'slug'].includes(field),
      ),
    ) as Partial<ProductFields>;
    const connectionId = this.#connection(values.get('connection') ?? null, null, row) ?? null;
    const set = prices.filter((price): price is Price => price.amountMinor !== null);
    const fields: ProductFields = {
      ...defaults,
      ...given,
      connectionId,
      categoryId: '',
      name,
      prices: set.map(({ termMonths, currency, amountMinor }) => ({ termMonths, currency, amountMinor })),
      slug: wanted === '' ? freeSlug(name, id, isTaken) : wanted,
    };
    // Where nothing else is said, a product with a price for once is one that is paid once.
    if (!values.has('purchaseType') && set.length > 0 && set.every(({ termMonths }) => termMonths === 0)) {
      fields.purchaseType = 'one_off';
    }
    // The category was just found, or will be made: all else is checked as the form's is, before one is made for nothing.
    const but: ProductFields = { ...fields, slug: '', prices: [], connectionId: null };
    const found = this.#category(category, null, row);
    if (found !== null && this.#makeCategory && !hasCategory(this.#store, found)) {
      this.#refuse(row, 'category', 'unknown_category');
    }
    const code = checkProduct(this.#store, id, fields, but);
    fields.categoryId = found ?? this.#make(category);
    this.#slugs.add(fields.slug);
    this.#products.add(id);
    return { kind: 'create', id, fields, code };
  }

  #change(before: rows.OwnProduct, { values, prices }: Read, row: RawRow): Planned {
    const isCleared = this.#settings.emptyCells === 'clear';
    const change: Partial<EditedFields> & { prices?: Price[] } = {};
    const empty: Partial<EditedFields> = {
      description: '',
      reportCode1: '',
      reportCode2: '',
      keywords: null,
      packageIdentifier: '',
    };
    let newCategory: string | null = null;
    for (const [field, value] of values) {
      if (field === 'id' || (field === 'slug' && this.#settings.matchBy === 'slug')) continue;
      if (value === null && !isCleared) continue;
      if (field === 'category') {
        if (value === null) this.#refuse(row, field, 'required');
        const found = this.#category(String(value), before.categoryId, row);
        if (found === null) newCategory = String(value);
        else change.categoryId = found;
      } else if (field === 'connection') {
        change.connectionId = this.#connection(value, before.connectionId, row);
      } else if (value !== null) Object.assign(change, { [field]: value });
      else if (field in empty) Object.assign(change, { [field]: empty[field as keyof EditedFields] });
      else if (field === 'name' || field === 'slug') this.#refuse(row, field, 'required');
    }
    const { slug } = change;
    if (slug !== undefined && slug !== before.slug && this.#slugs.has(slug)) this.#refuse(row, 'slug', 'repeated');
    const wanted = this.#prices(before.prices, prices, isCleared);
    if (wanted) change.prices = wanted;
    const planned = planEdit(this.#store, before, change);
    if (slug !== undefined) this.#slugs.add(slug);
    if (newCategory === null) return planned ? { kind: 'change', planned } : { kind: 'unchanged' };
    const categoryId = this.#make(newCategory);
    return {
      kind: 'change',
      planned: this.#makeCategory === null ? null : planEdit(this.#store, before, { ...change, categoryId }),
    };
  }

  /** The prices that a product is to have, or null: as they are. */
  #prices(before: readonly Price[], read: Read['prices'], isCleared: boolean): Price[] | null {
    const wanted = new Map(before.map((price) => [priceKey(price), price]));
    let differs = false;
    for (const { termMonths, currency, amountMinor } of read) {
      const key = priceKey({ termMonths, currency });
      if (amountMinor === null ? !isCleared || !wanted.has(key) : wanted.get(key)?.amountMinor === amountMinor)
        continue;
      differs = true;
      if (amountMinor === null) wanted.delete(key);
      else wanted.set(key, { termMonths, currency, amountMinor });
    }
    return differs ? [...wanted.values()] : null;
  }

  /** The category of a path; the one that a product is in already wins over others of the same path. Null: to be made. */
  #category(path: string, current: string | null, row: RawRow): string | null {
    const ids = this.paths.find(path);
    if (current !== null && ids.includes(current)) return current;
    if (ids.length > 1) this.#refuse(row, 'category', 'ambiguous_category');
    const [only] = ids;
    if (only !== undefined) return only;
    if (this.#settings.missingCategories === 'refuse') this.#refuse(row, 'category', 'unknown_category');
    const names = pathOf(path).split('/');
    if (names.some((name) => name.trim() === '' || name.trim().length > 200)) this.#refuse(row, 'category', 'invalid');
    return null;
  }

  #make(path: string): string {
    if (this.#makeCategory) return this.#makeCategory(path);
    // Each level of it once: a dry run counts them.
    const names = pathOf(path).split('/');
    for (let depth = 1; depth <= names.length; depth += 1) {
      const upTo = names.slice(0, depth).join('/');
      if (this.paths.find(upTo).length > 0) continue;
      this.paths.add(upTo.trim(), `new ${this.newCategories}`);
      this.newCategories += 1;
    }
    return this.paths.find(path)[0] ?? '';
  }
  /** Categories that a dry run would make. */
  newCategories = 0;

  #connection(value: string | boolean | null, current: string | null, row: RawRow): string | null {
    if (value === null) return null;
    const ids = this.#connections.find(String(value));
    if (current !== null && ids.includes(current)) return current;
    if (ids.length > 1) this.#refuse(row, 'connection', 'ambiguous_connection');
    return ids[0] ?? this.#refuse(row, 'connection', 'unknown_connection');
  }

  #columnOf(field: string, price?: Pick<Price, 'termMonths' | 'currency'>): number | null {
    const isIt = (target: ColumnTarget | null): boolean =>
      target !== null &&
      target.field === field &&
      (target.field !== 'price' || price === undefined || priceKey(target) === priceKey(price));
    const at = this.#settings.mapping.findIndex(isIt);
    return at < 0 ? null : at;
  }

  #problem(row: RawRow, field: string, code: ProblemCode, params: Complaint['params'] = {}): RowProblem {
    const column = this.#columnOf(field);
    return { column, code, params, value: column === null ? '' : shown(row.cells[column] ?? '') };
  }

  #refuse(row: RawRow, field: string, code: ProblemCode): never {
    throw new Refusal([this.#problem(row, field, code)]);
  }

  /** What a rule of products complains about, at the column it comes from. */
  #problemsOf(error: AppError, row: RawRow): RowProblem[] {
    if (error.code === 'connection.disabled') return [this.#problem(row, 'connection', 'connection_disabled')];
    if (error.code === 'catalogue.no_category') return [this.#problem(row, 'category', 'no_category')];
    return Object.entries(error.fields ?? { '': { code: 'invalid' as const } }).map(([field, complaint]) => {
      const name = field.startsWith('prices') ? 'price' : field === 'categoryId' ? 'category' : field;
      return this.#problem(
        row,
        name === 'connectionId' ? 'connection' : name,
        problemOf(complaint.code),
        complaint.params,
      );
    });
  }
}

/** A cell as a list of problems shows it. */
const shown = (cell: string): string => (cell.length > 120 ? `${cell.slice(0, 119)}…` : cell);
