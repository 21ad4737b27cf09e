import { createHash } from 'node:crypto';
import { actorName, type Context } from '../kernel/principal.ts';
import { notFound } from '../kernel/errors.ts';
import { tables, type TableName } from './tables.ts';
import type { CaptureSession } from './capture.ts';
import type { Store } from './store.ts';

/** What SQLite stores. Booleans are 0 and 1. Bytes are for files; the history keeps their number only. */
export type Value = string | number | null | Uint8Array;
export type Row = Readonly<Record<string, Value>>;
/** Column → [before, after], as text. */
export type Changes = Record<string, [string | null, string | null]>;

/**
 * The one way rows change (design 3): each write also writes its audit entry in the same transaction, and notes whose
 * screens must refetch. Made by `Store.transaction`, of no use after it.
 */
export class Writer {
  readonly context: Context;
  readonly #store: Store;
  readonly #touched: Map<string, Set<string>>;
  /** Null where nothing is sent to other desks. */
  readonly #capture: CaptureSession | null;

  constructor(
    store: Store,
    context: Context,
    touched = new Map<string, Set<string>>(),
    capture: CaptureSession | null = store.beginCapture(),
  ) {
    this.#store = store;
    this.context = context;
    this.#touched = touched;
    this.#capture = capture;
  }

  /**
   * The same transaction, for what happens in it because of something (`payment/<id>`): changes of a status that are
   * written through it name that cause (spec 2.16, invariant 7).
   */
  because(cause: string): Writer {
    return new Writer(this.#store, { ...this.context, cause }, this.#touched, this.#capture);
  }

  /**
   * The same transaction, for what a person at another desk did: the history names them, and it is not sent out again
   * as a change of this desk (design 6).
   */
  replaying(actor: string): Writer {
    return new Writer(
      this.#store,
      { ...this.context, principal: { kind: 'system', name: actor } },
      this.#touched,
      null,
    );
  }

  /** Writes what has to go to other desks. For the Store, as the last thing of a transaction. */
  capture(): void {
    this.#capture?.write(this.context);
  }

  /** Inserts a row; `row` names its `id`. Throws SQLite's own error on a broken constraint (see `isDuplicate`). */
  insert(name: TableName, row: Row & { readonly id: string }): void {
    const { audited, stamped, caused, area } = tables[name];
    const at = this.#store.now();
    const full: Row = stamped ? { ...row, created_at: at, updated_at: at } : row;
    const columns = Object.keys(full);
    this.#store
      .statement(
        `insert ${name} ${columns.join()}`,
        () =>
          `INSERT INTO ${name} (${columns.join(', ')}) VALUES (${columns.map((column) => `@${column}`).join(', ')})`,
      )
      .run(full);
    this.#store.inserted();
    if (audited) {
      const changes: Changes = {};
      for (const [column, value] of Object.entries(row)) {
        if (column !== 'id' && value !== null && value !== '') changes[column] = [null, shown(value)];
      }
      this.#audit(name, row.id, 'create', changes);
    }
    if (caused) this.#statusChanged(name, row.id, null, String(row['status']));
    this.#capture?.changed(name, null, row);
    this.touch(area, row.id);
  }

  /**
   * Changes columns of one row; only those that differ are written. Answers whether any did.
   * @throws AppError `not_found`
   */
  update(name: TableName, id: string, patch: Row): boolean {
    const { audited, stamped, caused, area } = tables[name];
    const before = this.#store
      .statement<[string], Row>(`row ${name}`, () => `SELECT * FROM ${name} WHERE id = ?`)
      .get(id);
    if (!before) throw notFound();
    const changes: Changes = {};
    const set: Record<string, Value> = {};
    for (const [column, value] of Object.entries(patch)) {
      const old = before[column];
      if (old === undefined) throw new Error(`${name} has no column ${column}`);
      if (old === value) continue;
      set[column] = value;
      changes[column] = [shown(old), shown(value)];
    }
    if (Object.keys(set).length === 0) return false;
    if (stamped) set['updated_at'] = this.#store.now();
    const columns = Object.keys(set);
    this.#store
      .statement(
        `update ${name} ${columns.join()}`,
        () => `UPDATE ${name} SET ${columns.map((column) => `${column} = @${column}`).join(', ')} WHERE id = @id`,
      )
      .run({ ...set, id });
    if (audited) this.#audit(name, id, 'update', changes);
    if (caused && set['status'] !== undefined)
      this.#statusChanged(name, id, String(before['status']), String(set['status']));
    this.#capture?.changed(name, before, { ...before, ...set });
    this.touch(area, id);
    return true;
  }

  /** Removes a child row that has no life of its own (a price of a product). Records keep a tombstone instead. */
  remove(name: TableName, id: string): void {
    const { audited, area } = tables[name];
    const row = this.#store
      .statement<[string], Row>(`delete ${name}`, () => `DELETE FROM ${name} WHERE id = ? RETURNING *`)
      .get(id);
    if (!row) throw notFound();
    const changes: Changes = {};
    for (const [column, value] of Object.entries(row)) if (value !== null) changes[column] = [shown(value), null];
    if (audited) this.#audit(name, id, 'delete', changes);
    this.#capture?.changed(name, row, null);
    this.touch(area, id);
  }

  /** Records something that happened to a record but changed no column: a sign-in test, use of a credential. */
  note(entity: TableName, id: string, changes: Changes): void {
    this.#audit(entity, id, 'event', changes);
  }

  /** Next number of a series without gaps: taken in the transaction that uses it, given back when that fails. */
  nextNumber(series: string): number {
    const row = this.#store
      .statement<[string], { last: number }>(
        'counter next',
        () => 'INSERT INTO counter VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET last = last + 1 RETURNING last',
      )
      .get(series);
    if (!row) throw new Error(`counter ${series} did not count`);
    return row.last;
  }

  /** A series goes on above a number that was given elsewhere. */
  countTo(series: string, last: number): void {
    this.#store
      .statement<[string, number]>(
        'counter to',
        () => 'INSERT INTO counter VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET last = max(last, excluded.last)',
      )
      .run(series, last);
  }

  /** Marks a record of an area as changed for the screens. */
  touch(area: string, id: string): void {
    const ids = this.#touched.get(area) ?? new Set<string>();
    ids.add(id);
    this.#touched.set(area, ids);
  }

  /** What the transaction touched, by area. For the Store. */
  touched(): ReadonlyMap<string, ReadonlySet<string>> {
    return this.#touched;
  }

  /** Keeps what a status was, became, by whom and because of what (spec 2.16, invariant 7); nobody else writes it. */
  #statusChanged(entity: TableName, entityId: string, from: string | null, to: string): void {
    this.#store
      .statement(
        'status change',
        () => `INSERT INTO status_change (id, at, actor, trace_id, entity, entity_id, from_status, to_status, cause)
          VALUES (@id, @at, @actor, @traceId, @entity, @entityId, @from, @to, @cause)`,
      )
      .run({
        id: this.#store.makeId(),
        at: this.#store.now(),
        actor: actorName(this.context.principal),
        traceId: this.context.traceId,
        entity,
        entityId,
        from,
        to,
        cause: this.context.cause ?? '',
      });
  }

  #audit(entity: string, entityId: string, action: string, changes: Changes): void {
    const entry = {
      id: this.#store.makeId(),
      at: this.#store.now(),
      actor: actorName(this.context.principal),
      trace_id: this.context.traceId,
      entity,
      entity_id: entityId,
      action,
      changes: JSON.stringify(changes),
    };
    const last = this.#store
      .statement<[], { hash: string }>('audit last', () => 'SELECT hash FROM audit_entry ORDER BY seq DESC LIMIT 1')
      .get();
    this.#store
      .statement(
        'audit insert',
        () => `INSERT INTO audit_entry (id, at, actor, trace_id, entity, entity_id, action, changes, hash)
          VALUES (@id, @at, @actor, @trace_id, @entity, @entity_id, @action, @changes, @hash)`,
      )
      .run({ ...entry, hash: auditHash(last?.hash ?? '', entry) });
  }
}

/** A value as the history shows it. */
const shown = (value: Value): string | null =>
  value === null ? null : value instanceof Uint8Array ? `${value.byteLength} bytes` : String(value);

/** Chain value of an audit entry: SHA-256 over the value before it and the entry, so that a cut or edit shows. */
export function auditHash(previous: string, entry: Row): string {
  const { id, at, actor, trace_id, entity, entity_id, action, changes } = entry;
  return createHash('sha256')
    .update(JSON.stringify([previous, id, at, actor, trace_id, entity, entity_id, action, changes]))
    .digest('hex');
}
