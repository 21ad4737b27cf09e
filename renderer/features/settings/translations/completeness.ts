import type { Output } from '../../../../preload/api/contract.ts';
import { Translatable, type translations } from '../../../../preload/api/translations.ts';

export type Count = Output<typeof translations.countMissing>[number];

/** How many texts of a kind of record are translated into a language. */
export interface Share {
  readonly language: string;
  readonly done: number;
  readonly total: number;
}
/** A cell of the matrix that leads to what is missing. */
export interface Cell {
  readonly entity: Translatable;
  readonly language: string;
}
/** A line of the matrix; `all`: over every kind of record. */
export interface CompletenessRow {
  readonly entity: Translatable | 'all';
  readonly shares: readonly Share[];
}

/** The matrix of kinds of record by languages, each in the order in which core gives them; the sum is its last line. */
export function completeness(counts: readonly Count[]): { languages: string[]; rows: CompletenessRow[] } {
  const languages = [...new Set(counts.map(({ language }) => language))];
  const row = (entity: CompletenessRow['entity']): CompletenessRow => ({
    entity,
    shares: languages.map((language) => {
      const own = counts.filter((each) => each.language === language && (entity === 'all' || each.entity === entity));
      const total = own.reduce((sum, each) => sum + each.total, 0);
      return { language, total, done: total - own.reduce((sum, each) => sum + each.missing, 0) };
    }),
  });
  return { languages, rows: [...Translatable.options.map(row), row('all')] };
}
