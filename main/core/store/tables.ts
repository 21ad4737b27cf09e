/**
 * The tables that services write through the Writer: their area (whose `changed` event they raise) and columns.
 * A table that is not here cannot be written by a service; a test compares this with the migrated schema.
 */
export interface Table {
  /** API area that shows these rows. */
  readonly area: string;
  readonly columns: readonly string[];
  /** False for append-only logs that are a history themselves. */
  readonly audited: boolean;
  /** True when the table keeps created_at and updated_at. */
  readonly stamped: boolean;
  /** True when each change of its column `status` is kept with its cause. */
  readonly caused: boolean;
}

type Options = Partial<Omit<Table, 'area' | 'columns'>>;

const table = (area: string, columns: string, options: Options = {}): Table => ({
  area,
  columns: columns.split(' '),
  audited: options.audited ?? true,
  stamped: options.stamped ?? true,
  caused: options.caused ?? false,
});

export const tables = {
  brand: table(
    'brand',
    'id name default_language default_currency time_zone logo_asset_id accent_color on_accent_color header_color ' +
      'on_header_color languages currencies default_term_months multi_currency revenue_recognition allow_affiliate ' +
      'order_prefix order_padding invoice_prefix invoice_padding admin_url client_url',
  ),
  tax_rate: table('brand', 'id name country region percent is_inclusive is_default deleted_at'),
  asset: table('assets', 'id sha256 media_type size content'),
  fx_rate: table('rates', 'id currency date rate source'),
  staff_member: table('app', 'id name role is_active'),
  connection: table(
    'connections',
    'id is_enabled name provision_category is_category_default provider is_provider_default username api_address ' +
      'password_set_at credentials_stopped last_test read_interval_ms parallel deleted_at',
  ),
  connection_capability: table('connections', 'id connection_id name value source evidence operation_id seen_at'),
  vendor_price: table('connections', 'id connection_id pricelist addon name period currency amount_minor read_at', {
    audited: false,
  }),
  balance_reading: table('connections', 'id connection_id at currency amount_minor', {
    audited: false,
    stamped: false,
  }),
  // An area of its own: an import of products would have every list of categories read again each second.
  category: table('categories', 'id parent_id name description short_description position defer_mode deleted_at'),
  product: table(
    'catalogue',
    'id category_id type is_active is_visible name description connection_id package_identifier position slug bulk ' +
      'bulk_step is_quantity_limited min_quantity max_quantity report_code_1 report_code_2 keywords purchase_type ' +
      'multi_currency default_term allow_affiliate trial_supported trial_forced trial_days trial_notice_days ' +
      'trial_end_action trial_migrate_product_id revenue_recognition blueprint setup_function defer_mode deleted_at',
  ),
  price: table('catalogue', 'id product_id term_months currency amount_minor'),
  future_price: table('catalogue', 'id product_id term_months currency amount_minor effective_on'),
  bundle_component: table('catalogue', 'id bundle_id product_id position'),
  product_option: table('catalogue', 'id product_id kind name is_required position deleted_at'),
  option_value: table('catalogue', 'id option_id name position'),
  option_price: table('catalogue', 'id value_id term_months currency amount_minor'),
  product_image: table('catalogue', 'id product_id asset_id alt position'),
  recommendation: table('catalogue', 'id product_id recommended_product_id recommended_category_id position'),
  translation: table('translations', 'id entity entity_id field language text'),
  client: table(
    'clients',
    'id first_name last_name email company language notes country region address tax_number is_tax_exempt currency ' +
      'merged_into_id deleted_at',
  ),
  // The history would keep what scrypt made of a password; that one was set is in the client's own.
  client_login: table('clientLogins', 'id client_id password_hash', { audited: false }),
  orders: table(
    'orders',
    'id request_key request_digest number client_id placed_by status notes currency total_minor discount_minor tax_minor ' +
      'payment_method ending ending_reason ending_key ending_immediate ending_refund',
    { caused: true },
  ),
  order_item: table(
    'orders',
    'id order_id line_index product_id product_name term_months base_minor unit_minor quantity currency ip ' +
      'discount_minor price_rate',
  ),
  order_choice: table('orders', 'id order_item_id position kind option_id value_id name value amount_minor'),
  invoice: table(
    'billing',
    'id number kind order_id client_id status currency total_minor tax_minor paid_minor refunded_minor credited_minor ' +
      'issued_on due_on buyer seller base_currency base_rate base_total_minor base_rate_on base_rate_source',
    { caused: true },
  ),
  invoice_line: table(
    'billing',
    'id invoice_id line_index item_line contract_product_id text amount_minor period_from period_to product_id ' +
      'revenue_policy revenue_source',
  ),
  invoice_tax: table('billing', 'id invoice_id position name percent is_inclusive net_minor tax_minor'),
  credit_note: table(
    'billing',
    'id request_key number invoice_id client_id reason note currency total_minor tax_minor issued_on ' +
      'invoice_line_id line_minor',
  ),
  refund: table(
    'billing',
    'id request_key invoice_id credit_note_id amount_minor currency destination refunded_on reference recorded_by',
  ),
  balance_entry: table(
    'billing',
    'id request_key client_id currency amount_minor kind payment_id refund_id method entered_on reference recorded_by',
  ),
  payment: table('billing', 'id request_key invoice_id amount_minor currency method received_on reference recorded_by'),
  contract_product: table(
    'contractProducts',
    'id order_item_id line_index order_id client_id product_id status term_months currency price_minor anchor_date ' +
      'billed_to next_due_on connection_id package_identifier ip product_name manual_key tracked_quantity tracked_at awaits ' +
      'period_no service_ends_on auto_renew retention is_manual_status suspended_for trial_ends_on anchor_period ' +
      'first_price_minor price_rate bundle_id',
    { caused: true },
  ),
  contract_bundle: table('contractProducts', 'id order_item_id unit_index product_id product_name'),
  contract_period: table(
    'contractProducts',
    'id contract_product_id number starts_on ends_on invoice_id state currency price_minor vendor_renewal operation_id ' +
      'invoice_line_id due_on',
  ),
  contract_change: table(
    'contractChanges',
    'id request_key contract_product_id kind status from_product_id from_product_name from_package to_product_id ' +
      'to_product_name to_package currency from_price_minor to_price_minor changed_on period_ends_on parts credit_minor ' +
      'charge_minor downgrade given_minor invoice_id operation_id error_code asked_by settled_at to_price_rate',
    { caused: true },
  ),
  trial: table(
    'trials',
    'id contract_product_id client_id product_id state days notice_days end_action migrate_product_id starts_on ends_on ' +
      'noticed_on ended_on error_code error_detail',
  ),
  license: table(
    'contractProducts',
    'id contract_product_id connection_id vendor_id license_key status ip licname package_identifier period ' +
      'autoprolong addons webdomains ip_changed_on key_changed_on created_on expires_on last_read_at',
    { caused: true },
  ),
  old_license_key: table('contractProducts', 'id license_id license_key reason replaced_by'),
  operation: table(
    'operations',
    'id kind state connection_id contract_product_id license_id token attempt params price_minor currency ' +
      'expected_cost_minor expected_cost_currency quoted_cost_minor quoted_cost_currency held_for before_state told vendor_id ' +
      'error_code vendor_message absent_reads first_absent_at next_check_at asked_by cause sent_at settled_at other_desk',
  ),
  operation_event: table('operations', 'id operation_id at state code detail', { audited: false, stamped: false }),
  reconciliation_setting: table('reconciliation', 'id schedule'),
  reconciliation_run: table(
    'reconciliation',
    'id account connection_id is_deep state asked_by started_at finished_at error_code vendor_message ' +
      'ledger_error_code matched drifted orphan missing under_way not_asked keys_compared keys_left opened closed',
    { audited: false },
  ),
  reconciliation_finding: table(
    'reconciliation',
    'id account connection_id run_id gone_run_id subject class field problem vendor_id license_id ' +
      'contract_product_id ours theirs operation_id resolution resolved_at resolved_by',
  ),
  vendor_license: table(
    'reconciliation',
    'id account vendor_id status changing ip licname pricelist package_name period autoprolong created_on expires_on ' +
      'key_changed_on cost_minor cost_currency license_key key_read_at key_read_for',
    { audited: false },
  ),
  vendor_movement: table('reconciliation', 'id account kind vendor_row_id day service_id text amount_minor currency', {
    audited: false,
  }),
  vendor_ledger: table('reconciliation', 'id account read_at error_code balance_minor balance_currency balance_at', {
    audited: false,
  }),
  bulk_run: table('bulk', 'id request_key action inputs state asked_by row_count cost finished_at'),
  // Thousands of rows that say themselves what was asked, done and when.
  bulk_row: table(
    'bulk',
    'id run_id position contract_product_id connection_id state operation_id code message cost_minor cost_currency ' +
      'found_before found_after settled_at',
    { audited: false },
  ),
  saved_view: table('views', 'id list name staff_id is_shared definition'),
  default_view: table('views', 'id list staff_id view_id', { audited: false }),
  saved_selection: table('bulk', 'id name filter row_count'),
  saved_selection_row: table('bulk', 'id selection_id contract_product_id', { audited: false }),
  catalogue_run: table(
    'transfer',
    'id kind state title asked_by total done counts source settings finished_at',
    // How far it is, hundreds of times; what it does to products is in their own history.
    { audited: false },
  ),
  catalogue_run_part: table('transfer', 'id run_id position content', { audited: false, stamped: false }),
  catalogue_run_refusal: table('transfer', 'id run_id position line problems cells', {
    audited: false,
    stamped: false,
  }),
  catalogue_run_edit: table('transfer', 'id run_id position product_id edit state code', {
    audited: false,
    stamped: false,
  }),
  invoice_reminder: table('billing', 'id invoice_id number reminded_on'),
  automation_setting: table('automation', 'id scope scope_id name value'),
  automation_run: table(
    'automation',
    'id state from_on as_of asked_by started_at finished_at done skipped held failed',
    { audited: false },
  ),
  // What a step did is in the history of what it did it to.
  automation_step: table('automation', 'id run_id kind cause due_on entity entity_id client_id state why attempts', {
    audited: false,
  }),
  automation_hold: table('automation', 'id cause why held_by held_at released_at released_by'),
  trigger_event: table('triggers', 'id at trigger_no cause client_id entity entity_id', {
    audited: false,
    stamped: false,
  }),
  payment_method: table('orders', 'id method name is_enabled'),
  promo_code: table(
    'promoCodes',
    'id is_active name description code code_key name_key kind percent scope min_quantity max_quantity max_uses ' +
      'max_uses_per_client starts_on ends_on is_recurring deleted_at',
  ),
  promo_product: table('promoCodes', 'id promo_code_id product_id role percent position'),
  promo_amount: table('promoCodes', 'id promo_code_id promo_product_id currency amount_minor'),
  promo_redemption: table('promoCodes', 'id promo_code_id order_id client_id state currency discount_minor hub_state'),
  cancellation_request: table(
    'cancellations',
    'id request_key order_id client_id reason asked_by state ending ticket_id decided_by decided_at',
  ),
  affiliate_setting: table(
    'affiliates',
    'id is_enabled kind percent fixed_minor currency maturation_days threshold_minor',
  ),
  affiliate: table('affiliates', 'id client_id code is_active'),
  referral: table('affiliates', 'id client_id affiliate_id referred_on'),
  commission: table(
    'affiliates',
    'id affiliate_id client_id invoice_id base_minor base_currency rate amount_minor currency earned_on matures_on ' +
      'matured_on refunded_minor reversed_minor',
  ),
  commission_payout: table('affiliates', 'id affiliate_id currency amount_minor paid_on'),
  ticket: table('tickets', 'id request_key number client_id subject status'),
  ticket_message: table('tickets', 'id request_key ticket_id author text'),
} as const satisfies Record<string, Table>;

export type TableName = keyof typeof tables;
