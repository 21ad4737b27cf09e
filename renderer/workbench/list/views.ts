import type { ViewDefinition } from '../../../preload/api/views.ts';

/** Whether two definitions show a list in the same way. */
export function isSame(a: ViewDefinition, b: ViewDefinition): boolean {
  return written(a) === written(b);
}

const written = ({ search, filters, sort, columns }: ViewDefinition): string =>
  JSON.stringify([
    search.trim(),
    Object.entries(filters).toSorted(([x], [y]) => (x < y ? -1 : 1)),
    sort === null ? null : [sort.by, sort.isDescending],
    columns === null ? null : columns.map(({ id, width }) => [id, width]),
  ]);
