import { z } from 'zod';
import { CsvWords } from './bulk.ts';
import { call } from './contract.ts';
import { ProductFilter } from './product-list.ts';
import { ById, Currency, Id, Instant, Language, PageInput, PriceTerm, line, page } from './values.ts';

/** The largest file that is read in, in bytes; the most columns and rows that it may have. */
export const maxImportBytes = 256 * 1024 * 1024;
export const maxImportColumns = 300;
export const maxImportRows = 1_000_000;
/** The longest text that can be pasted instead of a file, in characters. */
export const maxPastedCharacters = 2_000_000;
/** Bytes of one part of a file, at most. */
export const maxPartBytes = 1024 * 1024;

export const Encoding = z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1251']);
export type Encoding = z.output<typeof Encoding>;
export const Delimiter = z.enum([',', ';', '\t', '|']);
export type Delimiter = z.output<typeof Delimiter>;

/** How a file is read. */
export const Reading = z.strictObject({
  encoding: Encoding,
  delimiter: Delimiter,
  /** The first line names the columns. */
  hasHeader: z.boolean(),
});
export type Reading = z.output<typeof Reading>;

/** Fields of a product that stand in one column each. */
export const PlainField = z.enum([
  'id',
  'name',
  'category',
  'slug',
  'packageIdentifier',
  'connection',
  'description',
  'isActive',
  'isVisible',
  'purchaseType',
  'deferMode',
  'reportCode1',
  'reportCode2',
  'keywords',
]);
export type PlainField = z.output<typeof PlainField>;

/** What a column of a file means: a field, or the price of a term in a currency. */
export const ColumnTarget = z.discriminatedUnion('field', [
  z.strictObject({ field: PlainField }),
  z.strictObject({ field: z.literal('price'), termMonths: PriceTerm, currency: Currency }),
]);
export type ColumnTarget = z.output<typeof ColumnTarget>;
/** One for each column of the file; null: the column is left out. */
export const Mapping = z.array(ColumnTarget.nullable()).max(maxImportColumns, 'too_big');
export type Mapping = z.output<typeof Mapping>;

/** What is to be done with the rows. */
export const ImportSettings = z.strictObject({
  mapping: Mapping,
  /** `both`: a row whose product is found changes it, any other makes one. */
  mode: z.enum(['create', 'update', 'both']),
  /** How a row finds its product. */
  matchBy: z.enum(['slug', 'id']),
  /** What an empty cell does to a product that exists. */
  emptyCells: z.enum(['keep', 'clear']),
  missingCategories: z.enum(['refuse', 'create']),
});
export type ImportSettings = z.output<typeof ImportSettings>;

/** What the rows come to. */
export const ImportCounts = z.strictObject({
  create: z.int(),
  change: z.int(),
  unchanged: z.int(),
  refused: z.int(),
  /** Categories that are made for them. */
  categories: z.int(),
});
export type ImportCounts = z.output<typeof ImportCounts>;

/**
 * `receiving`: the file is not whole yet; `read`: what is in it is known; `checked`: after a dry run; `stopped`: a run that
 * was cancelled or interrupted, and can go on; `undone`: taken back, but for what was changed since.
 */
export const ImportState = z.enum(['receiving', 'read', 'checked', 'running', 'stopped', 'done', 'undoing', 'undone']);
export type ImportState = z.output<typeof ImportState>;

export const Import = z.strictObject({
  id: Id,
  fileName: z.string(),
  state: ImportState,
  reading: Reading,
  headers: z.array(z.string()),
  /** The first rows, as they stand in the file. */
  sample: z.array(z.array(z.string())),
  /** Rows of the file, without the line of headers. */
  rows: z.int(),
  /** What the columns seem to mean. */
  suggested: Mapping,
  settings: ImportSettings.nullable(),
  /** Of the dry run, or of the run as far as it came. */
  counts: ImportCounts.nullable(),
  /** Rows that a check, run or undo has behind it. */
  done: z.int(),
  /** Of an undo: products taken back, and those that were changed since and stay. */
  takenBack: z.strictObject({ undone: z.int(), kept: z.int() }).nullable(),
  askedBy: z.string(),
  createdAt: Instant,
  finishedAt: Instant.nullable(),
});
export type Import = z.output<typeof Import>;

/** Why a row is refused. Its text with the next step is `transfer.problem.<code>`. */
export const ProblemCode = z.enum([
  'required',
  'invalid',
  'too_long',
  'too_small',
  'too_big',
  'not_package',
  'not_money',
  'not_slug',
  'duplicate',
  'not_found',
  'wrong_term',
  'unknown_category',
  'ambiguous_category',
  'unknown_connection',
  'ambiguous_connection',
  'connection_disabled',
  'not_yes_no',
  'not_listed',
  'repeated',
  'unknown_product',
  'no_key',
  'no_category',
  'columns',
  'quote',
]);
export type ProblemCode = z.output<typeof ProblemCode>;
export const RowProblem = z.strictObject({
  /** Place of the column in the file, from 0; null: the row as a whole, or a field that has no column. */
  column: z.int().nullable(),
  code: ProblemCode,
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** What stands in the cell. */
  value: z.string(),
});
export type RowProblem = z.output<typeof RowProblem>;

/** One row that is refused. */
export const RefusedRow = z.strictObject({
  id: Id,
  /** Line of the file, from 1. */
  line: z.int(),
  problems: z.array(RowProblem),
});
export type RefusedRow = z.output<typeof RefusedRow>;

/** Why a product that was imported or edited stays as it is when that is taken back. */
export const KeptCode = z.enum([
  'changed_since',
  'deleted_since',
  'in_use',
  'used_elsewhere',
  'slug_taken',
  'category_deleted',
  'invalid',
]);
export type KeptCode = z.output<typeof KeptCode>;
export const KeptProduct = z.strictObject({ id: Id, productId: Id, name: z.string(), code: KeptCode });
export type KeptProduct = z.output<typeof KeptProduct>;

/** Products that were picked out, or all that a filter takes when it is asked. */
export const ChosenProducts = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('ids'), ids: z.array(Id).min(1, 'required').max(5000, 'too_big') }),
  z.strictObject({
    by: z.literal('filter'),
    filter: ProductFilter,
    /** Those that were taken out of it by hand. */
    except: z.array(Id).max(5000, 'too_big').optional(),
  }),
]);
export type ChosenProducts = z.output<typeof ChosenProducts>;

/** A table of products: which, with what columns, in whose signs and words. */
export const exportInput = {
  chosen: ChosenProducts,
  columns: z.array(ColumnTarget).min(1, 'required').max(maxImportColumns, 'too_big'),
  /** Decimal sign and delimiter as spreadsheets of the language expect them. */
  language: Language,
  /** `transfer.field.<field>`, `transfer.price`, `transfer.yes`, `transfer.no`; what is missing is written as its code. */
  words: CsvWords.default({}),
};

const part = z.strictObject({ text: z.string(), nextCursor: z.string().nullable() });
const base64 = z
  .string()
  .max(Math.ceil(maxPartBytes / 3) * 4, 'too_long')
  .regex(/^[A-Za-z0-9+/]*={0,2}$/, 'invalid');

export const transfer = {
  /** Reads a table that was pasted. */
  readText: call({
    right: 'catalogue.write',
    input: z.strictObject({
      fileName: line(200),
      text: z.string().min(1, 'required').max(maxPastedCharacters, 'too_long'),
    }),
    output: Import,
  }),
  /** A file comes in parts: begun, its parts in order, then read. The shell does it (`window.openImportFile`). */
  begin: call({
    right: 'catalogue.write',
    input: z.strictObject({ fileName: line(200), size: z.int().min(1, 'required').max(maxImportBytes, 'too_big') }),
    output: ById,
  }),
  addPart: call({
    right: 'catalogue.write',
    input: z.strictObject({ id: Id, position: z.int().min(0), base64 }),
    output: z.strictObject({}),
  }),
  /** Reads a file that came in, or reads it anew in another way than the one that was found out. */
  read: call({
    right: 'catalogue.write',
    input: z.strictObject({ id: Id, ...Reading.partial().shape }),
    output: Import,
  }),
  get: call({ right: 'catalogue.read', input: ById, output: Import }),
  /** Those that were run, newest first. */
  list: call({ right: 'catalogue.read', input: z.strictObject(PageInput), output: page(Import) }),
  /** Forgets a file that was read and not imported. */
  discard: call({ right: 'catalogue.write', input: ById, output: z.strictObject({}) }),
  /** What an import would do, row by row. Nothing of the catalogue is written. */
  dryRun: call({
    right: 'catalogue.write',
    input: z.strictObject({ id: Id, ...ImportSettings.shape }),
    output: Import,
  }),
  /** Rows that are refused, in the order of the file. */
  refused: call({ right: 'catalogue.read', input: z.strictObject({ id: Id, ...PageInput }), output: page(RefusedRow) }),
  /** Imports as it was checked last; answers at once, `changed` tells how far it is. Goes on with one that was stopped. */
  run: call({ right: 'catalogue.write', input: ById, output: Import }),
  /** Stops a check or a run. What was imported stays, and can be taken back or gone on with. */
  cancel: call({ right: 'catalogue.write', input: ById, output: Import }),
  /**
   * Takes an import back: products that it made are deleted, those that it changed are as before. What was changed since is left as it
   * is, and named (`kept`).
   */
  undo: call({ right: 'catalogue.write', input: ById, output: Import }),
  kept: call({ right: 'catalogue.read', input: z.strictObject({ id: Id, ...PageInput }), output: page(KeptProduct) }),
  /** The refused rows as they stand in the file, with line and reasons, a part at a time. `words` as for `export`, and the problems'. */
  errorsCsv: call({
    right: 'catalogue.read',
    input: z.strictObject({
      id: Id,
      language: Language,
      words: CsvWords.default({}),
      cursor: z.string().max(20).optional(),
    }),
    output: part,
  }),
  /** How many products are chosen, and which prices they have. */
  exportColumns: call({
    right: 'catalogue.read',
    input: z.strictObject({ chosen: ChosenProducts }),
    output: z.strictObject({
      count: z.int(),
      prices: z.array(z.strictObject({ termMonths: PriceTerm, currency: Currency })),
    }),
  }),
  /** A table of products, a part at a time; no cell of it is taken for a formula. What it says imports as unchanged. */
  exportCsv: call({
    right: 'catalogue.read',
    input: z.strictObject({ ...exportInput, cursor: Id.optional() }),
    output: part,
  }),
};
