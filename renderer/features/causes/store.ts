import { create } from 'zustand';
import type { CausedEntity } from '../../../preload/api/causes.ts';

/** A record that is asked "why is it in this state?". */
export interface Subject {
  readonly entity: CausedEntity;
  readonly id: string;
}

/** What the panel of causes is open for. */
export const useWhy = create<{ readonly subject: Subject | null }>(() => ({ subject: null }));
export const openWhy = (subject: Subject): void => useWhy.setState({ subject });
export const closeWhy = (): void => useWhy.setState({ subject: null });

const entityAt: Readonly<Record<string, CausedEntity>> = {
  orders: 'order',
  billing: 'invoice',
  products: 'contract_product',
};

/** The record that an address shows, where it is one with a state; null: another page. */
export function subjectAt(pathname: string): Subject | null {
  const [, place = '', id = ''] = /^\/(orders|billing|products)\/([0-9a-f-]{36})(?:\/|$)/.exec(pathname) ?? [];
  const entity = entityAt[place];
  return entity === undefined ? null : { entity, id };
}
