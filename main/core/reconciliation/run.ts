import type { ErrorCode } from '../../../preload/api/errors.ts';
import type { ConnectionsService, PriceOfVendor } from '../connections/index.ts';
import { actorName, AppError, type Context, type Log } from '../kernel/index.ts';
import { noteReading } from '../licenses/index.ts';
import type { Provisioning, VendorLicense } from '../provisioning/index.ts';
import type { Row, Store, Writer } from '../store/index.ts';
import type { Account } from './accounts.ts';
import { busySince, ourLicenses, withoutLicense } from './books.ts';
import { openFindings } from './findings.ts';
import { isRefusal, type Reader, readerOf } from './reading.ts';
import { type Kept, keptOf, numberOfName, planReads } from './reading-rules.ts';
import { changesOf, type Classified, classify, type LicenseClass, type Wanted } from './rules.ts';
import { freshRun } from './runs.ts';
import { keepLedger, keepLedgerState, keepLicenses, type Ledger, vendorLicenses } from './snapshot.ts';

export interface RunDeps {
  readonly store: Store;
  readonly log: Log;
  readonly provisioning: Provisioning;
  readonly connections: Pick<ConnectionsService, 'keepPrices' | 'keepBalance' | 'prices'>;
  /** Licenses that one run reads one by one, unless it is a deep one. */
  readonly readsPerRun: number;
  readonly signal: AbortSignal;
}

/** What was read of an account in a run. */
interface Seen {
  readonly listed: readonly VendorLicense[];
  /** Read one by one: the license, or null where the vendor has none of this number. */
  readonly forms: ReadonlyMap<string, VendorLicense | null>;
  readonly prices: readonly PriceOfVendor[] | null;
  readonly ledger: Ledger | { readonly errorCode: ErrorCode };
  readonly left: number;
}

/**
 * Compares an account with our books, once: reads the vendor, then stores in one transaction what it said, what differs,
 * and what does not any more. Never throws for what a vendor does: a list that cannot be read ends the run as `failed`,
 * and then nothing is concluded from it. Answers with the run's id.
 */
export async function runOnce(deps: RunDeps, account: Account, deep: boolean, context: Context): Promise<string> {
  const { store } = deps;
  const id = store.makeId();
  const since = store.now();
  store.transaction(context, (writer) => {
    writer.insert('reconciliation_run', {
      id,
      account: account.key,
      connection_id: account.connectionId,
      is_deep: Number(deep),
      asked_by: actorName(context.principal),
      started_at: since,
      ...freshRun,
    });
  });
  try {
    const seen = await read(deps, account, deep, readerOf(deps.provisioning, account.connectionId, context));
    store.transaction(context, (writer) => conclude(deps, writer, { id, account, since, seen }));
  } catch (error) {
    if (!(error instanceof AppError)) deps.log.error({ runId: id, err: error }, 'reconciliation failed');
    fail(deps, id, account, context, error);
  }
  return id;
}

async function read(deps: RunDeps, account: Account, deep: boolean, reader: Reader): Promise<Seen> {
  if (account.whyNot !== null) throw new AppError(account.whyNot);
  const { store, signal } = deps;
  const listed = await reader.licenses();
  const prices = await reader.prices().catch(orNull);
  const ledger = await reader.ledger().catch((error: unknown) => {
    if (error instanceof AppError) return { errorCode: error.code };
    throw error;
  });
  const plan = planReads({
    listed,
    ours: ourLicenses(store, account.connectionId),
    known: vendorLicenses(store, account.key),
    now: store.now(),
    deep,
    limit: deep ? Number.MAX_SAFE_INTEGER : deps.readsPerRun,
  });
  const forms = new Map<string, VendorLicense | null>();
  let left = plan.left;
  for (const [at, vendorId] of plan.vendorIds.entries()) {
    try {
      if (signal.aborted) throw new AppError('core.stopped');
      forms.set(vendorId, await reader.license(vendorId));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      left += 1;
      // Said no to this one only. Else the vendor is gone: what was read so far stands, the rest is for the next run.
      if (isRefusal(error)) continue;
      left += plan.vendorIds.length - at - 1;
      break;
    }
  }
  return { listed, forms, prices, ledger, left };
}

const orNull = (error: unknown): null => {
  if (error instanceof AppError) return null;
  throw error;
};

interface Reading {
  readonly id: string;
  readonly account: Account;
  readonly since: string;
  readonly seen: Seen;
}

function conclude(deps: RunDeps, writer: Writer, { id, account, since, seen }: Reading): void {
  const { store, connections } = deps;
  const { connectionId } = account;
  if (seen.prices) connections.keepPrices(writer, connectionId, seen.prices);
  if ('errorCode' in seen.ledger) keepLedgerState(store, writer, account.key, { error_code: seen.ledger.errorCode });
  else {
    keepLedger(store, writer, account.key, seen.ledger);
    if (seen.ledger.balance) connections.keepBalance(writer, connectionId, seen.ledger.balance);
  }
  keepLicenses(store, writer, account.key, keptOfAll(deps, account, seen));

  const ours = ourLicenses(store, connectionId);
  const classified = classify({
    ours,
    theirs: vendorLicenses(store, account.key),
    without: withoutLicense(store, connectionId),
    busy: busySince(store, connectionId, since),
  });
  const changes = changesOf(openFindings(store, account.key), classified);
  for (const wanted of changes.opened) writer.insert('reconciliation_finding', rowOf(store, wanted, id, account));
  for (const { finding, wanted } of changes.still) {
    const { class: became, problem, ours: mine, theirs } = wanted;
    writer.update('reconciliation_finding', finding.id, { class: became, problem, ours: mine, theirs });
  }
  for (const { id: findingId } of changes.gone) {
    writer.update('reconciliation_finding', findingId, {
      resolution: 'gone',
      resolved_at: store.now(),
      resolved_by: actorName(writer.context.principal),
      gone_run_id: id,
    });
  }
  note(store, writer, classified, seen);
  writer.update('reconciliation_run', id, {
    state: 'done',
    finished_at: store.now(),
    ledger_error_code: 'errorCode' in seen.ledger ? seen.ledger.errorCode : null,
    ...counts(classified),
    keys_compared: [...seen.forms.values()].filter((form) => form !== null).length,
    keys_left: seen.left,
    opened: changes.opened.length,
    closed: changes.gone.length,
  });
}

/** What the vendor has, from its list and from reading licenses themselves: one that only its list lacks is there. */
function keptOfAll(deps: RunDeps, account: Account, { listed, forms }: Seen): Kept[] {
  const known = new Map(vendorLicenses(deps.store, account.key).map((license) => [license.vendorId, license]));
  const numberOf = numberOfName(deps.connections.prices(account.connectionId));
  const rows = new Map(listed.map((license) => [license.vendorId, license]));
  for (const [vendorId, form] of forms) if (form && !rows.has(vendorId)) rows.set(vendorId, form);
  return [...rows.values()].map((row) => {
    const form = forms.get(row.vendorId) ?? null;
    return keptOf({ row, form, before: known.get(row.vendorId) ?? null }, numberOf, deps.store.now());
  });
}

function note(store: Store, writer: Writer, classified: readonly Classified[], { listed, forms }: Seen): void {
  const rows = new Map(listed.map((license) => [license.vendorId, license]));
  for (const { class: found, ours } of classified) {
    if (ours === null || (found !== 'matched' && found !== 'drifted')) continue;
    const seen = forms.get(ours.vendorId) ?? rows.get(ours.vendorId);
    if (seen) noteReading(store, writer, ours.licenseId, seen);
  }
}

function rowOf(store: Store, wanted: Wanted, runId: string, account: Account): Row & { readonly id: string } {
  const { ours, theirs, contractProductId } = wanted.of;
  return {
    id: store.makeId(),
    account: account.key,
    connection_id: account.connectionId,
    run_id: runId,
    gone_run_id: null,
    subject: wanted.subject,
    class: wanted.class,
    field: wanted.field,
    problem: wanted.problem,
    vendor_id: ours?.vendorId ?? theirs?.vendorId ?? '',
    license_id: ours?.licenseId ?? null,
    contract_product_id: ours?.contractProductId ?? contractProductId,
    ours: wanted.ours,
    theirs: wanted.theirs,
    operation_id: null,
    resolution: null,
    resolved_at: null,
    resolved_by: null,
  };
}

function counts(classified: readonly Classified[]): Row {
  const of = (name: LicenseClass): number => classified.filter((each) => each.class === name).length;
  return {
    matched: of('matched'),
    drifted: of('drifted'),
    orphan: of('orphan'),
    missing: of('missing'),
    under_way: of('underWay'),
    not_asked: of('notAsked'),
  };
}

function fail({ store }: RunDeps, id: string, account: Account, context: Context, error: unknown): void {
  const known = error instanceof AppError ? error : null;
  const message = known?.params?.['message'];
  store.transaction(context, (writer) => {
    const ours = ourLicenses(store, account.connectionId);
    writer.update('reconciliation_run', id, {
      state: 'failed',
      finished_at: store.now(),
      error_code: known?.code ?? 'internal',
      vendor_message: message === undefined ? null : String(message),
      ...counts(
        classify({ ours, theirs: null, without: [], busy: busySince(store, account.connectionId, store.now()) }),
      ),
    });
  });
}
