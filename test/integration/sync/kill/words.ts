/** What a desk's process is told, a JSON line each; it answers `done` when it is done. */
export type Order =
  | { readonly do: 'edit'; readonly edits: readonly Edit[] }
  | { readonly do: 'join'; readonly code: string }
  | { readonly do: 'leave' }
  /** Rounds until nothing waits here or there. */
  | { readonly do: 'settle' }
  /** Rounds until so many questions are open here. */
  | { readonly do: 'ask'; readonly questions: number }
  | { readonly do: 'decide'; readonly keep: 'mine' | 'theirs' }
  /** Rounds until a product has this name. */
  | { readonly do: 'see'; readonly productId: string; readonly name: string }
  /** From here on points are counted; the process dies (kill -9 of itself) when it comes to one of them for the n-th time. */
  | { readonly do: 'arm'; readonly at: string; readonly nth: number };

/** One thing that a person saves. `n` is in its value, so that it can be found anywhere. */
export interface Edit {
  readonly n: number;
  readonly what: 'category' | 'product' | 'client' | 'name' | 'price' | 'note' | 'picture';
  /** The record; of a new product its category. */
  readonly id: string;
}

/** What a desk's process says, a JSON line each. */
export type Said =
  | { readonly event: 'ready'; readonly isJoined: boolean }
  /** An edit is on disk, as the person at the desk was told. `id` is of the record. */
  | { readonly event: 'saved'; readonly n: number; readonly id: string }
  | { readonly event: 'decided'; readonly parked: string; readonly keep: string }
  /** `passed`: points since it was armed, in their order. */
  | { readonly event: 'done'; readonly passed: readonly string[]; readonly isJoined: boolean };

/** How the value of an edit looks in the log of the hub. */
export function valueOfEdit({ n, what }: Edit): { entity: string; field: string; value: string } {
  switch (what) {
    case 'category':
      return { entity: 'category', field: 'name', value: JSON.stringify(textOf(n)) };
    case 'client':
      return { entity: 'client', field: 'email', value: JSON.stringify(emailOf(n)) };
    case 'note':
      return { entity: 'client', field: 'notes', value: JSON.stringify(textOf(n)) };
    case 'picture':
      return { entity: 'product_image', field: 'alt', value: JSON.stringify(textOf(n)) };
    case 'price':
      return { entity: 'price', field: 'amount', value: String(amountOf(n)) };
    case 'product':
    case 'name':
      return { entity: 'product', field: 'name', value: JSON.stringify(textOf(n)) };
  }
}

export const textOf = (n: number): string => `edit ${n}`;
export const emailOf = (n: number): string => `edit-${n}@example.test`;
/** Minor units. */
export const amountOf = (n: number): number => 100_000 + n;
