import { app as appEn } from './en/app.ts';
import { billing as billingEn } from './en/billing.ts';
import { catalogue as catalogueEn } from './en/catalogue.ts';
import { clients as clientsEn } from './en/clients.ts';
import { clientArea as clientAreaEn } from './en/client-area.ts';
import { contractProducts as contractProductsEn } from './en/contract-products.ts';
import { dashboard as dashboardEn } from './en/dashboard.ts';
import { errors as errorsEn } from './en/errors.ts';
import { firstRun as firstRunEn } from './en/first-run.ts';
import { orders as ordersEn } from './en/orders.ts';
import { reconciliation as reconciliationEn } from './en/reconciliation.ts';
import { settings as settingsEn } from './en/settings.ts';
import { tickets as ticketsEn } from './en/tickets.ts';
import { app as appRu } from './ru/app.ts';
import { billing as billingRu } from './ru/billing.ts';
import { catalogue as catalogueRu } from './ru/catalogue.ts';
import { clients as clientsRu } from './ru/clients.ts';
import { clientArea as clientAreaRu } from './ru/client-area.ts';
import { contractProducts as contractProductsRu } from './ru/contract-products.ts';
import { dashboard as dashboardRu } from './ru/dashboard.ts';
import { errors as errorsRu } from './ru/errors.ts';
import { firstRun as firstRunRu } from './ru/first-run.ts';
import { orders as ordersRu } from './ru/orders.ts';
import { reconciliation as reconciliationRu } from './ru/reconciliation.ts';
import { settings as settingsRu } from './ru/settings.ts';
import { tickets as ticketsRu } from './ru/tickets.ts';

/** All messages by language. English is the source of the keys; each Russian file must have exactly the same. */
export const messages = {
  en: {
    ...appEn,
    ...errorsEn,
    ...firstRunEn,
    ...dashboardEn,
    ...settingsEn,
    ...catalogueEn,
    ...clientsEn,
    ...clientAreaEn,
    ...ordersEn,
    ...billingEn,
    ...contractProductsEn,
    ...reconciliationEn,
    ...ticketsEn,
  },
  ru: {
    ...appRu,
    ...errorsRu,
    ...firstRunRu,
    ...dashboardRu,
    ...settingsRu,
    ...catalogueRu,
    ...clientsRu,
    ...clientAreaRu,
    ...ordersRu,
    ...billingRu,
    ...contractProductsRu,
    ...reconciliationRu,
    ...ticketsRu,
  },
};
