import type { OperationState } from '../../../../preload/api/operations.ts';
import type { InProcessVendor } from '../../../../main/core/vendor-sandbox/index.ts';
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
  readonly vendor: Pick<InProcessVendor, 'ledger'>;
}

/** Compares, after every step, what the console has stored with what is in the vendor's books. */
export class Judge {
  readonly #deps: JudgeDeps;
  readonly #wrong = new Map<string, { kind: Wrong; what: string }>();
  readonly #seen = new Map<string, OperationState>();
  #firstEntry = 0;
  #sends = 0;
  #allowed = 0;

  constructor(deps: JudgeDeps) {
    this.#deps = deps;
  }

  /** From here on the books count. */
  begin(): void {
    this.#firstEntry = (this.#deps.vendor.ledger().at(-1)?.id ?? 0) + 1;
  }

  object(kind: Wrong, what: string): void {
    this.#wrong.set(`${kind} ${what}`, { kind, what });
  }

  /** A call that changes something has left. */
  sent(): void {
    this.#sends += 1;
  }

  /** A person wants it sent: asked for it, or said to send it once more. */
  wanted(): void {
    this.#allowed += 1;
  }

  operations(): OperationRow[] {
    return this.#all<OperationRow>(
      'judge operations',
      'SELECT id, kind, state, token, vendor_id, settled_at FROM operation ORDER BY rowid',
    );
  }

  /** When something becomes due, of what runs by itself; the beginning of time when it is due now. */
  nextDue(): string | null {
    const [due] = this.#all<{ at: string | null }>(
      'judge due',
      `SELECT min(coalesce(o.next_check_at, '1970-01-01T00:00:00.000Z')) AS at
         FROM operation o JOIN connection c ON c.id = o.connection_id
        WHERE o.state IN ('queued', 'accepted', 'unknown') AND c.credentials_stopped = 0`,
    );
    return due?.at ?? null;
  }

  check(): void {
    const { scenario } = this.#deps.cell;
    const stage = this.#deps.stage();
    const operations = this.operations();
    if (operations.filter((operation) => operation.settled_at === null).length > 1)
      this.object('other', 'two open operations');
    const licenses = bought(stage);
    if (licenses.length > 1) this.object('duplicate', `${licenses.length} licenses bought`);
    const charges = this.#charges();
    if (charges > (this.#mayChargeTwice() ? 2 : Number(scenario.costs))) this.object('duplicate', `${charges} charges`);
    if (scenario.costs && this.#sends > this.#allowed)
      this.object('blindlySent', `${this.#sends} sent, ${this.#allowed} wanted by a person`);
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
      case 'refused':
      case 'abandoned':
        if (done || (operation.kind === 'create' && bought(stage).length > 0))
          this.object('boughtButReportedFailed', `${operation.state}, and the vendor has done it`);
        break;
      case 'sending':
        if (scenario.costs) this.#checkHistory(operation.id);
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
    const mirrored = stage.world.licenseOf(stage.contract);
    const real = stage.vendor.licenses().find(({ id }) => String(id) === mirrored?.vendor_id);
    const status = real && { 1: 'ordered', 2: 'active', 3: 'suspended', 4: 'deleted', 5: 'processing' }[real.status];
    if (!mirrored || mirrored.status !== status) this.object('falselyDone', `shown ${mirrored?.status}, is ${status}`);
    if (mirrored && real && real.key !== '' && mirrored.license_key !== real.key)
      this.object('falselyDone', 'another key is shown than the vendor has');
  }

  verdict(): Verdict {
    this.check();
    const [connection] = this.#all<{ stopped: number }>(
      'judge connection',
      'SELECT credentials_stopped AS stopped FROM connection',
    );
    const unresolved = this.operations()
      .filter(({ id, state }) => !isResolved(state, connection?.stopped === 1, this.#lastCode(id)))
      .map(({ id, state }) => `${state} ${this.#lastCode(id)}`);
    const charges = this.#charges();
    return { wrong: [...this.#wrong.values()], unresolved, chargedTwiceByVendor: this.#mayChargeTwice() && charges === 2 };
  }

  /** All that is stored at the end, in one text. */
  rest(): string {
    return JSON.stringify([
      this.#all('judge all', 'SELECT * FROM operation_event ORDER BY rowid'),
      this.#all('judge audit', 'SELECT * FROM audit_entry ORDER BY rowid'),
      this.#deps.stage().vendor.licenses(),
    ]);
  }

  /** Charges for what the console asked for, since the beginning. */
  #charges(): number {
    const stage = this.#deps.stage();
    const ids = new Set(stage.license ? [stage.license.id] : []);
    for (const { id, licname } of stage.vendor.licenses()) if (licname.startsWith('rc-')) ids.add(id);
    return this.#deps.vendor
      .ledger()
      .filter(({ id, kind, licenseId }) => id >= this.#firstEntry && kind === 'charge' && ids.has(licenseId ?? 0)).length;
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

/** At its end, or with a person who sees why and what can be done. */
function isResolved(state: OperationState, isStopped: boolean, lastCode: string): boolean {
  switch (state) {
    case 'succeeded':
    case 'refused':
    case 'abandoned':
    case 'absent':
      return true;
    case 'queued':
      return isStopped;
    case 'unknown':
      return isStopped || lastCode === 'signs_of_purchase' || lastCode === 'several';
    case 'accepted':
      return isStopped || lastCode === 'mismatch';
    case 'sending':
    case 'reconciling':
      return false;
  }
}
