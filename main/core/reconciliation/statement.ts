import type { Statement, StatementMatch, StatementRow } from '../../../preload/api/reconciliation.ts';
import type { OperationKind, OperationState } from '../../../preload/api/operations.ts';
import type { Money } from '../../../preload/api/values.ts';
import { addDays } from '../kernel/index.ts';
import { kinds } from '../provisioning/index.ts';
import type { Store } from '../store/index.ts';
import type { Account } from './accounts.ts';
import { ourLicenses } from './books.ts';
import { contractBeside, contractOfVendorId } from './contract.ts';
import { ledgerState, movementsBetween, movementSums, type Sum, vendorLicenses } from './snapshot.ts';
import { type Chargeable, difference, matchCharges } from './statement-rules.ts';

/** The most flagged rows that are shown on top. */
const mostFlagged = 200;
const worstFirst: readonly StatementMatch[] = ['double', 'not_charged', 'unmatched'];
const charging = (Object.keys(kinds) as OperationKind[]).filter((kind) => kinds[kind].charges);

type Operation = Chargeable & { readonly contractProductId: string | null };

/** Operations of an account that may have cost something, by when they were sent. */
const sentBetween = (store: Store, connectionId: string, from: string, to: string): Operation[] =>
  store
    .all<{
      id: string;
      kind: OperationKind;
      state: OperationState;
      vendor_id: string | null;
      token: string;
      created_at: string;
      sent_at: string;
      expected_cost_minor: number | null;
      expected_cost_currency: string | null;
      contract_product_id: string | null;
    }>(
      'statement operations',
      `SELECT id, kind, state, vendor_id, token, created_at, sent_at, expected_cost_minor, expected_cost_currency,
          contract_product_id FROM operation
        WHERE sent_at >= @from AND sent_at < @to AND kind IN (${charging.map((kind) => `'${kind}'`).join(', ')})
          AND +connection_id IN (SELECT other.id FROM connection mine JOIN connection other
            ON other.api_address = mine.api_address AND other.username = mine.username COLLATE NOCASE
            WHERE mine.id = @connectionId)
        ORDER BY id`,
      { connectionId, from, to },
    )
    .map((row) => ({
      id: row.id,
      kind: row.kind,
      state: row.state,
      vendorId: row.vendor_id,
      token: row.token,
      createdAt: row.created_at,
      sentAt: row.sent_at,
      expectedCost:
        row.expected_cost_minor === null || row.expected_cost_currency === null
          ? null
          : { amountMinor: row.expected_cost_minor, currency: row.expected_cost_currency },
      contractProductId: row.contract_product_id,
    }));

/** The sum of one kind of rows, or null: one cannot be read, or they are in several currencies. No rows are nothing. */
function sumOf(sums: readonly Sum[], kind: Sum['kind'], currency: string | null): Money | null {
  const own = sums.filter((sum) => sum.kind === kind);
  if (own.length === 0) return currency === null ? null : { amountMinor: 0, currency };
  const [only] = own;
  if (own.length > 1 || !only || only.currency === null || only.amount === null) return null;
  return { amountMinor: only.amount, currency: only.currency };
}

const minus = ({ amountMinor, currency }: Money): Money => ({ amountMinor: -amountMinor, currency });

/**
 * Charges and payments of a time, each with what stands behind it, and whether the account's money adds up (quality
 * 2.4, fault 15). All from what was read last; asks nobody.
 */
export function statementOf(
  store: Store,
  account: Account,
  input: { readonly from: string; readonly to: string; readonly cursor: string | undefined; readonly limit: number },
): Statement {
  const { readAt, errorCode, balance } = ledgerState(store, account.key);
  const rows = readAt === null ? [] : rowsOf(store, account, input, readAt);
  const counts: Partial<Record<StatementMatch, number>> = {};
  for (const { match } of rows) counts[match] = (counts[match] ?? 0) + 1;
  const begin = input.cursor === undefined ? 0 : rows.findIndex(({ id }) => id === input.cursor) + 1;
  const page = rows.slice(begin, begin + input.limit);
  const sums = movementSums(store, account.key);
  const currencies = [...new Set([balance?.currency, ...sums.map(({ currency }) => currency)])].filter(
    (each) => each != null,
  );
  const currency = currencies.length === 1 ? (currencies[0] ?? null) : null;
  const of = (kind: Sum['kind']): Money | null => (readAt === null ? null : sumOf(sums, kind, currency));
  const totals = { topUps: of('top_up'), charges: of('charge'), refunds: of('refund') };
  const named = namesFor(store, account);
  return {
    connectionId: account.connectionId,
    readAt,
    errorCode,
    ...totals,
    unreadable: sums.filter((sum) => sum.currency === null).reduce((count, sum) => count + sum.rows, 0),
    balance,
    difference: difference(balance, totals),
    counts: { ...noCounts, ...counts },
    flagged: rows
      .filter(({ match }) => worstFirst.includes(match))
      .toSorted((a, b) => worstFirst.indexOf(a.match) - worstFirst.indexOf(b.match))
      .slice(0, mostFlagged)
      .map(named),
    rows: page.map(named),
    nextCursor: begin + page.length < rows.length ? (page.at(-1)?.id ?? null) : null,
  };
}

const noCounts: Record<StatementMatch, number> = {
  operation: 0,
  auto_renewal: 0,
  earlier: 0,
  unmatched: 0,
  double: 0,
  not_charged: 0,
  awaited: 0,
  top_up: 0,
  refund: 0,
};

function rowsOf(
  store: Store,
  account: Account,
  { from, to }: { readonly from: string; readonly to: string },
  readAt: string,
): StatementRow[] {
  const movements = movementsBetween(store, account.key, from, to);
  // What is charged within the time may have been asked for right before it.
  const operations = sentBetween(store, account.connectionId, addDays(from, -3), addDays(to, 3));
  const byId = new Map(operations.map((operation) => [operation.id, operation]));
  const services = new Map(
    [...ourLicenses(store, account.connectionId), ...vendorLicenses(store, account.key)].map(
      ({ vendorId, licname, autoprolong, expiresOn }) => [vendorId, { vendorId, licname, autoprolong, expiresOn }],
    ),
  );
  const { charges, uncharged } = matchCharges({
    charges: movements
      .filter(({ kind }) => kind === 'charge')
      .map(({ rowId, day, serviceId, amount }) => ({ id: rowId, date: day, serviceId, amount })),
    operations,
    services: [...services.values()],
    // A day for the zone: what was charged on the first day may be ours.
    since: addDays(account.since.slice(0, 10), -1),
    readAt,
  });
  const texts = new Map(movements.filter(({ kind }) => kind === 'charge').map(({ rowId, text }) => [rowId, text]));
  const plain = {
    expected: null,
    operationId: null,
    operationKind: null,
    doubleOf: null,
    contractProductId: null,
    clientName: '',
  };
  const rows: StatementRow[] = [
    ...charges.map(({ charge, match, operationId, doubleOf }): StatementRow => {
      const operation = operationId === null ? undefined : byId.get(operationId);
      const expected = match === 'operation' ? (operation?.expectedCost ?? null) : null;
      const differs =
        expected !== null &&
        charge.amount !== null &&
        (expected.amountMinor !== charge.amount.amountMinor || expected.currency !== charge.amount.currency);
      return {
        ...plain,
        id: `charge/${charge.id}`,
        date: charge.date,
        match,
        serviceId: charge.serviceId,
        text: texts.get(charge.id) ?? '',
        amount: charge.amount && minus(charge.amount),
        expected: differs && expected ? minus(expected) : null,
        operationId,
        operationKind: operation?.kind ?? null,
        doubleOf: doubleOf === null ? null : `charge/${doubleOf}`,
        contractProductId: operation?.contractProductId ?? null,
      };
    }),
    ...movements
      .filter(({ kind }) => kind !== 'charge')
      .map(({ kind, rowId, day, text, amount }): StatementRow => ({
        ...plain,
        id: `${kind}/${rowId}`,
        date: day,
        match: kind === 'refund' ? 'refund' : 'top_up',
        serviceId: '',
        text,
        amount,
      })),
    ...uncharged.flatMap(({ operationId, match }): StatementRow[] => {
      const operation = byId.get(operationId);
      const date = operation?.sentAt.slice(0, 10) ?? '';
      if (!operation || date < from || date > to) return [];
      return [
        {
          ...plain,
          id: `operation/${operationId}`,
          date,
          match,
          serviceId: operation.vendorId ?? '',
          text: '',
          amount: null,
          expected: operation.expectedCost && minus(operation.expectedCost),
          operationId,
          operationKind: operation.kind,
          contractProductId: operation.contractProductId,
        },
      ];
    }),
  ];
  return rows.toSorted((a, b) => compare(b.date, a.date) || b.id.length - a.id.length || compare(b.id, a.id));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Adds whose it is, for the rows that are shown. */
function namesFor(store: Store, { connectionId }: Account): (row: StatementRow) => StatementRow {
  return (row) => {
    const contract =
      row.contractProductId === null
        ? row.serviceId === ''
          ? undefined
          : contractOfVendorId(store, connectionId, row.serviceId)
        : contractBeside(store, row.contractProductId);
    return contract ? { ...row, contractProductId: contract.id, clientName: contract.client_name } : row;
  };
}
