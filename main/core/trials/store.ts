import type { Trial as ProductTrial } from '../../../preload/api/catalogue-product.ts';
import type { ContractStatus } from '../../../preload/api/orders.ts';
import type { TrialState } from '../../../preload/api/trials.ts';
import type { TermMonths } from '../../../preload/api/values.ts';
import type { Store } from '../store/index.ts';

/** A trial with what it needs to know of its contract product. */
export interface TrialRow {
  readonly id: string;
  readonly contract_product_id: string;
  readonly client_id: string;
  readonly product_id: string;
  readonly state: TrialState;
  readonly days: number;
  readonly notice_days: number;
  readonly end_action: ProductTrial['endAction'];
  readonly migrate_product_id: string | null;
  readonly migrate_product_name: string | null;
  readonly starts_on: string | null;
  readonly ends_on: string | null;
  readonly noticed_on: string | null;
  readonly error_code: string | null;
  readonly error_detail: string;
  readonly order_id: string;
  readonly status: ContractStatus;
  readonly is_manual_status: number;
  readonly auto_renew: number;
  readonly service_ends_on: string | null;
  /** Of the contract product; null: it is in no trial any more. */
  readonly trial_ends_on: string | null;
  readonly product_name: string;
  readonly term_months: TermMonths;
  readonly currency: string;
  readonly price_minor: number;
}
export const trialOfContract = (store: Store, contractProductId: string): TrialRow | undefined =>
  store.get(
    'trial of contract product',
    `SELECT t.id, t.contract_product_id, p.client_id, t.product_id, t.state, t.days, t.notice_days, t.end_action,
      t.migrate_product_id, m.name AS migrate_product_name, t.starts_on, t.ends_on, t.noticed_on, t.error_code,
      t.error_detail, p.order_id, p.status, p.is_manual_status, p.auto_renew, p.service_ends_on,
      p.trial_ends_on, p.product_name, p.term_months, p.currency, p.price_minor
      FROM trial t JOIN contract_product p ON p.id = t.contract_product_id
      LEFT JOIN product m ON m.id = t.migrate_product_id
      WHERE t.contract_product_id = @contractProductId`,
    { contractProductId },
  );

/** Whether a client had a trial of a product. One whose order was called off before anything was bought was none. */
export const hadTrial = (store: Store, clientId: string, productId: string): boolean =>
  store.get(
    'trial of client and product',
    `SELECT 1 FROM trial t JOIN contract_product p ON p.id = t.contract_product_id
      WHERE p.client_id = @clientId AND t.product_id = @productId
        AND NOT (t.state = 'ordered' AND p.status IN ('Cancelled', 'Closed')) LIMIT 1`,
    { clientId, productId },
  ) !== undefined;

/** A trial that something of falls due. */
export interface DueTrial {
  readonly contract_product_id: string;
  readonly client_id: string;
  readonly on: string;
}
// Of those only whose license runs: what a person set by hand is theirs, and what is not bought has not begun. One that was
// cancelled and brought back is in no trial any more.
const running = `FROM trial t JOIN contract_product p ON p.id = t.contract_product_id
  WHERE t.state = 'running' AND p.status IN ('Active', 'Suspended') AND p.is_manual_status = 0
    AND p.trial_ends_on IS NOT NULL`;
/** A service that ends before its trial ends it. */
const endDay = 'min(t.ends_on, coalesce(p.service_ends_on, t.ends_on))';
const noticeDay = `date(t.ends_on, '-' || t.notice_days || ' days')`;

/** Trials whose license is there without having been bought: it was taken over from the vendor's account. */
export const beginsDue = (store: Store, until: string, limit: number): DueTrial[] =>
  store.all(
    'trial begins due',
    `SELECT t.contract_product_id, p.client_id, date(p.trial_ends_on, '-' || t.days || ' days') AS "on"
      FROM contract_product p JOIN trial t ON t.contract_product_id = p.id
      WHERE p.trial_ends_on IS NOT NULL AND t.state = 'ordered' AND p.status IN ('Active', 'Suspended')
        AND date(p.trial_ends_on, '-' || t.days || ' days') <= @until ORDER BY "on", t.id LIMIT @limit`,
    { until, limit },
  );

/** Trials of which it is to be said on one of the days after `after` up to `until` that they end soon, oldest first. */
export const noticesDue = (store: Store, after: string, until: string, limit: number): DueTrial[] =>
  store.all(
    'trial notices due',
    `SELECT t.contract_product_id, p.client_id, ${noticeDay} AS "on" ${running}
      AND t.notice_days > 0 AND t.noticed_on IS NULL AND ${noticeDay} > @after AND ${noticeDay} <= @until
      ORDER BY "on", t.id LIMIT @limit`,
    { after, until, limit },
  );

/** Trials that end on one of the days after `after` up to `until`, oldest first. */
export const endsDue = (store: Store, after: string, until: string, limit: number): DueTrial[] =>
  store.all(
    'trial ends due',
    `SELECT t.contract_product_id, p.client_id, ${endDay} AS "on" ${running}
      AND ${endDay} > @after AND ${endDay} <= @until ORDER BY "on", t.id LIMIT @limit`,
    { after, until, limit },
  );

/**
 * Trials that outlast the month their license was bought for, where that ends within three days after `until` and the vendor
 * does not renew by itself; `expires_on`: when it ends.
 */
export const vendorDue = (store: Store, until: string, limit: number): (DueTrial & { readonly expires_on: string })[] =>
  store.all(
    'trial renewals due',
    `SELECT t.contract_product_id, p.client_id, l.expires_on, date(l.expires_on, '-3 days') AS "on"
      FROM trial t JOIN contract_product p ON p.id = t.contract_product_id
      JOIN license l ON l.contract_product_id = p.id AND l.status = 'active'
      WHERE t.state = 'running' AND p.status = 'Active' AND p.is_manual_status = 0 AND p.trial_ends_on IS NOT NULL
        AND l.expires_on <> '' AND l.expires_on < ${endDay} AND coalesce(l.autoprolong, 'none') = 'none'
        AND date(l.expires_on, '-3 days') <= @until
        AND NOT EXISTS (SELECT 1 FROM automation_step s
          WHERE s.cause = 'trial.vendor/' || p.id || '/' || l.expires_on AND s.state = 'done')
      ORDER BY l.expires_on, t.id LIMIT @limit`,
    { until, limit },
  );
