import type { TableName } from '../store/index.ts';
import type { FieldGroup, SyncedTable } from './policies.ts';
import { promoParts } from './promo-parts.ts';

const review = (...columns: string[]): FieldGroup => ({ policy: 'review', columns });
const latest = (...columns: string[]): FieldGroup => ({ policy: 'latest', columns });
const text3 = (column: string): FieldGroup => ({ policy: 'text3', columns: [column] });
const set = (...columns: string[]): FieldGroup => ({ policy: 'set', columns });
const deleted_at = review('deleted_at');

/** What a record is by its id, and by a key of columns. */
const record = (table: TableName, more: Partial<SyncedTable> & Pick<SyncedTable, 'fields'>): SyncedTable => ({
  table,
  key: 'id',
  local: {},
  ends: 'archive',
  creates: true,
  ...more,
});
const keyed = (table: TableName, key: string, fields: SyncedTable['fields'], more: Partial<SyncedTable> = {}) =>
  record(table, { key: key.split(' ').filter(Boolean), ends: 'remove', fields, ...more });

/**
 * All that desks share, records before those that name them. What has a person's decision behind it and can cost money
 * is `review`; where the last word is enough, `latest`; texts that two people may write at, `text3`.
 */
export const syncedTables: readonly SyncedTable[] = [
  // Its bytes come by `files.ts`; until then what names it waits.
  keyed('asset', 'sha256', { file: set('media_type', 'size') }, { local: { content: null }, creates: false }),
  keyed(
    'brand',
    '',
    {
      name: review('name'),
      language: review('default_language', 'languages'),
      currency: review('default_currency', 'currencies', 'multi_currency'),
      time_zone: review('time_zone'),
      logo: latest('logo_asset_id'),
      colors: latest('accent_color', 'on_accent_color', 'header_color', 'on_header_color'),
      default_term: review('default_term_months'),
      revenue: review('revenue_recognition'),
      affiliates: review('allow_affiliate'),
      order_numbers: review('order_prefix', 'order_padding'),
      invoice_numbers: review('invoice_prefix', 'invoice_padding'),
      addresses: review('admin_url', 'client_url'),
    },
    { ends: 'never', refs: { logo_asset_id: { table: 'asset', by: 'sha256' } } },
  ),
  record('tax_rate', {
    fields: { name: latest('name'), rate: review('country', 'region', 'percent', 'is_inclusive'), deleted_at },
    local: { is_default: 0 },
    marks: [{ column: 'is_default', of: [] }],
  }),
  // Those that a person entered; the bank's are read by each desk.
  keyed('fx_rate', 'currency date source', { rate: review('rate') }, { only: { source: 'manual' } }),
  record('connection', {
    fields: {
      name: latest('name'),
      is_enabled: review('is_enabled'),
      account: review('provision_category', 'provider', 'username', 'api_address'),
      pace: latest('read_interval_ms', 'parallel'),
      deleted_at,
    },
    // A password is each desk's own, and so is what became of it.
    local: {
      is_category_default: 0,
      is_provider_default: 0,
      password_set_at: null,
      credentials_stopped: 0,
      last_test: null,
    },
    marks: [
      { column: 'is_category_default', of: ['provision_category'] },
      { column: 'is_provider_default', of: ['provider'] },
    ],
    // A password is not sent to an address that somebody else put there: it has to be given again.
    onReplaced: { account: { credentials_stopped: 1 } },
  }),
  record('category', {
    fields: {
      parent: latest('parent_id'),
      position: latest('position'),
      name: review('name'),
      description: text3('description'),
      short_description: text3('short_description'),
      details: review('defer_mode'),
      deleted_at,
    },
  }),
  record('product', {
    fields: {
      category: latest('category_id'),
      position: latest('position'),
      type: review('type'),
      offered: review('is_active', 'is_visible'),
      name: review('name'),
      slug: review('slug'),
      description: text3('description'),
      vendor: review('connection_id', 'package_identifier', 'blueprint', 'setup_function'),
      quantity: review('bulk', 'bulk_step', 'is_quantity_limited', 'min_quantity', 'max_quantity'),
      report_codes: latest('report_code_1', 'report_code_2'),
      keywords: latest('keywords'),
      terms: review('purchase_type', 'multi_currency', 'default_term'),
      affiliates: review('allow_affiliate'),
      trial: review(
        'trial_supported',
        'trial_forced',
        'trial_days',
        'trial_notice_days',
        'trial_end_action',
        'trial_migrate_product_id',
      ),
      revenue: review('revenue_recognition'),
      details: review('defer_mode'),
      deleted_at,
    },
  }),
  keyed('price', 'product_id term_months currency', { amount: review('amount_minor') }),
  keyed('future_price', 'product_id term_months currency effective_on', { amount: review('amount_minor') }),
  keyed('bundle_component', 'bundle_id product_id', { position: review('position') }),
  record('product_option', {
    fields: {
      of: review('product_id', 'kind'),
      name: review('name'),
      is_required: review('is_required'),
      position: latest('position'),
      deleted_at,
    },
  }),
  record('option_value', {
    ends: 'remove',
    fields: {
      option: review('option_id'),
      name: review('name'),
      position: latest('position'),
      deleted_at: review(),
    },
  }),
  keyed('option_price', 'value_id term_months currency', { amount: review('amount_minor') }),
  record('product_image', {
    ends: 'remove',
    fields: {
      file: review('product_id', 'asset_id'),
      alt: latest('alt'),
      position: latest('position'),
      deleted_at: review(),
    },
    refs: { asset_id: { table: 'asset', by: 'sha256' } },
  }),
  keyed('recommendation', 'product_id recommended_product_id recommended_category_id', { position: set('position') }),
  keyed('translation', 'entity entity_id field language', { text: text3('text') }),
  record('promo_code', {
    fields: {
      is_active: review('is_active'),
      name: latest('name', 'name_key'),
      description: text3('description'),
      code: review('code', 'code_key'),
      discount: { policy: 'review', columns: ['kind', 'percent', 'scope'], parts: promoParts },
      limits: review('min_quantity', 'max_quantity', 'max_uses', 'max_uses_per_client'),
      days: review('starts_on', 'ends_on'),
      is_recurring: review('is_recurring'),
      deleted_at,
    },
  }),
  record('client', {
    fields: {
      name: latest('first_name', 'last_name', 'company'),
      email: review('email'),
      language: latest('language'),
      notes: text3('notes'),
      tax: review('country', 'region', 'tax_number', 'is_tax_exempt'),
      address: review('address'),
      currency: review('currency'),
      deleted_at: review('deleted_at', 'merged_into_id'),
    },
    // Orders stay at the desk that took them, and so must their client.
    inUse: 'SELECT 1 AS found FROM orders WHERE client_id = @id LIMIT 1',
  }),
  record('orders', {
    fields: { notes: text3('notes') },
    // The order itself is money and stays with the desk that took it.
    local: Object.fromEntries(
      (
        'request_key request_digest number client_id placed_by status currency total_minor discount_minor tax_minor ' +
        'payment_method ending ending_reason ending_key ending_immediate ending_refund'
      )
        .split(' ')
        .map((column) => [column, null]),
    ),
    ends: 'never',
    creates: false,
  }),
  // From version 2 on.
  keyed('payment_method', 'method', { way: review('name', 'is_enabled') }, { ends: 'never' }),
  // Whatever is said in a ticket is a row of its own, so nothing of it can meet.
  record('ticket', {
    fields: {
      key: set('request_key'),
      number: set('number'),
      client: latest('client_id'),
      subject: latest('subject'),
      status: latest('status'),
    },
    // Each desk counts for itself, because a client is told the number at once.
    distinct: ['number'],
    ends: 'never',
  }),
  record('ticket_message', { fields: { said: set('request_key', 'ticket_id', 'author', 'text') }, ends: 'never' }),
];

/** What each version began to share, the first of it in the order of the tables: what a desk has of it goes out with the update. */
export const sharedSince: readonly { readonly version: number; readonly from: TableName }[] = [
  { version: 2, from: 'payment_method' },
];

const money = 'money: granted or kept at the desk, never merged';
const vendor = 'what the vendor told this desk';
const work = 'work of this desk';
const secret = 'secrets stay at the desk where they were given';
const later = 'not shared yet';

/** Tables that are not shared, and why. A table that is in neither list fails the tests. */
export const notShared: Partial<Record<TableName, string>> = {
  staff_member: later,
  client_login: secret,
  connection_capability: vendor,
  vendor_price: vendor,
  balance_reading: vendor,
  order_item: money,
  order_choice: money,
  invoice: money,
  invoice_line: money,
  invoice_tax: money,
  credit_note: money,
  refund: money,
  balance_entry: money,
  payment: money,
  contract_product: money,
  contract_period: money,
  contract_change: money,
  contract_bundle: money,
  trial: money,
  license: vendor,
  old_license_key: vendor,
  operation: vendor,
  operation_event: vendor,
  reconciliation_setting: later,
  reconciliation_run: work,
  reconciliation_finding: vendor,
  vendor_license: vendor,
  vendor_movement: vendor,
  vendor_ledger: vendor,
  bulk_run: work,
  bulk_row: work,
  saved_view: later,
  default_view: later,
  saved_selection: work,
  saved_selection_row: work,
  catalogue_run: work,
  catalogue_run_part: work,
  catalogue_run_refusal: work,
  catalogue_run_edit: work,
  invoice_reminder: money,
  automation_setting: later,
  automation_run: work,
  automation_step: work,
  automation_hold: work,
  trigger_event: work,
  promo_redemption: money,
  cancellation_request: money,
  affiliate_setting: later,
  affiliate: money,
  referral: money,
  commission: money,
  commission_payout: money,
};
