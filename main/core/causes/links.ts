import type { CauseStep } from '../../../preload/api/causes.ts';
import type { Store } from '../store/index.ts';
import { isOwnAct, type Pointer, pointerOf, step } from './rules.ts';
import * as rows from './store.ts';

/** What a cause is, and where it leads: to a further cause, or with an empty one to who did it and when. */
export interface Link {
  readonly steps: readonly CauseStep[];
  readonly cause: string;
  readonly who: string;
  readonly at: string | null;
  /** Nothing led to it: nobody asks further. */
  readonly isEnd: boolean;
}
/** Who acted, where the cause itself does not say. */
interface By {
  readonly who: string;
  readonly at: string | null;
}

type RecordLink = NonNullable<CauseStep['record']>;
const record = (entity: RecordLink['entity'], id: string, name: string): RecordLink => ({
  entity,
  id,
  name,
  pageId: id,
});

/** Somebody's own act, through a record. */
const act = (steps: readonly CauseStep[], by: By): Link => ({ steps, cause: '', ...by, isEnd: false });
/** Time alone: a date came. */
const time = (dated: CauseStep): Link => ({
  steps: [dated, step('time', { on: dated.on })],
  cause: '',
  who: '',
  at: null,
  isEnd: true,
});

type Resolve = (store: Store, pointer: Pointer, by: By) => Link | undefined;

function operation(store: Store, { id }: Pointer): Link | undefined {
  const row = rows.operationRow(store, id);
  if (!row) return undefined;
  const made = step('operation', {
    at: row.settled_at ?? row.created_at,
    who: row.asked_by,
    record: record('operation', row.id, row.name ?? ''),
    to: row.state,
    detail: row.kind,
  });
  // An order led to a purchase by its payment, and to a termination by its end.
  const led = row.kind === 'terminate' ? row.cause.replace(/^order\//, 'orderEnd/') : row.cause;
  return { steps: [made], cause: isOwnAct(led) ? '' : led, who: row.asked_by, at: row.created_at, isEnd: false };
}

function payment(store: Store, { id }: Pointer): Link | undefined {
  const row = rows.paymentRow(store, id);
  if (!row) return undefined;
  const received = step('payment', {
    at: row.created_at,
    on: row.received_on,
    who: row.recorded_by,
    record: record('invoice', row.invoice_id, row.number),
    detail: row.method,
    amount: { amountMinor: row.amount_minor, currency: row.currency },
  });
  return act([received], { who: row.recorded_by, at: row.created_at });
}

/** An order that was placed: by whom. */
function placing(store: Store, { id }: Pointer): Link | undefined {
  const row = rows.orderRow(store, id);
  if (!row) return undefined;
  const placed = step('order', {
    at: row.created_at,
    who: row.placed_by,
    record: record('orders', row.id, row.number),
  });
  return act([placed], { who: row.placed_by, at: row.created_at });
}

/** What an order led to, it did by becoming Active: the payment behind that is the cause. */
function order(store: Store, pointer: Pointer, by: By): Link | undefined {
  const change = rows.lastChange(store, pointer.id, 'Active');
  const row = rows.orderRow(store, pointer.id);
  if (!change || !row || change.from_status === null) return placing(store, pointer);
  const became = step('status', {
    at: change.at,
    who: change.actor,
    record: record('orders', row.id, row.number),
    from: change.from_status,
    to: change.to_status,
  });
  // Nothing was to be paid: placing it was enough.
  if (change.cause === '') return { ...(placing(store, pointer) ?? act([], by)), steps: [became] };
  return { steps: [became], cause: change.cause, who: change.actor, at: change.at, isEnd: false };
}

function overdue(store: Store, { id }: Pointer): Link | undefined {
  const row = rows.invoiceRow(store, id);
  if (!row) return undefined;
  return time(
    step('overdue', {
      on: row.due_on,
      record: record('invoice', row.id, row.number),
      // What was overdue then: what is open now may be nothing, paid or written off since.
      amount: { amountMinor: row.total_minor, currency: row.currency },
    }),
  );
}

/** A day of a contract product that came. Of a record that is not known here it is still time that did it. */
const dated =
  (kind: 'trial' | 'ends', dayOf: (row: rows.DatesRow, rest: string) => string | null): Resolve =>
  (store, { id, rest }) => {
    const row = rows.datesRow(store, id);
    if (!row) return time(step(kind));
    return time(step(kind, { on: dayOf(row, rest), record: record('contract_product', row.id, row.name) }));
  };

/** The next period of a contract product: because of its day, or where it was paid because of the payment. */
function renewal(store: Store, { id, rest }: Pointer): Link | undefined {
  const row = rows.datesRow(store, id);
  if (!row) return undefined;
  const [number = ''] = rest.split('/');
  const period = rows.periodOf(store, id, number === '' ? null : Number(number));
  const begins = step('renewal', {
    on: period?.starts_on ?? row.next_due_on,
    record: record('contract_product', row.id, row.name),
  });
  if (number === '' || period?.state !== 'paid' || period.invoice_id === null) return time(begins);
  // Paid from the balance as it was issued: the day alone led to both.
  const paid = rows.lastChange(store, period.invoice_id, 'Paid');
  if (paid?.cause === `renewal/${id}/${number}`) return time(begins);
  return { steps: [begins], cause: `invoice/${period.invoice_id}`, who: '', at: null, isEnd: false };
}

/** What was suspended goes on because nothing is owed any more: the invoice that was paid last says why. */
function unsuspend(store: Store, { id }: Pointer): Link | undefined {
  const invoiceId = rows.lastPaidInvoice(store, id);
  return invoiceId === undefined ? undefined : invoice(store, { kind: 'invoice', id: invoiceId, rest: '' });
}

/** What ended an order: its own cause, else that somebody asked for its end. */
function orderEnd(store: Store, { id }: Pointer, by: By): Link | undefined {
  const row = rows.orderRow(store, id);
  if (!row) return undefined;
  const change = rows.lastChange(store, id, 'Cancelled');
  if (!change) return act([step('cancellation', { ...by, record: record('orders', id, row.number) })], by);
  const { at, actor, from_status: from, to_status: to, cause } = change;
  const became = step('status', { at, who: actor, record: record('orders', id, row.number), from, to });
  return { steps: [became], cause, who: actor, at, isEnd: false };
}

function unpaid(store: Store, { id }: Pointer): Link | undefined {
  const row = rows.orderRow(store, id);
  return row && time(step('unpaid', { on: row.due_on, record: record('orders', row.id, row.number) }));
}

function bulk(store: Store, { id }: Pointer): Link | undefined {
  const row = rows.bulkRow(store, id);
  if (!row) return undefined;
  const { at, who, detail } = row;
  return act([step('bulk', { at, who, detail, record: record('bulk_run', id, '') })], { who, at });
}

function finding(store: Store, { id }: Pointer, by: By): Link | undefined {
  const row = rows.findingRow(store, id);
  if (!row) return undefined;
  const { at, detail, name } = row;
  return act([step('finding', { at, detail, record: record('reconciliation_finding', id, name) })], by);
}

/** The vendor was read and showed it: who changed it there is not known here. */
function reading(store: Store, { id }: Pointer, { who, at }: By): Link | undefined {
  const row = rows.subjectOf(store, 'license', id);
  if (!row) return undefined;
  const { entity, name, pageId } = row;
  return {
    steps: [step('reading', { at, who, record: { entity, id, name, pageId } })],
    cause: '',
    who,
    at,
    isEnd: true,
  };
}

/** An invoice that led to something did so by being paid, whatever was given back since; one never paid, by its state. */
function invoice(store: Store, { id }: Pointer): Link | undefined {
  const row = rows.invoiceRow(store, id);
  const change = rows.lastChange(store, id, 'Paid') ?? rows.lastChange(store, id);
  if (!row || !change) return undefined;
  const { at, actor, from_status: from, to_status: to, cause } = change;
  const became = step('status', { at, who: actor, record: record('invoice', id, row.number), from, to });
  return { steps: [became], cause, who: actor, at, isEnd: false };
}

function cancellationRequest(store: Store, { id }: Pointer): Link | undefined {
  const row = rows.cancellationRow(store, id);
  if (!row) return undefined;
  const by = { who: row.asked_by, at: row.created_at };
  return act([step('cancellation', { ...by, record: record('orders', row.order_id, row.number) })], by);
}

/** A change leads to what it does by its payment, where it has one, and to its own end by not having it in time. */
function contractChange(store: Store, { id, rest }: Pointer): Link | undefined {
  const row = rows.changeRow(store, id);
  if (!row) return undefined;
  const by = { who: row.asked_by, at: row.created_at };
  const change = step('change', { ...by, record: record('contract_product', row.contract_product_id, row.name) });
  if (rest === 'expire') return time({ ...change, on: row.period_ends_on });
  if (row.invoice_id === null || !rows.lastChange(store, row.invoice_id, 'Paid')) return act([change], by);
  return { steps: [change], cause: `invoice/${row.invoice_id}`, ...by, isEnd: false };
}

const resolvers: Readonly<Record<string, Resolve>> = {
  operation,
  payment,
  placing,
  order,
  overdue,
  invoice,
  bulk,
  finding,
  // What an operation says that a finding led to it.
  reconciliation: finding,
  reading,
  renewal,
  unsuspend,
  orderEnd,
  // What automation calls what falls due (kernel/steps.ts).
  trial: dated('trial', (row) => row.trial_ends_on),
  'trial.end': dated('trial', (row) => row.trial_ends_on),
  'trial.vendor': dated('trial', (row) => row.trial_ends_on),
  end: dated('ends', (row, rest) => (/^\d{4}-\d{2}-\d{2}$/.test(rest) ? rest : row.service_ends_on)),
  'order.expire': unpaid,
  cancellation_request: cancellationRequest,
  contract_change: contractChange,
};

/** Kinds of causes that lead somewhere; the console keeps no other ones. Empty and one's own: somebody's own act. */
export const isKnown = (cause: string): boolean => isOwnAct(cause) || Object.hasOwn(resolvers, pointerOf(cause).kind);

/** A cause as links of the chain; one that nobody here knows keeps its own name, and ends with who acted. */
export function linkOf(store: Store, cause: string, by: By): Link {
  const pointer = pointerOf(cause);
  const resolve = isKnown(cause) ? resolvers[pointer.kind] : undefined;
  return resolve?.(store, pointer, by) ?? act([step('other', { detail: pointer.kind, ...by })], by);
}
