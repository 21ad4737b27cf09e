import type { RunningShop } from '../../unit/support/running.ts';
import type { Breach } from '../../unit/support/invariants.ts';

/** What of spec 2.16 does not hold of days, revenue and books; `rows` reads the store. */
export function moneyBreaches(desk: RunningShop, rows: <T>(sql: string) => T[]): Breach[] {
  /**
   * 1: no day of a contract product is billed twice (spec 2.4): periods that cost something and stand follow each other. What
   * a reactivation gives until its first renewal costs nothing.
   */
  const dayBreaches = (): Breach[] =>
    rows<object>(
      `SELECT a.contract_product_id AS id, a.number, a.ends_on, b.number AS next, b.starts_on FROM contract_period a
            JOIN contract_period b ON b.contract_product_id = a.contract_product_id AND b.number > a.number
            JOIN invoice i ON i.id = a.invoice_id
            WHERE b.starts_on < a.ends_on AND a.state <> 'cancelled' AND b.state <> 'cancelled'
              AND b.invoice_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM credit_note n WHERE n.invoice_id = i.id
                AND n.reason = 'refund' AND coalesce(n.invoice_line_id, a.invoice_line_id, '') = coalesce(a.invoice_line_id, ''))`,
    ).map((row) => ({ invariant: 1, where: JSON.stringify(row) }));
  /** 1: what is billed stands on an invoice that asks for it, and an invoice of renewals asks for something that is billed. */
  const billedBreaches = (): Breach[] =>
    rows<object>(
      `SELECT k.id, k.state, i.status FROM contract_period k JOIN invoice i ON i.id = k.invoice_id
          WHERE k.state = 'billed' AND i.status NOT IN ('Unpaid', 'Partly paid')
            OR k.state = 'paid' AND i.kind = 'renewal' AND i.status NOT IN ('Paid', 'Partly refunded', 'Refunded')
        UNION ALL SELECT i.id, 'none', i.status FROM invoice i WHERE i.kind = 'renewal' AND i.status IN ('Unpaid', 'Partly paid')
          AND NOT EXISTS (SELECT 1 FROM contract_period k WHERE k.invoice_id = i.id AND k.state = 'billed')`,
    ).map((row) => ({ invariant: 1, where: JSON.stringify(row) }));
  /** 2: what each line of an invoice earns, month by month, and what credit notes took of it, is the line. */
  function scheduleBreaches(): Breach[] {
    const wrong: Breach[] = [];
    for (const id of rows<{ id: string }>('SELECT id FROM invoice ORDER BY id').map((invoice) => invoice.id)) {
      for (const { text, amount, reversed, months } of desk.call('revenue', 'ofInvoice', { id }).lines) {
        const sum = months.reduce((all, { earned }) => all + earned.amountMinor, reversed.amountMinor);
        if (sum !== amount.amountMinor) wrong.push({ invariant: 2, where: `${text}: ${sum} of ${amount.amountMinor}` });
      }
    }
    return wrong;
  }
  /** 4: the books agree. */
  const bookBreaches = (): Breach[] =>
    desk.shop.services.billing
      .books(desk.brand.businessDate())
      .currencies.filter(({ differenceMinor, faults }) => differenceMinor !== 0 || faults.length > 0)
      .map((each) => ({ invariant: 4, where: JSON.stringify(each) }));

  return [...dayBreaches(), ...billedBreaches(), ...scheduleBreaches(), ...bookBreaches()];
}
