import type { Area, AreaFunctions } from './contract.ts';
import { affiliates } from './affiliates.ts';
import { app } from './app.ts';
import { assets } from './assets.ts';
import { audit } from './audit.ts';
import { automation } from './automation.ts';
import { billing } from './billing.ts';
import { brand } from './brand.ts';
import { bulk } from './bulk.ts';
import { cancellations } from './cancellations.ts';
import { catalogue } from './catalogue.ts';
import { causes } from './causes.ts';
import { clientArea } from './client-area.ts';
import { clientLogins } from './client-logins.ts';
import { clients } from './clients.ts';
import { connections } from './connections.ts';
import { contractChanges } from './contract-changes.ts';
import { contractProducts } from './contract-products.ts';
import { dashboard } from './dashboard.ts';
import { documents, paper } from './documents.ts';
import { entrance } from './entrance.ts';
import { licenses } from './licenses.ts';
import { operations } from './operations.ts';
import { orders } from './orders.ts';
import { prices } from './prices.ts';
import { productOptions } from './product-options.ts';
import { promoCodes } from './promo-codes.ts';
import { rates } from './rates.ts';
import { reports } from './reports.ts';
import { revenue } from './revenue.ts';
import { search } from './search.ts';
import { practiceVendor } from './practice-vendor.ts';
import { reconciliation } from './reconciliation.ts';
import { sync } from './sync.ts';
import { transfer } from './catalogue-transfer.ts';
import { tickets } from './tickets.ts';
import { translations } from './translations.ts';
import { trials } from './trials.ts';
import { views } from './views.ts';
import type { WindowFunctions } from './window.ts';
import type { Subscribe } from './events.ts';

/** Every call of the staff window, by area. */
export const staffAreas = {
  affiliates,
  app,
  assets,
  audit,
  automation,
  billing,
  brand,
  bulk,
  cancellations,
  catalogue,
  causes,
  clientLogins,
  clients,
  connections,
  contractChanges,
  contractProducts,
  dashboard,
  documents,
  licenses,
  operations,
  orders,
  prices,
  productOptions,
  promoCodes,
  rates,
  reports,
  revenue,
  search,
  practiceVendor,
  reconciliation,
  sync,
  tickets,
  transfer,
  translations,
  trials,
  views,
} as const;
/** Every call of the client area's window. */
export const clientAreas = { entrance, clientArea } as const;
/** Every call of the window that a document is printed from. */
export const paperAreas = { paper } as const;
/** The whole API. */
export const areas = { ...staffAreas, ...clientAreas, ...paperAreas } as const;

export type StaffAreas = typeof staffAreas;
export type ClientAreas = typeof clientAreas;
export type PaperAreas = typeof paperAreas;
export type AreaName = keyof typeof areas;

type Functions<Areas extends Readonly<Record<string, Area>>> = {
  readonly [A in keyof Areas]: AreaFunctions<Areas[A]>;
};
/** `window.api` of the staff window. */
export type StaffApi = Functions<StaffAreas> & { readonly window: WindowFunctions; readonly onChanged: Subscribe };
/** `window.api` of the client area's window. */
export type ClientAreaApi = Functions<ClientAreas> & { readonly onChanged: Subscribe };
/** `window.api` of the window that a document is printed from. It shows one document as it is: nothing tells it of changes. */
export type PaperApi = Functions<PaperAreas>;
