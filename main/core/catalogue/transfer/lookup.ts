import type { Store } from '../../store/index.ts';
import { allCategories } from '../categories/store.ts';

/** Stands between the names of a category's path. */
export const pathSign = ' / ';

/** A path as it is compared: however many spaces stand around its signs. */
export const pathOf = (text: string): string =>
  text
    .split('/')
    .map((name) => name.trim())
    .join(pathSign);

/** Ids by a text that several records may share. */
class Names {
  readonly #ids = new Map<string, string[]>();

  add(name: string, id: string): void {
    const ids = this.#ids.get(name);
    if (ids) ids.push(id);
    else this.#ids.set(name, [id]);
  }

  idsOf(name: string): readonly string[] {
    return this.#ids.get(name) ?? [];
  }
}

/** Categories by path (`Licenses / VPS`), as they stand when it is made, and those that are made on the way. */
export class CategoryPaths {
  readonly #byPath = new Names();
  readonly #paths = new Map<string, string>();

  constructor(store: Store) {
    const all = new Map(allCategories(store).map((each) => [each.id, each]));
    const path = (id: string): string => {
      const names: string[] = [];
      for (let at = all.get(id), n = 0; at && n < 100; n += 1) {
        names.unshift(at.name);
        at = at.parentId === null ? undefined : all.get(at.parentId);
      }
      return names.join(pathSign);
    };
    for (const id of all.keys()) this.add(path(id), id);
  }

  add(path: string, id: string): void {
    this.#paths.set(id, path);
    this.#byPath.add(pathOf(path), id);
  }

  /** Ids of the categories with a path: several where siblings share a name. */
  find(path: string): readonly string[] {
    return this.#byPath.idsOf(pathOf(path));
  }

  /** The path of a category as people read it. */
  of(id: string): string {
    return this.#paths.get(id) ?? '';
  }
}

/** Connections by name. */
export function connectionNames(store: Store): { find(name: string): readonly string[] } {
  const names = new Names();
  const rows = store.all<{ id: string; name: string }>(
    'connections by name',
    'SELECT id, name FROM connection WHERE deleted_at IS NULL',
  );
  for (const { id, name } of rows) names.add(name.trim(), id);
  return { find: (name) => names.idsOf(name.trim()) };
}
