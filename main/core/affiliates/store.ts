import type { Affiliate, AffiliateSums, Commission, CommissionKind } from '../../../preload/api/affiliates.ts';
import { before, type Store } from '../store/index.ts';

export interface SettingRow {
  readonly id: string;
  readonly is_enabled: number;
  readonly kind: CommissionKind;
  readonly percent: string;
  readonly fixed_minor: number;
  readonly currency: string;
  readonly maturation_days: number;
  readonly threshold_minor: number;
}
export const findSetting = (store: Store): SettingRow | undefined =>
  store.get('affiliate setting', 'SELECT * FROM affiliate_setting LIMIT 1');

export interface AffiliateRow {
  readonly id: string;
  readonly client_id: string;
  readonly client_name: string;
  readonly code: string;
  readonly is_active: number;
  readonly referred: number;
}
const affiliateSelect = `SELECT a.id, a.client_id, c.first_name || ' ' || c.last_name AS client_name, a.code, a.is_active,
  (SELECT count(*) FROM referral r WHERE r.affiliate_id = a.id) AS referred
  FROM affiliate a CROSS JOIN client c ON c.id = a.client_id`;

/** Affiliates, newest first, one more than `limit` where there are more. */
export const listAffiliates = (
  store: Store,
  page: { readonly cursor: string | undefined; readonly limit: number },
): AffiliateRow[] =>
  store.all('affiliates', `${affiliateSelect} WHERE a.id < @before ORDER BY a.id DESC LIMIT @count`, {
    before: before(page.cursor),
    count: page.limit + 1,
  });
export const affiliateOfClient = (store: Store, clientId: string): AffiliateRow | undefined =>
  store.get('affiliate of client', `${affiliateSelect} WHERE a.client_id = @clientId`, { clientId });
export const affiliateByCode = (store: Store, code: string): AffiliateRow | undefined =>
  store.get('affiliate by code', `${affiliateSelect} WHERE a.code = @code COLLATE NOCASE`, { code });

/** What an affiliate earned and was paid, by currency. */
export const sumsOf = (store: Store, affiliateId: string): AffiliateSums[] =>
  store
    .all<{ currency: string; pending: number; matured: number; paid: number }>(
      'affiliate sums',
      `SELECT currency, sum(pending) AS pending, sum(matured) AS matured, sum(paid) AS paid FROM (
          SELECT currency, CASE WHEN matured_on IS NULL THEN amount_minor - reversed_minor ELSE 0 END AS pending,
            CASE WHEN matured_on IS NULL THEN 0 ELSE amount_minor - reversed_minor END AS matured, 0 AS paid
            FROM commission WHERE affiliate_id = @affiliateId
          UNION ALL SELECT currency, 0, 0, amount_minor FROM commission_payout WHERE affiliate_id = @affiliateId)
        GROUP BY currency ORDER BY currency`,
      { affiliateId },
    )
    .map(({ currency, pending, matured, paid }) => ({
      currency,
      pendingMinor: pending,
      openMinor: matured - paid,
      paidMinor: paid,
    }));

export const affiliate = (store: Store, row: AffiliateRow): Affiliate => ({
  id: row.id,
  clientId: row.client_id,
  clientName: row.client_name,
  code: row.code,
  isActive: row.is_active === 1,
  referred: row.referred,
  sums: sumsOf(store, row.id),
});

/** Who brought a client. */
export interface ReferralRow {
  readonly id: string;
  readonly affiliate_id: string;
  readonly client_id: string;
  readonly client_name: string;
  readonly code: string;
  /** Earns, and is still a client. */
  readonly earns: number;
  readonly referred_on: string;
}
export const referralOf = (store: Store, clientId: string): ReferralRow | undefined =>
  store.get(
    'referral',
    `SELECT r.id, r.affiliate_id, a.client_id, c.first_name || ' ' || c.last_name AS client_name, a.code,
        a.is_active = 1 AND c.deleted_at IS NULL AS earns, r.referred_on
      FROM referral r CROSS JOIN affiliate a ON a.id = r.affiliate_id CROSS JOIN client c ON c.id = a.client_id
      WHERE r.client_id = @clientId`,
    { clientId },
  );

export const clientNames = (
  store: Store,
  id: string,
): { readonly first_name: string; readonly last_name: string } | undefined =>
  store.get('affiliate client', 'SELECT first_name, last_name FROM client WHERE id = @id AND deleted_at IS NULL', {
    id,
  });

/** What of an invoice a commission follows from. */
export interface PaidInvoice {
  readonly client_id: string;
  readonly currency: string;
  readonly total_minor: number;
  /** Its total without what was credited before it was paid. */
  readonly asked_minor: number;
  readonly tax_minor: number;
  readonly base_currency: string | null;
  readonly base_rate: string | null;
}
export const findInvoice = (store: Store, id: string): PaidInvoice | undefined =>
  store.get(
    'commission invoice',
    `SELECT client_id, currency, total_minor, tax_minor, base_currency, base_rate, total_minor -
      (SELECT coalesce(sum(n.total_minor), 0) FROM credit_note n WHERE n.invoice_id = i.id AND n.reason <> 'refund')
      AS asked_minor FROM invoice i WHERE i.id = @id`,
    { id },
  );

/** Lines of an invoice with whether their product takes part: as it says, else as the brand does (spec 46). */
export const linesOf = (
  store: Store,
  invoiceId: string,
  brandAllows: boolean,
): { readonly amount_minor: number; readonly takes_part: number; readonly credited_minor: number }[] =>
  store.all(
    'commission lines',
    `SELECT l.amount_minor, p.id IS NOT NULL AND coalesce(p.allow_affiliate, @brandAllows) AS takes_part,
        (SELECT coalesce(sum(n.total_minor - n.tax_minor), 0) FROM credit_note n
          WHERE n.invoice_id = l.invoice_id AND n.invoice_line_id = l.id) AS credited_minor
      FROM invoice_line l LEFT JOIN product p ON p.id = l.product_id WHERE l.invoice_id = @invoiceId ORDER BY l.line_index`,
    { invoiceId, brandAllows: brandAllows ? 1 : 0 },
  );

/** What was credited of all lines of an invoice together, before anything of it was given back; without tax, minor units. */
export const creditedOfAll = (store: Store, invoiceId: string): number =>
  store.get<{ minor: number }>(
    'commission credited',
    `SELECT coalesce(sum(total_minor - tax_minor), 0) AS minor FROM credit_note
      WHERE invoice_id = @invoiceId AND invoice_line_id IS NULL AND reason <> 'refund'`,
    { invoiceId },
  )?.minor ?? 0;

export interface CommissionRow {
  readonly id: string;
  readonly affiliate_id: string;
  readonly amount_minor: number;
  readonly currency: string;
  readonly matured_on: string | null;
  readonly refunded_minor: number;
  readonly reversed_minor: number;
}
const commissionColumns = 'id, affiliate_id, amount_minor, currency, matured_on, refunded_minor, reversed_minor';
export const commissionOfInvoice = (store: Store, invoiceId: string): CommissionRow | undefined =>
  store.get('commission of invoice', `SELECT ${commissionColumns} FROM commission WHERE invoice_id = @invoiceId`, {
    invoiceId,
  });
export const findCommission = (store: Store, id: string): CommissionRow | undefined =>
  store.get('commission', `SELECT ${commissionColumns} FROM commission WHERE id = @id`, { id });

export interface MaturingRow {
  readonly id: string;
  readonly matures_on: string;
  readonly client_id: string;
}
/** Commissions that mature after one day and up to another one, the oldest first. */
export const maturing = (store: Store, after: string, until: string, limit: number): MaturingRow[] =>
  store.all(
    'commissions maturing',
    `SELECT m.id, m.matures_on, a.client_id FROM commission m CROSS JOIN affiliate a ON a.id = m.affiliate_id
      WHERE m.matured_on IS NULL AND m.matures_on > @after AND m.matures_on <= @until ORDER BY m.matures_on, m.id LIMIT @limit`,
    { after, until, limit },
  );

/** Every affiliate, for what changes for all of them. */
export const affiliateIds = (store: Store): { readonly id: string; readonly client_id: string }[] =>
  store.all('affiliate ids', 'SELECT id, client_id FROM affiliate ORDER BY id');
/** The client who an affiliate is; none where that one was deleted. */
export const clientOfAffiliate = (store: Store, id: string): string | undefined =>
  store.get<{ client_id: string }>(
    'client of affiliate',
    `SELECT a.client_id FROM affiliate a CROSS JOIN client c ON c.id = a.client_id
      WHERE a.id = @id AND c.deleted_at IS NULL`,
    { id },
  )?.client_id;

/** Rows of an affiliate that move with it where two records of one person become one. */
export const rowsOfAffiliate = (
  store: Store,
  table: 'referral' | 'commission' | 'commission_payout',
  affiliateId: string,
): { readonly id: string }[] =>
  store.all(`affiliate rows ${table}`, `SELECT id FROM ${table} WHERE affiliate_id = @affiliateId`, { affiliateId });
export const commissionsOfBuyer = (store: Store, clientId: string): { readonly id: string }[] =>
  store.all('commissions of buyer', 'SELECT id FROM commission WHERE client_id = @clientId', { clientId });

interface ListedCommission extends CommissionRow {
  readonly affiliate_client_id: string;
  readonly affiliate_name: string;
  readonly client_id: string;
  readonly client_name: string;
  readonly invoice_id: string;
  readonly invoice_number: string;
  readonly base_minor: number;
  readonly base_currency: string;
  readonly rate: string | null;
  readonly earned_on: string;
  readonly matures_on: string;
}
const commissionSelect = `SELECT m.id, m.affiliate_id, m.amount_minor, m.currency, m.matured_on, m.refunded_minor,
  m.reversed_minor, a.client_id AS affiliate_client_id, o.first_name || ' ' || o.last_name AS affiliate_name, m.client_id,
  b.first_name || ' ' || b.last_name AS client_name, m.invoice_id, i.number AS invoice_number, m.base_minor,
  m.base_currency, m.rate, m.earned_on, m.matures_on
  FROM commission m CROSS JOIN affiliate a ON a.id = m.affiliate_id CROSS JOIN client o ON o.id = a.client_id
  CROSS JOIN client b ON b.id = m.client_id CROSS JOIN invoice i ON i.id = m.invoice_id`;

/** Commissions, newest first, of one affiliate or of all. One more than `limit` where there are more. */
export function listCommissions(
  store: Store,
  affiliateId: string | undefined,
  page: { readonly cursor: string | undefined; readonly limit: number },
): Commission[] {
  const bound = { before: before(page.cursor), count: page.limit + 1 };
  const order = 'm.id < @before ORDER BY m.id DESC LIMIT @count';
  const rows =
    affiliateId === undefined
      ? store.all<ListedCommission>('commissions', `${commissionSelect} WHERE ${order}`, bound)
      : store.all<ListedCommission>(
          'commissions of affiliate',
          `${commissionSelect} WHERE m.affiliate_id = @affiliateId AND ${order}`,
          { ...bound, affiliateId },
        );
  return rows.map((row) => ({
    id: row.id,
    state: row.reversed_minor === row.amount_minor ? 'reversed' : row.matured_on === null ? 'pending' : 'matured',
    affiliateClientId: row.affiliate_client_id,
    affiliateName: row.affiliate_name,
    clientId: row.client_id,
    clientName: row.client_name,
    invoiceId: row.invoice_id,
    invoiceNumber: row.invoice_number,
    base: { amountMinor: row.base_minor, currency: row.base_currency },
    rate: row.rate,
    amount: { amountMinor: row.amount_minor, currency: row.currency },
    reversed: { amountMinor: row.reversed_minor, currency: row.currency },
    earnedOn: row.earned_on,
    maturesOn: row.matures_on,
  }));
}
