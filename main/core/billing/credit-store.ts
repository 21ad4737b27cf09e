import type { billing, CreditNote, CreditReason, Refund, RefundDestination } from '../../../preload/api/billing.ts';
import type { Output, Parsed } from '../../../preload/api/contract.ts';
import { foundIds } from '../search/index.ts';
import { type OrderKey, paging, type Store } from '../store/index.ts';
import type { PaidAndBack } from './rules.ts';
import type { InvoiceState } from './store.ts';

interface NoteRow {
  readonly id: string;
  readonly number: string;
  readonly invoice_id: string;
  readonly invoice_number: string;
  readonly client_id: string;
  readonly client_name: string;
  readonly reason: CreditReason;
  readonly note: string;
  readonly line_text: string | null;
  readonly currency: string;
  readonly total_minor: number;
  readonly tax_minor: number;
  readonly issued_on: string;
}

// The name is the frozen buyer's, as on the invoice.
const select = `SELECT n.id, n.number, n.invoice_id, i.number AS invoice_number, n.client_id,
  i.buyer ->> '$.name' AS client_name, n.reason, n.note, l.text AS line_text, n.currency, n.total_minor, n.tax_minor, n.issued_on
  FROM credit_note n JOIN invoice i ON i.id = n.invoice_id LEFT JOIN invoice_line l ON l.id = n.invoice_line_id`;

const creditNote = (row: NoteRow): CreditNote => ({
  id: row.id,
  number: row.number,
  invoiceId: row.invoice_id,
  invoiceNumber: row.invoice_number,
  clientId: row.client_id,
  clientName: row.client_name,
  reason: row.reason,
  note: row.note,
  line: row.line_text,
  total: { amountMinor: row.total_minor, currency: row.currency },
  tax: { amountMinor: row.tax_minor, currency: row.currency },
  issuedOn: row.issued_on,
});

/** Credit notes of an invoice, the oldest first: each takes its tax from what those before it left. */
export const notesOf = (store: Store, invoiceId: string): CreditNote[] =>
  store
    .all<NoteRow>('credit notes of invoice', `${select} WHERE n.invoice_id = @invoiceId ORDER BY n.id`, { invoiceId })
    .map(creditNote);

export function findNote(store: Store, id: string): CreditNote | undefined {
  const row = store.get<NoteRow>('credit note', `${select} WHERE n.id = @id`, { id });
  return row && creditNote(row);
}

const byAge: Readonly<Record<'createdAt', OrderKey<CreditNote>>> = { createdAt: { sql: 'n.id', of: ({ id }) => id } };

/** A page of credit notes, newest first or as was asked. */
export function listNotes(
  store: Store,
  asked: Parsed<typeof billing.listCreditNotes>,
): Output<typeof billing.listCreditNotes> {
  const { clientId, search } = asked;
  const found = foundIds(store, 'credit_note', search);
  const at = paging(byAge, 'n.id', asked);
  const conditions = {
    ...(found === undefined ? {} : { found: 'n.id IN (SELECT value FROM json_each(@found))' }),
    ...(clientId === undefined ? {} : { client: 'n.client_id = @clientId' }),
  };
  const rows = store.all<NoteRow>(
    `credit notes ${Object.keys(conditions).join(' ')} ${at.shape}`,
    `${select} WHERE ${[...Object.values(conditions), at.sql].join(' AND ')}`,
    {
      ...at.params,
      ...(found === undefined ? {} : { found: found.ids }),
      ...(clientId === undefined ? {} : { clientId }),
    },
  );
  return { ...at.cut(rows.map(creditNote)), ...found?.limits };
}

/** The credit note that a dialog's key made already. */
export const noteByKey = (
  store: Store,
  requestKey: string,
): { readonly invoice_id: string; readonly reason: CreditReason; readonly total_minor: number } | undefined =>
  store.get(
    'credit note by request key',
    'SELECT invoice_id, reason, total_minor FROM credit_note WHERE request_key = @requestKey',
    { requestKey },
  );

interface RefundRow {
  readonly id: string;
  readonly credit_note_id: string | null;
  readonly note_number: string | null;
  readonly amount_minor: number;
  readonly currency: string;
  readonly destination: RefundDestination;
  readonly refunded_on: string;
  readonly reference: string;
  readonly recorded_by: string;
}

/** Refunds of an invoice, the oldest first. */
export const refundsOf = (store: Store, invoiceId: string): Refund[] =>
  store
    .all<RefundRow>(
      'refunds of invoice',
      `SELECT r.id, r.credit_note_id, n.number AS note_number, r.amount_minor, r.currency, r.destination, r.refunded_on,
        r.reference, r.recorded_by
        FROM refund r LEFT JOIN credit_note n ON n.id = r.credit_note_id WHERE r.invoice_id = @invoiceId ORDER BY r.id`,
      { invoiceId },
    )
    .map((row) => ({
      id: row.id,
      creditNoteId: row.credit_note_id,
      creditNoteNumber: row.note_number ?? '',
      amount: { amountMinor: row.amount_minor, currency: row.currency },
      destination: row.destination,
      refundedOn: row.refunded_on,
      reference: row.reference,
      recordedBy: row.recorded_by,
    }));

/** The refund that a form's key made already. */
export const refundByKey = (
  store: Store,
  requestKey: string,
):
  | {
      readonly id: string;
      readonly invoice_id: string;
      readonly amount_minor: number;
      readonly destination: RefundDestination;
    }
  | undefined =>
  store.get(
    'refund by request key',
    'SELECT id, invoice_id, amount_minor, destination FROM refund WHERE request_key = @requestKey',
    { requestKey },
  );

/** What was paid for an invoice and given back, and how much of it came from or went outside. Minor units. */
export function paidAndBack(
  store: Store,
  {
    id,
    paid_minor: paidMinor,
    refunded_minor: refundedMinor,
  }: Pick<InvoiceState, 'id' | 'paid_minor' | 'refunded_minor'>,
): PaidAndBack {
  const external = store.get<{ paid: number; back: number }>(
    'invoice paid and refunded outside',
    `SELECT
      (SELECT coalesce(sum(amount_minor), 0) FROM payment WHERE invoice_id = @id AND method <> 'account_balance') AS paid,
      (SELECT coalesce(sum(amount_minor), 0) FROM refund WHERE invoice_id = @id AND destination = 'original') AS back`,
    { id },
  );
  return {
    paidMinor,
    refundedMinor,
    externalPaidMinor: external?.paid ?? 0,
    externalRefundedMinor: external?.back ?? 0,
  };
}
