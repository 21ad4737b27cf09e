/**
 * Rights a principal can hold. Checked in core for each call (design 8); what a page hides or shows is courtesy only.
 * Reading and doing are separate, and so are the acts that cost money (role matrix R1-R10 of the specification).
 */
export const rights = [
  'app.use',
  'brand.read',
  'brand.write',
  'connections.read',
  'connections.write',
  'catalogue.read',
  'catalogue.write',
  'clients.read',
  'clients.write',
  'orders.read',
  'orders.place',
  'orders.cancel',
  'billing.read',
  'billing.record',
  'contracts.read',
  'contracts.write',
  'licenses.act',
  'operations.read',
  'operations.decide',
  'automation.write',
  'tickets.read',
  'tickets.write',
  'audit.read',
  'sync.read',
  'sync.write',
  'sync.decide',
  'self.read',
  'self.act',
  'entrance.read',
  'entrance.enter',
  'paper.read',
] as const;
export type Right = (typeof rights)[number];

export const roles = ['owner', 'sales', 'viewer'] as const;
export type Role = (typeof roles)[number];

/** What a client holds: to see and to ask for what is theirs. Staff hold neither: they act by rights of their own. */
export const clientRights: readonly Right[] = ['self.read', 'self.act', 'entrance.read'];

/** What a visitor of the client area holds, whom nobody knows yet: to see whose it is, and to log in or register (spec 78, 79). */
export const visitorRights: readonly Right[] = ['entrance.read', 'entrance.enter'];

/** A window that shows one document holds this right alone, and nobody else does. */
export const paperRights: readonly Right[] = ['paper.read'];

const staffRights = rights.filter((right) => ![...clientRights, ...visitorRights, ...paperRights].includes(right));

/** The rights of each staff role; a client holds none of these. */
export const rightsOfRole: Readonly<Record<Role, readonly Right[]>> = {
  owner: staffRights,
  sales: staffRights.filter(
    (right) =>
      ![
        'brand.write',
        'connections.write',
        'catalogue.write',
        'operations.decide',
        'automation.write',
        'sync.write',
        'sync.decide',
      ].includes(right),
  ),
  viewer: staffRights.filter((right) => right === 'app.use' || right.endsWith('.read')),
};
