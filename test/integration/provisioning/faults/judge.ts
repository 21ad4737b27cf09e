import type { OperationKind, OperationState } from '../../../../preload/api/operations.ts';
import { matchCharges } from '../../../../main/core/reconciliation/statement-rules.ts';
import type { Effect } from './rows.ts';
import { bought, type Scenario, type Stage } from './scenarios.ts';

/** What may never happen (quality 2.5), by what it would be counted as. */
export type Wrong = 'duplicate' | 'boughtButReportedFailed' | 'falselyDone' | 'blindlySent' | 'other';

export interface Verdict {
  readonly wrong: readonly { readonly kind: Wrong; readonly what: string }[];
  /** Operations that at the end are neither resolved nor before a person. */
  readonly unresolved: readonly string[];
  /** The vendor charged twice for what it did once: the statement has to find it. */
  readonly chargedTwiceByVendor: boolean;
}

export interface OperationRow {
  readonly id: string;
  readonly kind: string;
  readonly state: OperationState;
  readonly token: string;
  readonly vendor_id: string | null;
  readonly settled_at: string | null;
}

interface JudgeDeps {
  readonly cell: { readonly scenario: Scenario };
  readonly effect: Effect;
  readonly stage: () => Stage;
}

/** What happened to one operation outside of the console. */
interface Traffic {
  /** Times that the vendor may have got it. */
  sent: number;
  /** Times that a person wanted it sent. */
  wanted: number;
  /** Times that the vendor carried it out, and charged for it. */
  done: number;
  charges: number;
}

/** Compares, after every step, what the console has stored with what is in the vendor's books. */
export class Judge {
  readonly #deps: JudgeDeps;
  readonly #wrong = new Map<string, { kind: Wrong; what: string }>();
  readonly #seen = new Map<string, OperationState>();
  readonly #traffic = new Map<string, Traffic>();
  /** What was read since the last commit. */
  #read: { operations?: OperationRow[]; due?: string | null } = {};
  #doneSoFar = 0;

  constructor(deps: JudgeDeps) {
    this.#deps = deps;
  }

  /** Something was stored: what was read before is out of date. */
  stored(): void {
    this.#read = {};
  }

  object(kind: Wrong, what: string): void {
    this.#wrong.set(`${kind} ${what}`, { kind, what });
  }

  /** A call of an operation that changes something has left. */
  sent(operationId: string): void {
    this.#trafficOf(operationId).sent += 1;
  }

  /** The vendor has carried an operation out. */
  did(operationId: string, charges: number): void {
    const traffic = this.#trafficOf(operationId);
    traffic.done += 1;
    traffic.charges += charges;
  }

  /** A person wants it sent: asked for it, or said to send it once more. */
  wanted(operationId: string): void {
    this.#trafficOf(operationId).wanted += 1;
  }

  #trafficOf(operationId: string): Traffic {
    const found = this.#traffic.get(operationId) ?? { sent: 0, wanted: 0, done: 0, charges: 0 };
    this.#traffic.set(operationId, found);
    return found;
  }

  operations(): OperationRow[] {
    return (this.#read.operations ??= this.#all<OperationRow>(
      'judge operations',
      'SELECT id, kind, state, token, vendor_id, settled_at FROM operation ORDER BY rowid',
    ));
  }

  /** When something becomes due, of what runs by itself; the beginning of time when it is due now. */
  nextDue(): string | null {
    if (this.#read.due !== undefined) return this.#read.due;
    const [due] = this.#all<{ at: string | null }>(
      'judge due',
      `SELECT min(coalesce(o.next_check_at, '1970-01-01T00:00:00.000Z')) AS at
         FROM operation o JOIN connection c ON c.id = o.connection_id
        WHERE o.state IN ('queued', 'accepted', 'unknown') AND c.credentials_stopped = 0 AND o.held_for IS NULL`,
    );
    this.#read.due = due?.at ?? null;
    return this.#read.due;
  }

  check(): void {
    const { scenario } = this.#deps.cell;
    const stage = this.#deps.stage();
    const operations = this.operations();
    if (operations.filter((operation) => operation.settled_at === null).length > 1)
      this.object('other', 'two open operations');
    const mayCharge = this.#mayChargeTwice() ? 2 : Number(scenario.costs);
    let dones = 0;
    for (const { sent, wanted, done, charges } of this.#traffic.values()) {
      dones += done;
      if (charges > mayCharge) this.object('duplicate', `${charges} charges`);
      if (scenario.once && done > 1) this.object('duplicate', `done ${done} times`);
      if (scenario.once && sent > wanted) this.object('blindlySent', `${sent} sent, ${wanted} wanted by a person`);
    }
    if (dones !== this.#doneSoFar) {
      this.#doneSoFar = dones;
      const licenses = bought(stage).length;
      if (licenses > 1) this.object('duplicate', `${licenses} licenses bought`);
    }
    for (const operation of operations) {
      if (this.#seen.get(operation.id) === operation.state) continue;
      this.#seen.set(operation.id, operation.state);
      this.#judge(operation, stage);
    }
  }

  #judge(operation: OperationRow, stage: Stage): void {
    const { scenario } = this.#deps.cell;
    const done = scenario.isDone(stage);
    switch (operation.state) {
      case 'succeeded':
        if (!done) this.object('falselyDone', `${operation.kind} is called done and is not`);
        this.#compareMirror(stage);
        break;
      case 'accepted':
        // The number that the vendor gave is that of a license that it has, whatever else is wrong with it.
        if (operation.kind === 'create' && bought(stage).length === 0)
          this.object('falselyDone', 'an order is called accepted and the vendor has none');
        break;
      case 'absent':
      case 'refused':
      case 'abandoned':
        if (done || (operation.kind === 'create' && bought(stage).length > 0))
          this.object('boughtButReportedFailed', `${operation.state}, and the vendor has done it`);
        break;
      case 'sending':
        if (scenario.once) this.#checkHistory(operation.id);
        break;
      default:
        break;
    }
  }

  /** What cost money is never sent after an unknown outcome but through `absent` and a person. */
  #checkHistory(id: string): void {
    const trail = this.#all<{ state: string; code: string }>(
      'judge events',
      'SELECT state, code FROM operation_event WHERE operation_id = @id ORDER BY rowid',
      { id },
    );
    const unknown = trail.findLastIndex(({ state }) => state === 'unknown');
    const since = trail.slice(Math.max(0, unknown)).map(({ code }) => code);
    if (unknown >= 0 && !(since.includes('absent') && since.includes('retried')))
      this.object('blindlySent', `after unknown: ${since.join(' ')}`);
  }

  /** What the screens show of a license that is called done is what the vendor has. */
  #compareMirror(stage: Stage): void {
    if (this.#deps.cell.scenario.isShown?.(stage) === false)
      this.object('falselyDone', 'the contract product does not show it');
    const mirrored = stage.world.licenseOf(stage.contract);
    const real = stage.vendor.licenses().find(({ id }) => String(id) === mirrored?.vendor_id);
    const status = real && { 1: 'ordered', 2: 'active', 3: 'suspended', 4: 'deleted', 5: 'processing' }[real.status];
    if (!mirrored || mirrored.status !== status) this.object('falselyDone', `shown ${mirrored?.status}, is ${status}`);
    if (mirrored && real && real.key !== '' && mirrored.license_key !== real.key)
      this.object('falselyDone', 'another key is shown than the vendor has');
  }

  /** Whether an operation that is not at its end waits for a person, who sees why and what can be done. */
  isBeforePerson(id: string): boolean {
    const operation = this.operations().find((one) => one.id === id);
    const [connection] = this.#all<{ stopped: number }>(
      'judge connection',
      'SELECT credentials_stopped AS stopped FROM connection',
    );
    return operation !== undefined && isBeforePerson(operation.state, connection?.stopped === 1, this.#lastCode(id));
  }

  verdict(): Verdict {
    this.check();
    const unresolved = this.operations()
      .filter((operation) => operation.settled_at === null && !this.isBeforePerson(operation.id))
      .map(({ id, state }) => `${state} ${this.#lastCode(id)}`);
    const chargedTwiceByVendor = [...this.#traffic.values()].some(({ done, charges }) => charges > done);
    if (chargedTwiceByVendor && !this.#statementShowsDouble())
      this.object('other', 'charged twice, and the statement does not show it');
    return { wrong: [...this.#wrong.values()], unresolved, chargedTwiceByVendor };
  }

  /** All that is stored at the end, in one text. */
  rest(): string {
    return JSON.stringify([
      this.#all('judge all', 'SELECT * FROM operation_event ORDER BY rowid'),
      this.#all('judge audit', 'SELECT * FROM audit_entry ORDER BY rowid'),
      this.#deps.stage().vendor.licenses(),
    ]);
  }

  /** What the statement makes of the vendor's ledger and the console's operations (quality 2.4, row 15). */
  #statementShowsDouble(): boolean {
    const { vendor } = this.#deps.stage();
    const operations = this.#all<{
      id: string;
      kind: OperationKind;
      state: OperationState;
      vendor_id: string | null;
      token: string;
      created_at: string;
      sent_at: string | null;
    }>('judge statement', 'SELECT * FROM operation WHERE sent_at IS NOT NULL ORDER BY rowid');
    const { charges } = matchCharges({
      charges: vendor
        .ledger()
        .filter(({ kind }) => kind === 'charge')
        .map(({ id, at, amount, currency, licenseId }) => ({
          id: String(id),
          date: new Date(at).toISOString().slice(0, 10),
          serviceId: String(licenseId ?? ''),
          amount: { amountMinor: amount, currency },
        })),
      operations: operations.map(({ vendor_id: vendorId, created_at: createdAt, sent_at: sentAt, ...rest }) => ({
        ...rest,
        vendorId,
        createdAt,
        sentAt: sentAt ?? createdAt,
        expectedCost: null,
      })),
      services: vendor.licenses().map(({ id, licname, expiredate }) => ({
        vendorId: String(id),
        licname,
        autoprolong: 'none',
        expiresOn: expiredate,
      })),
      since: '2000-01-01',
      readAt: '2100-01-01T00:00:00.000Z',
    });
    return charges.some(({ match }) => match === 'double');
  }

  #mayChargeTwice(): boolean {
    return this.#deps.effect.vendor?.some(({ kind }) => kind === 'charge-twice') === true;
  }

  #lastCode(id: string): string {
    return (
      this.#all<{ code: string }>(
        'judge last',
        'SELECT code FROM operation_event WHERE operation_id = @id ORDER BY rowid DESC LIMIT 1',
        { id },
      )[0]?.code ?? ''
    );
  }

  #all<T>(name: string, sql: string, params: Record<string, string> = {}): T[] {
    return this.#deps.stage().world.store.all<T>(name, sql, params);
  }
}

function isBeforePerson(state: OperationState, isStopped: boolean, lastCode: string): boolean {
  switch (state) {
    case 'absent':
      return true;
    case 'unknown':
      return isStopped || ['signs_of_purchase', 'signs_of_charge', 'several', 'mismatch'].includes(lastCode);
    case 'accepted':
      return isStopped || lastCode === 'mismatch';
    default:
      return isStopped;
  }
}
