import type { ClientAreas, StaffAreas } from './index.ts';
import type { windowCalls } from './window.ts';

/**
 * Names only, so that a sandboxed preload stays small (no schemas in it). What is listed here is all a page can
 * name; the types make a missing or an extra verb a compile error, a test compares it with the schemas.
 */
type Names<Areas> = { readonly [A in keyof Areas]: { readonly [V in keyof Areas[A]]: true } };

export const staffSurface: Names<StaffAreas & { window: typeof windowCalls }> = {
  app: { state: true, setPreferences: true, openEnvironment: true, sandboxAccount: true },
  audit: { list: true, verify: true },
  billing: { listInvoices: true, getInvoice: true, recordPayment: true },
  brand: { get: true, update: true },
  catalogue: {
    listCategories: true,
    createCategory: true,
    updateCategory: true,
    deleteCategory: true,
    listProducts: true,
    getProduct: true,
    createProduct: true,
    updateProduct: true,
    listPackages: true,
  },
  clients: { list: true, get: true, create: true, update: true },
  connections: {
    list: true,
    get: true,
    create: true,
    update: true,
    delete: true,
    test: true,
    setCapability: true,
    detect: true,
  },
  contractProducts: { list: true, get: true },
  dashboard: { get: true },
  licenses: {
    preview: true,
    create: true,
    renew: true,
    reissue: true,
    changePackage: true,
    suspend: true,
    unsuspend: true,
    terminate: true,
    edit: true,
    autoRenew: true,
    addons: true,
    usage: true,
    syncQuantities: true,
    setManualKey: true,
    takeOver: true,
    keyHistory: true,
    refresh: true,
  },
  operations: { list: true, get: true, check: true, retry: true, abandon: true, release: true, tryNow: true },
  orders: { place: true, list: true, get: true },
  reconciliation: {
    summary: true,
    run: true,
    runs: true,
    setSchedule: true,
    findings: true,
    finding: true,
    adopt: true,
    adoptNew: true,
    correctHere: true,
    correctHereAll: true,
    correctThere: true,
    statement: true,
    readStatement: true,
    outlook: true,
  },
  tickets: { list: true, get: true, create: true, reply: true, setStatus: true },
  window: { openClientArea: true, setTheme: true, saveFile: true },
};

export const clientAreaSurface: Names<ClientAreas> = {
  clientArea: { me: true, orders: true, products: true },
};
