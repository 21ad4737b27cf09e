import {
  Folder,
  KeyRound,
  LifeBuoy,
  type LucideIcon,
  Package,
  Receipt,
  ReceiptText,
  ShoppingCart,
  User,
} from 'lucide-react';
import type { SearchHit, SearchKind } from '../../../preload/api/search.ts';
import { paths } from '../../app/paths.ts';

/** How records of a kind are shown and where they are. */
export const recordKinds: Readonly<Record<SearchKind, { icon: LucideIcon; pathOf: (id: string) => string }>> = {
  client: { icon: User, pathOf: paths.client },
  order: { icon: ShoppingCart, pathOf: paths.order },
  invoice: { icon: Receipt, pathOf: paths.invoice },
  credit_note: { icon: ReceiptText, pathOf: paths.creditNote },
  ticket: { icon: LifeBuoy, pathOf: paths.ticket },
  product: { icon: Package, pathOf: paths.catalogueProduct },
  category: { icon: Folder, pathOf: paths.category },
  contract_product: { icon: KeyRound, pathOf: paths.product },
  license: { icon: KeyRound, pathOf: (id) => paths.productTab(id, 'manage') },
};

export const recordId = ({ kind, id }: Pick<SearchHit, 'kind' | 'id'>): string => `${kind}/${id}`;

/** A record that was found, and the text that found it: as it was typed, or as under the other keyboard layout. */
export interface Found {
  readonly hit: SearchHit;
  readonly by: string;
}

/** What several readings of one text found, in their order; a record that more than one found stands once. */
export function merged(answers: readonly (readonly Found[])[]): Found[] {
  const seen = new Set<string>();
  return answers.flat().filter(({ hit }) => {
    const id = recordId(hit);
    if (seen.has(id)) return false;
    seen.add(id);
    return true;
  });
}

/** Records by kind, kinds in the order of their best find. */
export function byKind(found: readonly Found[]): [kind: SearchKind, found: Found[]][] {
  const groups = new Map<SearchKind, Found[]>();
  for (const each of found) groups.set(each.hit.kind, [...(groups.get(each.hit.kind) ?? []), each]);
  return [...groups];
}
