import type { TimelineKind } from '../../../preload/api/clients.ts';

/** Where the records of a kind are, and what each column of an entry is, in SQL over the row `r`. What is not told is null. */
interface Shape {
  readonly from: string;
  readonly at?: string;
  readonly who: string;
  readonly entity?: string;
  readonly entityId?: string;
  readonly name?: string;
  readonly amount?: string;
  readonly currency?: string;
  readonly detail?: string;
  readonly before?: string;
  readonly after?: string;
  readonly action?: string;
  readonly changes?: string;
}

/** Characters of a message that tell what it is about. */
const shown = 200;

/** Who made a record: the first entry of its history. */
const madeBy = (table: string): string =>
  `(SELECT a.actor FROM audit_entry a WHERE a.entity = '${table}' AND a.entity_id = r.id ORDER BY a.seq LIMIT 1)`;
const money = { amount: 'r.amount_minor', currency: 'r.currency' } as const;
const ofInvoice = { entity: "'invoice'", entityId: 'i.id', name: 'i.number' } as const;

const shapes: Readonly<Record<TimelineKind, Shape>> = {
  order: {
    from: 'orders r',
    who: 'r.placed_by',
    entity: "'orders'",
    entityId: 'r.id',
    name: 'r.number',
    amount: 'r.total_minor',
    currency: 'r.currency',
    detail:
      "(SELECT group_concat(o.product_name, ', ' ORDER BY o.line_index) FROM order_item o WHERE o.order_id = r.id)",
    after: 'r.status',
  },
  invoice: {
    from: 'invoice r',
    who: madeBy('invoice'),
    entity: "'invoice'",
    entityId: 'r.id',
    name: 'r.number',
    amount: 'r.total_minor',
    currency: 'r.currency',
    detail: 'r.kind',
    after: 'r.status',
  },
  payment: {
    from: 'payment r JOIN invoice i ON i.id = r.invoice_id',
    who: 'r.recorded_by',
    ...ofInvoice,
    ...money,
    detail: 'r.method',
  },
  credit_note: {
    from: 'credit_note r JOIN invoice i ON i.id = r.invoice_id',
    who: madeBy('credit_note'),
    ...ofInvoice,
    amount: 'r.total_minor',
    currency: 'r.currency',
    detail: 'r.number',
  },
  refund: {
    from: 'refund r JOIN invoice i ON i.id = r.invoice_id',
    who: 'r.recorded_by',
    ...ofInvoice,
    ...money,
    detail: 'r.destination',
  },
  balance: { from: 'balance_entry r', who: 'r.recorded_by', ...money, detail: 'r.kind' },
  status: {
    from: `status_change r LEFT JOIN orders o ON r.entity = 'orders' AND o.id = r.entity_id
      LEFT JOIN invoice i ON r.entity = 'invoice' AND i.id = r.entity_id
      LEFT JOIN contract_product p ON r.entity = 'contract_product' AND p.id = r.entity_id`,
    at: 'r.at',
    who: 'r.actor',
    entity: 'r.entity',
    entityId: 'r.entity_id',
    name: 'coalesce(o.number, i.number, p.product_name)',
    before: 'r.from_status',
    after: 'r.to_status',
  },
  operation: {
    from: 'operation r JOIN contract_product p ON p.id = r.contract_product_id',
    who: 'r.asked_by',
    entity: "'operation'",
    entityId: 'r.id',
    name: 'p.product_name',
    detail: 'r.kind',
    after: 'r.state',
  },
  ticket: {
    from: 'ticket r',
    who: madeBy('ticket'),
    entity: "'ticket'",
    entityId: 'r.id',
    name: 'r.number',
    detail: 'r.subject',
    after: 'r.status',
  },
  message: {
    from: 'ticket_message r JOIN ticket t ON t.id = r.ticket_id',
    who: 'r.author',
    entity: "'ticket'",
    entityId: 't.id',
    name: 't.number',
    detail: `substr(r.text, 1, ${shown})`,
  },
  note: {
    from: 'audit_entry r',
    at: 'r.at',
    who: 'r.actor',
    detail: "r.changes ->> '$.notes[1]'",
    action: 'r.action',
    changes: 'r.changes',
  },
  change: { from: 'audit_entry r', at: 'r.at', who: 'r.actor', action: 'r.action', changes: 'r.changes' },
};

/** The statement that reads the records of a kind by their ids (`@ids`, JSON). */
export function entriesSql(kind: TimelineKind): string {
  const shape = shapes[kind];
  const column = (sql: string | undefined, name: string): string => `${sql ?? 'NULL'} AS ${name}`;
  return `SELECT r.id, ${[
    column(shape.at ?? 'r.created_at', 'at'),
    column(shape.who, 'who'),
    column(shape.entity, 'entity'),
    column(shape.entityId, 'entity_id'),
    column(shape.name, 'name'),
    column(shape.amount, 'amount_minor'),
    column(shape.currency, 'currency'),
    column(shape.detail, 'detail'),
    column(shape.before, 'from_status'),
    column(shape.after, 'to_status'),
    column(shape.action, 'action'),
    column(shape.changes, 'changes'),
  ].join(', ')} FROM ${shape.from} WHERE r.id IN (SELECT value FROM json_each(@ids))`;
}
