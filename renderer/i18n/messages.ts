import { app as appEn } from './en/app.ts';
import { automation as automationEn } from './en/automation.ts';
import { billing as billingEn } from './en/billing.ts';
import { brand as brandEn } from './en/brand.ts';
import { bulk as bulkEn } from './en/bulk.ts';
import { bulkEdit as bulkEditEn } from './en/bulk-edit.ts';
import { cancellations as cancellationsEn } from './en/cancellations.ts';
import { catalogue as catalogueEn } from './en/catalogue.ts';
import { causes as causesEn } from './en/causes.ts';
import { changes as changesEn } from './en/changes.ts';
import { choices as choicesEn } from './en/choices.ts';
import { clients as clientsEn } from './en/clients.ts';
import { clientArea as clientAreaEn } from './en/client-area.ts';
import { contractProducts as contractProductsEn } from './en/contract-products.ts';
import { dashboard as dashboardEn } from './en/dashboard.ts';
import { documents as documentsEn } from './en/documents.ts';
import { errors as errorsEn } from './en/errors.ts';
import { firstRun as firstRunEn } from './en/first-run.ts';
import { licenseActions as licenseActionsEn } from './en/license-actions.ts';
import { money as moneyEn } from './en/money.ts';
import { operations as operationsEn } from './en/operations.ts';
import { orders as ordersEn } from './en/orders.ts';
import { palette as paletteEn } from './en/palette.ts';
import { practiceSettings as practiceSettingsEn } from './en/practice-settings.ts';
import { practiceVendor as practiceVendorEn } from './en/practice-vendor.ts';
import { priceOutlook as priceOutlookEn } from './en/price-outlook.ts';
import { product as productEn } from './en/product.ts';
import { promoCodes as promoCodesEn } from './en/promo-codes.ts';
import { rates as ratesEn } from './en/rates.ts';
import { reconciliation as reconciliationEn } from './en/reconciliation.ts';
import { reports as reportsEn } from './en/reports.ts';
import { revenue as revenueEn } from './en/revenue.ts';
import { settings as settingsEn } from './en/settings.ts';
import { storefront as storefrontEn } from './en/storefront.ts';
import { teamHub as teamHubEn } from './en/team-hub.ts';
import { tickets as ticketsEn } from './en/tickets.ts';
import { timeline as timelineEn } from './en/timeline.ts';
import { workbench as workbenchEn } from './en/workbench.ts';
import { translations as translationsEn } from './en/translations.ts';
import { transfer as transferEn } from './en/transfer.ts';
import { app as appRu } from './ru/app.ts';
import { automation as automationRu } from './ru/automation.ts';
import { billing as billingRu } from './ru/billing.ts';
import { brand as brandRu } from './ru/brand.ts';
import { bulk as bulkRu } from './ru/bulk.ts';
import { bulkEdit as bulkEditRu } from './ru/bulk-edit.ts';
import { cancellations as cancellationsRu } from './ru/cancellations.ts';
import { catalogue as catalogueRu } from './ru/catalogue.ts';
import { causes as causesRu } from './ru/causes.ts';
import { changes as changesRu } from './ru/changes.ts';
import { choices as choicesRu } from './ru/choices.ts';
import { clients as clientsRu } from './ru/clients.ts';
import { clientArea as clientAreaRu } from './ru/client-area.ts';
import { contractProducts as contractProductsRu } from './ru/contract-products.ts';
import { dashboard as dashboardRu } from './ru/dashboard.ts';
import { documents as documentsRu } from './ru/documents.ts';
import { errors as errorsRu } from './ru/errors.ts';
import { firstRun as firstRunRu } from './ru/first-run.ts';
import { licenseActions as licenseActionsRu } from './ru/license-actions.ts';
import { money as moneyRu } from './ru/money.ts';
import { operations as operationsRu } from './ru/operations.ts';
import { orders as ordersRu } from './ru/orders.ts';
import { palette as paletteRu } from './ru/palette.ts';
import { practiceSettings as practiceSettingsRu } from './ru/practice-settings.ts';
import { practiceVendor as practiceVendorRu } from './ru/practice-vendor.ts';
import { priceOutlook as priceOutlookRu } from './ru/price-outlook.ts';
import { product as productRu } from './ru/product.ts';
import { promoCodes as promoCodesRu } from './ru/promo-codes.ts';
import { rates as ratesRu } from './ru/rates.ts';
import { reconciliation as reconciliationRu } from './ru/reconciliation.ts';
import { reports as reportsRu } from './ru/reports.ts';
import { revenue as revenueRu } from './ru/revenue.ts';
import { settings as settingsRu } from './ru/settings.ts';
import { storefront as storefrontRu } from './ru/storefront.ts';
import { teamHub as teamHubRu } from './ru/team-hub.ts';
import { tickets as ticketsRu } from './ru/tickets.ts';
import { timeline as timelineRu } from './ru/timeline.ts';
import { workbench as workbenchRu } from './ru/workbench.ts';
import { translations as translationsRu } from './ru/translations.ts';
import { transfer as transferRu } from './ru/transfer.ts';

/** All messages by language. English is the source of the keys; each Russian file must have exactly the same. */
export const messages = {
  en: {
    ...appEn,
    ...errorsEn,
    ...firstRunEn,
    ...dashboardEn,
    ...paletteEn,
    ...practiceSettingsEn,
    ...practiceVendorEn,
    ...settingsEn,
    ...brandEn,
    ...ratesEn,
    ...catalogueEn,
    ...workbenchEn,
    ...productEn,
    ...priceOutlookEn,
    ...changesEn,
    ...choicesEn,
    ...storefrontEn,
    ...clientsEn,
    ...timelineEn,
    ...causesEn,
    ...clientAreaEn,
    ...licenseActionsEn,
    ...moneyEn,
    ...operationsEn,
    ...ordersEn,
    ...cancellationsEn,
    ...promoCodesEn,
    ...billingEn,
    ...documentsEn,
    ...revenueEn,
    ...reportsEn,
    ...contractProductsEn,
    ...automationEn,
    ...bulkEn,
    ...reconciliationEn,
    ...teamHubEn,
    ...ticketsEn,
    ...translationsEn,
    ...transferEn,
    ...bulkEditEn,
  },
  ru: {
    ...appRu,
    ...errorsRu,
    ...firstRunRu,
    ...dashboardRu,
    ...paletteRu,
    ...practiceSettingsRu,
    ...practiceVendorRu,
    ...settingsRu,
    ...brandRu,
    ...ratesRu,
    ...catalogueRu,
    ...workbenchRu,
    ...productRu,
    ...priceOutlookRu,
    ...changesRu,
    ...choicesRu,
    ...storefrontRu,
    ...clientsRu,
    ...timelineRu,
    ...causesRu,
    ...clientAreaRu,
    ...licenseActionsRu,
    ...moneyRu,
    ...operationsRu,
    ...ordersRu,
    ...cancellationsRu,
    ...promoCodesRu,
    ...billingRu,
    ...documentsRu,
    ...revenueRu,
    ...reportsRu,
    ...contractProductsRu,
    ...automationRu,
    ...bulkRu,
    ...reconciliationRu,
    ...teamHubRu,
    ...ticketsRu,
    ...translationsRu,
    ...transferRu,
    ...bulkEditRu,
  },
};
