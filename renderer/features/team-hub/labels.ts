import type { Translate } from '../../i18n/provider.tsx';
import { actorText } from '../../workbench/actor.ts';

/** Columns whose label is not `<key>` of the forms by rule: table and column → the message that the form shows. */
const labels: Readonly<Record<string, string>> = {
  'product.category_id': 'product.category',
  'product.type': 'product.type',
  'product.is_active': 'product.isActive',
  'product.is_visible': 'product.isVisible',
  'product.name': 'product.name',
  'product.slug': 'product.slug',
  'product.description': 'product.description',
  'product.connection_id': 'product.connection',
  'product.package_identifier': 'product.package',
  'product.blueprint': 'product.blueprint.field',
  'product.setup_function': 'product.setup',
  'product.bulk': 'product.bulk',
  'product.bulk_step': 'product.quantity.step',
  'product.is_quantity_limited': 'product.quantity.isLimited',
  'product.min_quantity': 'product.quantity.min',
  'product.max_quantity': 'product.quantity.max',
  'product.report_code_1': 'product.reportCode1',
  'product.report_code_2': 'product.reportCode2',
  'product.keywords': 'product.keywords',
  'product.purchase_type': 'product.purchaseType',
  'product.multi_currency': 'product.multiCurrency',
  'product.default_term': 'product.defaultTerm',
  'product.allow_affiliate': 'product.allowAffiliate',
  'product.trial_supported': 'product.trial.isSupported',
  'product.trial_forced': 'product.trial.isForced',
  'product.trial_days': 'product.trial.days',
  'product.trial_notice_days': 'product.trial.noticeDays',
  'product.trial_end_action': 'product.trial.endAction',
  'product.trial_migrate_product_id': 'product.trial.migrateProductId',
  'product.revenue_recognition': 'product.revenue',
  'product.defer_mode': 'product.deferMode',
  'price.amount_minor': 'product.price.amount',
  'future_price.amount_minor': 'product.price.amount',
  'option_price.amount_minor': 'product.price.amount',
  'bundle_component.position': 'product.bundle',
  'recommendation.position': 'product.recommendations',
  'product_option.name': 'choice.name',
  'product_option.is_required': 'choice.isRequired',
  'product_option.product_id': 'product.pick.product',
  'option_value.name': 'choice.name',
  'product_image.product_id': 'product.pick.product',
  'product_image.asset_id': 'product.images',
  'product_image.alt': 'product.images',
  'category.parent_id': 'category.parent',
  'category.name': 'category.name',
  'category.description': 'category.description',
  'category.short_description': 'category.short',
  'category.defer_mode': 'product.deferMode',
  'client.first_name': 'clients.firstName',
  'client.last_name': 'clients.lastName',
  'client.company': 'clients.company',
  'client.email': 'clients.email',
  'client.language': 'clients.language',
  'client.notes': 'clients.notes',
  'client.country': 'clients.country',
  'client.region': 'clients.region',
  'client.tax_number': 'clients.taxNumber',
  'client.is_tax_exempt': 'clients.isTaxExempt',
  'client.address': 'clients.address',
  'client.currency': 'clients.currency',
  'orders.notes': 'clients.notes',
  'ticket.number': 'tickets.number',
  'ticket.client_id': 'tickets.client',
  'ticket.subject': 'tickets.subject',
  'ticket.status': 'tickets.status',
  'ticket_message.ticket_id': 'tickets.number',
  'ticket_message.text': 'tickets.text',
  'payment_method.name': 'methods.name',
  'payment_method.is_enabled': 'methods.enabled',
  'promo_code.is_active': 'promoCodes.isActive',
  'promo_code.name': 'promoCodes.name',
  'promo_code.description': 'promoCodes.description',
  'promo_code.code': 'promoCodes.code',
  'promo_code.kind': 'promoCodes.kind',
  'promo_code.percent': 'promoCodes.percent',
  'promo_code.scope': 'promoCodes.scope',
  'promo_code.parts': 'promoCodes.amounts',
  'promo_code.min_quantity': 'promoCodes.minQuantity',
  'promo_code.max_quantity': 'promoCodes.maxQuantity',
  'promo_code.max_uses': 'promoCodes.maxUses',
  'promo_code.max_uses_per_client': 'promoCodes.maxUsesPerClient',
  'promo_code.starts_on': 'promoCodes.startsOn',
  'promo_code.ends_on': 'promoCodes.endsOn',
  'promo_code.is_recurring': 'promoCodes.isRecurring',
  'connection.name': 'connections.name',
  'connection.is_enabled': 'connections.isEnabled',
  'connection.provision_category': 'connections.provisionCategory',
  'connection.provider': 'connections.provider',
  'connection.username': 'connections.username',
  'connection.api_address': 'connections.apiAddress',
  'connection.read_interval_ms': 'connections.readInterval',
  'connection.parallel': 'connections.parallel',
  'connection.is_category_default.row': 'connections.isCategoryDefault',
  'connection.is_provider_default.row': 'connections.isProviderDefault',
  'tax_rate.is_default.row': 'taxRates.isDefault',
  'tax_rate.name': 'taxRates.name',
  'tax_rate.country': 'taxRates.country',
  'tax_rate.region': 'taxRates.region',
  'tax_rate.percent': 'taxRates.percent',
  'tax_rate.is_inclusive': 'taxRates.isInclusive',
  'fx_rate.rate': 'rates.rate',
  'brand.name': 'brandSettings.name',
  'brand.default_language': 'brandSettings.language',
  'brand.languages': 'brandSettings.languages',
  'brand.default_currency': 'brandSettings.currency',
  'brand.currencies': 'brandSettings.currencies',
  'brand.multi_currency': 'product.multiCurrency',
  'brand.time_zone': 'brandSettings.timeZone',
  'brand.logo_asset_id': 'brandSettings.logo',
  'brand.accent_color': 'brandSettings.accentColor',
  'brand.on_accent_color': 'brandSettings.onAccentColor',
  'brand.header_color': 'brandSettings.headerColor',
  'brand.on_header_color': 'brandSettings.onHeaderColor',
  'brand.default_term_months': 'product.defaultTerm',
  'brand.revenue_recognition': 'product.revenue.when',
  'brand.allow_affiliate': 'product.allowAffiliate',
  'brand.order_prefix': 'brandSettings.orderNumber.prefix',
  'brand.order_padding': 'brandSettings.orderNumber.padding',
  'brand.invoice_prefix': 'brandSettings.invoiceNumber.prefix',
  'brand.invoice_padding': 'brandSettings.invoiceNumber.padding',
  'brand.admin_url': 'brandSettings.adminUrl',
  'brand.client_url': 'brandSettings.clientUrl',
};

/** Where the words of a choice's values are. */
const choices: Readonly<Record<string, string>> = {
  'product.type': 'product.type',
  'product.bulk': 'product.bulk',
  'product.purchase_type': 'product.purchaseType',
  'product.multi_currency': 'product.multiCurrency',
  'product.default_term': 'product.defaultTerm',
  'product.trial_end_action': 'product.trial.endAction',
  'product.revenue_recognition': 'product.revenue',
  'product.defer_mode': 'product.deferMode',
  'category.defer_mode': 'product.deferMode',
  'brand.multi_currency': 'product.multiCurrency',
  'brand.revenue_recognition': 'product.revenue',
  'promo_code.kind': 'promoCodes.kind',
  'promo_code.scope': 'promoCodes.scope',
  'ticket.status': 'ticket.status',
};

/** Who wrote a version, and at which desk. */
export const authorText = (t: Translate, { name, desk }: { readonly name: string; readonly desk: string }): string =>
  t(desk === '' ? 'conflicts.by.noDesk' : 'conflicts.by', { name: actorText(name, t), desk });

/** What the form calls a column; one that has no field of its own is said in general. */
export function columnLabel(t: Translate, entity: string, column: string): string {
  if (column === 'deleted_at') return t('conflicts.column.deleted');
  const key = labels[`${entity}.${column}`];
  return t(key ?? (column === 'position' ? 'conflicts.column.position' : 'conflicts.column.value'));
}

/** Names a field by its first columns: "Is active?, Is visible to client?". */
export function fieldLabel(t: Translate, entity: string, columns: readonly string[]): string {
  const known = columns.map((column) => columnLabel(t, entity, column));
  const shown = [...new Set(known)].slice(0, 2);
  return known.length > 2 && shown.length > 1 ? `${shown.join(', ')} …` : shown.join(', ');
}

/** Key of the word of a choice's value; null where it is shown as it is. */
export function choiceKey(entity: string, column: string, value: string): string | null {
  const key = choices[`${entity}.${column}`];
  return key === undefined ? null : `${key}.${value}`;
}
