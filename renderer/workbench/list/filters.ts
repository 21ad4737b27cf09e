import type { List } from './state.ts';

/** One thing that a list can be narrowed down by. */
export type FilterDef = {
  /** Name in the view's definition. */
  readonly id: string;
  readonly label: string;
} & (
  | { readonly kind: 'choice'; readonly options: readonly { readonly id: string; readonly label: string }[] }
  | { readonly kind: 'text'; readonly maxLength: number }
  /** A whole number; `textOf` is how it is said where it is in force. */
  | {
      readonly kind: 'number';
      readonly min: number;
      readonly max: number;
      readonly description: string;
      readonly textOf: (value: number) => string;
    }
);

/** The filters in force that the list knows, with what they ask for in words. */
export function filtersInForce(
  list: List,
  filters: readonly FilterDef[],
): { readonly filter: FilterDef; readonly text: string }[] {
  return filters.flatMap((filter): { filter: FilterDef; text: string }[] => {
    const value = list.definition.filters[filter.id];
    if (value === undefined) return [];
    if (filter.kind === 'text') return [{ filter, text: value }];
    if (filter.kind === 'number') return [{ filter, text: filter.textOf(Number(value)) }];
    const option = filter.options.find(({ id }) => id === value);
    // Not there any more, or not read yet: it is shown all the same, because it narrows the list down all the same.
    return [{ filter, text: option?.label ?? '…' }];
  });
}
