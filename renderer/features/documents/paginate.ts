/** A piece of a document that is never cut: a row of a table, the sums. Heights in any one unit. */
export interface Block {
  readonly height: number;
  /** The table it is a row of; its head stands again on each page that it goes on. Null: it stands alone. */
  readonly section: string | null;
  /** It would mean nothing on another page than the next one. */
  readonly joinsNext: boolean;
}

/**
 * Which blocks stand on which page, in their order. Each page takes what fits; nothing is cut, and what joins stays
 * together where a page holds it. `heads`: height of each table's head. One that is higher than a page stands alone.
 */
export function paginate(
  blocks: readonly Block[],
  heads: Readonly<Record<string, number>>,
  room: { readonly first: number; readonly other: number },
): number[][] {
  const pages: number[][] = [[]];
  let left = room.first;
  let section: string | null = null;

  const current = (): number[] => pages.at(-1) ?? [];
  const needed = (group: readonly number[]): number => {
    let inSection = section;
    let height = 0;
    for (const at of group) {
      const block = blocks[at];
      if (!block) continue;
      if (block.section !== null && block.section !== inSection) height += heads[block.section] ?? 0;
      inSection = block.section;
      height += block.height;
    }
    return height;
  };
  const put = (group: readonly number[]): void => {
    left -= needed(group);
    current().push(...group);
    section = blocks[group.at(-1) ?? -1]?.section ?? null;
  };
  const place = (group: readonly number[]): void => {
    if (needed(group) <= left) return put(group);
    if (current().length > 0) {
      pages.push([]);
      left = room.other;
      section = null;
      return place(group);
    }
    if (group.length === 1) return put(group);
    place(group.slice(0, 1));
    place(group.slice(1));
  };

  let group: number[] = [];
  for (const [at, block] of blocks.entries()) {
    group.push(at);
    if (block.joinsNext && at < blocks.length - 1) continue;
    place(group);
    group = [];
  }
  return pages;
}
