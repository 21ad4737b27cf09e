import type { ViewDefinition } from '../../../preload/api/views.ts';

/**
 * The order that a view asks of core, ready to be spread into a call: `names` says what the call calls the columns that can be
 * sorted by. Empty: as the list comes.
 */
export function sortOf<By extends string>(
  { sort }: Pick<ViewDefinition, 'sort'>,
  names: Readonly<Record<string, By>>,
): { sort?: { by: By; isDescending: boolean } } {
  const by = sort === null ? undefined : names[sort.by];
  return by === undefined ? {} : { sort: { by, isDescending: sort?.isDescending ?? false } };
}

/** What is typed into a list's search, ready to be spread into a call. */
export const searchOf = (search: string): { search?: string } => (search === '' ? {} : { search });
