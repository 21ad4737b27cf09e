import { paths } from '../../app/paths.ts';
import type { Translate } from '../../i18n/provider.tsx';

/** A field of a settings page, to be found by its label. */
export interface SettingField {
  readonly id: string;
  readonly label: (t: Translate) => string;
  readonly page: (t: Translate) => string;
  readonly path: string;
}

const onPage = (
  path: string,
  page: SettingField['page'],
  fields: Readonly<Record<string, SettingField['label']>>,
): SettingField[] => Object.entries(fields).map(([id, label]) => ({ id: `setting.${id}`, label, page, path }));

/** The fields of the settings pages that have one form each, under the labels they have there. */
export const settingFields: readonly SettingField[] = [
  ...onPage(paths.brandSettings, (t) => t('settings.brand'), {
    'brand.name': (t) => t('brandSettings.name'),
    'brand.clientUrl': (t) => t('brandSettings.clientUrl'),
    'brand.adminUrl': (t) => t('brandSettings.adminUrl'),
    'brand.logo': (t) => t('brandSettings.logo'),
    'brand.accentColor': (t) => t('brandSettings.accentColor'),
    'brand.onAccentColor': (t) => t('brandSettings.onAccentColor'),
    'brand.headerColor': (t) => t('brandSettings.headerColor'),
    'brand.onHeaderColor': (t) => t('brandSettings.onHeaderColor'),
    'brand.languages': (t) => t('brandSettings.languages.add'),
    'brand.defaultLanguage': (t) => t('brandSettings.language'),
    'brand.currencies': (t) => t('brandSettings.currencies.add'),
    'brand.defaultCurrency': (t) => t('brandSettings.currency'),
    'brand.defaultTerm': (t) => t('product.defaultTerm'),
    'brand.multiCurrency': (t) => t('product.multiCurrency'),
    'brand.revenue': (t) => t('product.revenue.when'),
    'brand.affiliate': (t) => t('product.allowAffiliate'),
    'brand.timeZone': (t) => t('brandSettings.timeZone'),
    'brand.orderPrefix': (t) => t('brandSettings.orderNumber.prefix'),
    'brand.orderDigits': (t) => t('brandSettings.orderNumber.padding'),
    'brand.invoicePrefix': (t) => t('brandSettings.invoiceNumber.prefix'),
    'brand.invoiceDigits': (t) => t('brandSettings.invoiceNumber.padding'),
    'brand.taxRates': (t) => t('taxRates.title'),
  }),
  ...onPage(paths.appearance, (t) => t('settings.appearance'), {
    'appearance.theme': (t) => t('appearance.theme'),
    'appearance.language': (t) => t('appearance.language'),
    'appearance.density': (t) => t('appearance.density'),
    'appearance.closing': (t) => t('appearance.closing'),
  }),
];
