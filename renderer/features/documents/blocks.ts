import type { PaperDocument } from '../../../preload/api/documents.ts';

/** The tables of a document. */
export type Section = 'lines' | 'payments' | 'creditNotes';

/** A piece of a document's body: a row of one of its tables, the sums, a remark. */
export type PaperBlock =
  | { readonly type: 'row'; readonly section: Section; readonly at: number }
  | { readonly type: 'totals' }
  | { readonly type: 'base' };

/** What stands on a document, in order. What is over one sum has one line: what it is for. */
export function blocksOf({ lines, payments, creditNotes, base, kind }: PaperDocument): PaperBlock[] {
  const rows = (section: Section, count: number): PaperBlock[] =>
    Array.from({ length: count }, (_, at) => ({ type: 'row', section, at }) as const);
  return [
    ...rows('lines', kind === 'invoice' ? lines.length : 1),
    { type: 'totals' },
    ...(base === null ? [] : [{ type: 'base' } as const]),
    ...rows('payments', payments.length),
    ...rows('creditNotes', creditNotes.length),
  ];
}

/** The sums stand under a line, and the remark under the sums: neither begins a page alone. */
export function joinsNext(blocks: readonly PaperBlock[], at: number): boolean {
  const next = blocks[at + 1];
  return next?.type === 'totals' || next?.type === 'base';
}

/** Blocks that follow each other in one table, so that they are drawn as one. */
export function runsOf(
  blocks: readonly PaperBlock[],
  indexes: readonly number[],
): { readonly section: Section | null; readonly indexes: readonly number[] }[] {
  const runs: { section: Section | null; indexes: number[] }[] = [];
  for (const at of indexes) {
    const block = blocks[at];
    const section = block?.type === 'row' ? block.section : null;
    const last = runs.at(-1);
    if (last && section !== null && last.section === section) last.indexes.push(at);
    else runs.push({ section, indexes: [at] });
  }
  return runs;
}
