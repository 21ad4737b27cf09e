import type { StaffAreas } from '../../preload/api/index.ts';

/** First part of a query's key: an area of calls, or `categories`, which no change of a product makes stale. */
type Shown = keyof StaffAreas | 'categories';

const ofCatalogue = [
  'trials',
  'contractChanges',
  'orders',
  'promoCodes',
  'transfer',
  'connections',
  'prices',
  'productOptions',
  'reconciliation',
  'revenue',
  'reports',
  'translations',
] as const;

/** Area of a change → areas whose answers show it. */
const shownBy: Readonly<Partial<Record<string, readonly Shown[]>>> = {
  app: [
    'brand',
    'rates',
    'translations',
    'connections',
    'catalogue',
    'categories',
    'clients',
    'orders',
    'billing',
    'documents',
    'revenue',
    'reports',
    'affiliates',
    'contractProducts',
    'contractChanges',
    'trials',
    'operations',
    'practiceVendor',
    'tickets',
    'reconciliation',
    'audit',
    'automation',
    'bulk',
    'transfer',
    'promoCodes',
    'cancellations',
    'sync',
  ],
  connections: ['catalogue', 'prices', 'operations', 'contractProducts', 'reconciliation', 'bulk'],
  brand: [
    'orders',
    'promoCodes',
    'catalogue',
    'billing',
    'documents',
    'revenue',
    'reports',
    'affiliates',
    'translations',
  ],
  catalogue: ofCatalogue,
  // Their tree has the products in it, and products say which category they are in.
  categories: ['catalogue', ...ofCatalogue],
  rates: ['catalogue', 'prices', 'reports'],
  translations: ['catalogue'],
  clients: [
    'cancellations',
    'promoCodes',
    'orders',
    'billing',
    'contractProducts',
    'operations',
    'tickets',
    'reconciliation',
    'reports',
    'affiliates',
    'automation',
  ],
  promoCodes: ['orders'],
  cancellations: ['orders'],
  orders: ['promoCodes', 'cancellations', 'clients', 'billing', 'contractProducts', 'automation'],
  billing: [
    'orders',
    'revenue',
    'reports',
    'affiliates',
    'documents',
    'clients',
    'contractProducts',
    'contractChanges',
    'automation',
  ],
  contractProducts: [
    'orders',
    'clients',
    'operations',
    'licenses',
    'prices',
    'reconciliation',
    'reports',
    'automation',
    'contractChanges',
    'trials',
  ],
  contractChanges: ['contractProducts'],
  trials: ['contractProducts'],
  reconciliation: ['reports'],
  operations: [
    'contractProducts',
    'orders',
    'licenses',
    'practiceVendor',
    'reconciliation',
    'bulk',
    'clients',
    'automation',
  ],
  tickets: ['clients'],
  // Whether the hub is reached decides what automation does.
  sync: ['automation'],
};

/** What a change in an area makes stale. An area always shows itself; the dashboard, histories and causes show all. */
export function staleAfter(area: string): string[] {
  // What a desk says to its hub changes no record; the records that come from there tell of themselves.
  const always = area === 'sync' ? [] : ['dashboard', 'audit', 'causes'];
  return [area, ...always, ...(shownBy[area] ?? [])];
}
