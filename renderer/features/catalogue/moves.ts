import type { CategoryNode } from './tree.ts';

/** A record of the tree in a place of its own: what the calls that move records take. */
export type Move =
  | {
      readonly kind: 'category';
      readonly id: string;
      readonly parentId: string | null;
      readonly beforeId: string | null;
    }
  | { readonly kind: 'product'; readonly id: string; readonly categoryId: string; readonly beforeId: string | null };

/** Where something is let go. */
export interface Target {
  readonly id: string;
  readonly position: 'before' | 'on' | 'after';
}

/** Where each record stands. */
export interface Place {
  readonly kind: 'category' | 'product';
  /** The category it stands in; null: at the top. */
  readonly parentId: string | null;
  /** Those beside it, itself among them, in their order: categories or products. */
  readonly siblings: readonly string[];
  /** More stand behind them that the tree does not show: what is next to the last one is not known. */
  readonly isCut: boolean;
}

/** The places of everything in a tree. */
export function places(nodes: readonly CategoryNode[]): ReadonlyMap<string, Place> {
  const found = new Map<string, Place>();
  const walk = (level: readonly CategoryNode[], parentId: string | null): void => {
    const siblings = level.map(({ category }) => category.id);
    for (const { category, children, products } of level) {
      found.set(category.id, { kind: 'category', parentId, siblings, isCut: false });
      const ids = products.map(({ id }) => id);
      const isCut = category.productCount > ids.length;
      for (const id of ids) found.set(id, { kind: 'product', parentId: category.id, siblings: ids, isCut });
      walk(children, category.id);
    }
  };
  walk(nodes, null);
  return found;
}

/** What stands after a record among those beside it; null: nothing does. */
const nextOf = ({ siblings }: Place, id: string): string | null => siblings[siblings.indexOf(id) + 1] ?? null;

/** The last one that the tree shows of more. */
const isLastShown = ({ siblings, isCut }: Place, id: string): boolean => isCut && siblings.at(-1) === id;

/** True when `id` is `above`, or stands somewhere below it. */
function isWithin(all: ReadonlyMap<string, Place>, id: string, above: string): boolean {
  for (let at: string | null = id; at !== null; at = all.get(at)?.parentId ?? null) if (at === above) return true;
  return false;
}

/**
 * What letting a record go at a target means; null: it cannot be let go there (a category in itself or below itself, a category among
 * products, a product at the top), or it would stay where it is.
 */
export function moveTo(all: ReadonlyMap<string, Place>, id: string, target: Target): Move | null {
  const own = all.get(id);
  const there = all.get(target.id);
  if (!own || !there || id === target.id) return null;
  const into = target.position === 'on';
  if (into ? there.kind !== 'category' : there.kind !== own.kind) return null;
  const parentId = into ? target.id : there.parentId;
  if (own.kind === 'category' && parentId !== null && isWithin(all, parentId, id)) return null;
  if (target.position === 'after' && isLastShown(there, target.id)) return null;
  const beforeId = into ? null : target.position === 'before' ? target.id : nextOf(there, target.id);
  // Before itself, or before what stands after it: where it is. (Into its own parent puts it at the end.)
  const isEnd = beforeId === null && !own.isCut && own.siblings.at(-1) === id;
  if (own.parentId === parentId && (beforeId === id || isEnd || (beforeId !== null && beforeId === nextOf(own, id)))) {
    return null;
  }
  return moveOf(own.kind, id, parentId, beforeId);
}

/** The move that puts a record back where it stands now. */
export function moveBack(all: ReadonlyMap<string, Place>, id: string): Move | null {
  const own = all.get(id);
  return own && !isLastShown(own, id) ? moveOf(own.kind, id, own.parentId, nextOf(own, id)) : null;
}

/** A step by keyboard: among those beside it, out of its category, or into the one before it. Null: there is no such place. */
export function stepOf(all: ReadonlyMap<string, Place>, id: string, step: 'up' | 'down' | 'out' | 'in'): Move | null {
  const own = all.get(id);
  if (!own) return null;
  const at = own.siblings.indexOf(id);
  const [before, after] = [own.siblings[at - 1], own.siblings[at + 1]];
  switch (step) {
    case 'up':
      return before === undefined ? null : moveTo(all, id, { id: before, position: 'before' });
    case 'down':
      return after === undefined ? null : moveTo(all, id, { id: after, position: 'after' });
    case 'in':
      return before === undefined || own.kind === 'product' ? null : moveTo(all, id, { id: before, position: 'on' });
    case 'out': {
      if (own.parentId === null) return null;
      const parent = all.get(own.parentId);
      if (own.kind === 'category') return moveTo(all, id, { id: own.parentId, position: 'after' });
      return parent?.parentId == null ? null : moveTo(all, id, { id: parent.parentId, position: 'on' });
    }
  }
}

function moveOf(kind: Place['kind'], id: string, parentId: string | null, beforeId: string | null): Move | null {
  if (kind === 'category') return { kind, id, parentId, beforeId };
  return parentId === null ? null : { kind, id, categoryId: parentId, beforeId };
}
