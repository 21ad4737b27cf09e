/**
 * How a failure crosses the bridge. Electron keeps only `message` of a thrown error, so every call answers with
 * an envelope; pages decide by `code`, never by text. The text for a person is the message `error.<code>`.
 */
export interface ApiError {
  readonly code: ErrorCode;
  /** Key in the renderer's message catalogue. */
  readonly messageKey: string;
  /** Values for the message's placeholders; never a secret, path or SQL. */
  readonly params?: Readonly<Record<string, string | number>>;
  /** Field name in the input → error code of that field. */
  readonly fields?: Readonly<Record<string, FieldError>>;
  /** True when the same call may be repeated as it is. */
  readonly retry?: boolean;
  /** For support: the log entry with this id has the details. */
  readonly traceId: string;
}

/** One field's complaint. `code` maps to the message `field.<code>`. */
export interface FieldError {
  readonly code: FieldErrorCode;
  readonly params?: Readonly<Record<string, string | number>>;
}

/** The one shape of every answer. */
export type Envelope<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ApiError };

/** Why a promo code gives no discount: each limit says itself (spec 2.8, 84). */
export const promoRefusals = [
  'promo.unknown',
  'promo.inactive',
  'promo.not_started',
  'promo.ended',
  'promo.used_up',
  'promo.client_used_up',
  'promo.currency',
  'promo.no_product',
  'promo.product_missing',
  'promo.quantity_small',
  'promo.quantity_big',
  'promo.nothing_to_discount',
] as const;

/** Every code an answer can carry. A new code needs a message `error.<code>` in each language (a test checks it). */
export const errorCodes = [
  'input.invalid',
  'input.too_large',
  'call.unknown',
  'call.foreign_sender',
  'call.forbidden',
  'call.too_many',
  'internal',
  'core.stopped',
  'not_found',
  'workspace.none',
  'workspace.newer_database',
  'workspace.damaged',
  'workspace.busy',
  'practice.sandbox_only',
  'vault.unavailable',
  'vault.locked',
  'vault.missing_secret',
  'connection.in_use',
  'connection.disabled',
  'connection.address_refused',
  'connection.credentials_stopped',
  'vendor.bad_password',
  'vendor.two_factor',
  'vendor.ip_denied',
  'vendor.captcha',
  'vendor.no_right',
  'vendor.unreachable',
  'vendor.tls',
  'vendor.timeout',
  'vendor.not_vendor_page',
  'vendor.redirected',
  'vendor.broken_answer',
  'vendor.server_error',
  'vendor.refused',
  'catalogue.no_category',
  'catalogue.category_cycle',
  'catalogue.category_not_empty',
  'catalogue.category_deleted',
  'catalogue.product_in_use',
  'catalogue.product_in_bundle',
  'catalogue.too_many_images',
  'asset.too_large',
  'asset.not_image',
  'asset.unsafe_svg',
  'rates.unreachable',
  'rates.broken_answer',
  'order.product_unavailable',
  'order.price_changed',
  'order.no_price',
  /** Its multi-currency option omits it there. */
  'order.not_in_currency',
  'order.no_rate',
  'order.cancelled',
  'order.ending',
  'order.nothing_to_refund',
  'order.method_unavailable',
  'order.method_disabled',
  'order.last_method',
  'order.request_pending',
  'order.request_decided',
  'promo.in_use',
  ...promoRefusals,
  'billing.invoice_settled',
  'billing.over_payment',
  /** Only what is settled or closed can be given back. */
  'billing.invoice_open',
  'billing.over_refund',
  'billing.balance_too_low',
  'change.open',
  'change.trial',
  'change.not_active',
  'change.in_bundle',
  'change.no_period',
  'change.period_unpaid',
  'change.other_account',
  'change.needs_choices',
  'change.expired',
  /** A downgrade left more over than was paid and not given back before. */
  'change.credit_short',
  /** The invoice of the next period was paid in part, so it stays at the old price. */
  'change.renewal_kept',
  'change.wrong_state',
  'trial.wrong_state',
  'license.already_exists',
  'license.operation_open',
  'license.no_license',
  'license.wrong_state',
  'license.not_paid',
  'license.capability_missing',
  'license.confirmation_mismatch',
  'license.trial',
  'license.no_addons',
  'license.nothing_to_change',
  'license.other_client',
  'license.other_license',
  'license.ended_contract',
  'license.awaits_details',
  'license.taken',
  'license.several_match',
  'operation.wrong_state',
  'operation.price_changed',
  'operation.mismatch',
  'reconciliation.no_fix',
  'reconciliation.resolved',
  'reconciliation.not_so',
  'reconciliation.differs_now',
  'reconciliation.other_account',
  'reconciliation.other_tariff',
  'document.not_printed',
  'document.timed_out',
  'document.dialog_open',
  'document.command_line',
  'file.not_saved',
  'file.not_opened',
  'bulk.too_many',
  /** A saved view of somebody else: it is theirs to change. */
  'view.not_yours',
  'bulk.preview_changed',
  'bulk.confirmation_mismatch',
  'bulk.wrong_state',
  'transfer.busy',
  'transfer.wrong_state',
  'transfer.incomplete',
  'transfer.too_large',
  'transfer.too_many_columns',
  'transfer.no_rows',
  'transfer.not_read',
  'contract.wrong_state',
  'contract.open_invoices',
  /** A part of a bundle that others go on in: it ends by its own act, which sets the bundle's price. */
  'contract.in_bundle',
  'client.licenses_live',
  'client.deleted',
  'conflict.changed_meanwhile',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

export const fieldErrorCodes = [
  'required',
  'invalid',
  'unknown_field',
  'too_long',
  'too_short',
  'too_small',
  'too_big',
  'not_email',
  'not_ip',
  'not_url',
  'https_required',
  'not_package',
  'not_money',
  'not_date',
  'duplicate',
  'not_found',
  'in_future',
  'in_past',
  'not_listed',
  'needs_fill',
  'low_contrast',
  'not_slug',
  'too_few',
  'itself',
  'not_single',
  'only_recurring',
  'wrong_term',
  'no_multiple',
  'quantity_one',
  'quantity_small',
  'quantity_big',
  'quantity_multiple',
  'not_offered',
  'not_ip_in_list',
  'too_many_addresses',
  'too_few_addresses',
  'duplicate_address',
  'below_minimum',
  'above_maximum',
  'wrong_code',
  'same_client',
  'currency_not_of_brand',
  'trial_forced',
  'trial_used',
] as const;
export type FieldErrorCode = (typeof fieldErrorCodes)[number];
