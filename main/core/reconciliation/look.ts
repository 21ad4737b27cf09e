import type { ConnectionsService } from '../connections/index.ts';
import { actorName, AppError, type Context, notFound } from '../kernel/index.ts';
import type { Provisioning, VendorLicense } from '../provisioning/index.ts';
import type { Store, Writer } from '../store/index.ts';
import { type Account, accountsOf } from './accounts.ts';
import { busySince, ourLicenseById, withoutLicense } from './books.ts';
import { findFinding, type FindingRow } from './findings.ts';
import { keptOf, numberOfName } from './reading-rules.ts';
import { type Classified, classify, subjectOf, type Theirs, type Wanted, wantedOf } from './rules.ts';
import { keepLicense, vendorLicense } from './snapshot.ts';

export interface LookDeps {
  readonly store: Store;
  readonly provisioning: Provisioning;
  readonly connections: ConnectionsService;
}

/** A finding with the account it is of, and what it is by the books of now. */
export interface Looked {
  readonly finding: FindingRow;
  readonly account: Account;
  /** Still so; with the values of now. */
  readonly wanted: Wanted;
}

/** Looks again at one finding before anything is done about it. */
export function lookAgain({ store, provisioning, connections }: LookDeps) {
  /** The account of a finding; undefined: no connection leads to it any more. */
  const accountOf = ({ account }: Pick<FindingRow, 'account'>): Account | undefined =>
    accountsOf(connections.list()).find(({ key }) => key === account);

  function find(id: string): { finding: FindingRow; account: Account } {
    const finding = findFinding(store, id);
    if (!finding) throw notFound();
    const account = accountOf(finding);
    if (!account) throw new AppError('reconciliation.other_account');
    return { finding, account };
  }

  /** The class of what a finding is about, by our books now and the vendor's as given. */
  function classifyOne(
    { finding, account }: { finding: FindingRow; account: Account },
    theirs: Theirs | null,
  ): Classified | undefined {
    const ours = finding.license_id === null ? undefined : ourLicenseById(store, finding.license_id);
    const without =
      finding.class === 'missing' && ours === undefined ? withoutLicense(store, account.connectionId) : [];
    return classify({
      ours: ours ? [ours] : [],
      theirs: theirs ? [theirs] : [],
      without,
      busy: busySince(store, account.connectionId, store.now()),
    }).find((each) => subjectOf(each) === finding.subject);
  }

  const wantedNow = (finding: FindingRow, classified: Classified | undefined): Wanted | undefined =>
    classified && wantedOf(classified).find(({ field }) => field === finding.field);

  function close(writer: Writer, id: string): void {
    writer.update('reconciliation_finding', id, {
      resolution: 'gone',
      resolved_at: store.now(),
      resolved_by: actorName(writer.context.principal),
    });
  }

  /** Checks in the transaction of a fix that it still makes sense; what is not so any more is noted, and then thrown. */
  function check(
    writer: Writer,
    id: string,
    { seen, isForm }: { seen: VendorLicense | null; isForm: boolean },
  ): Looked | { gone: AppError } {
    const { finding, account } = find(id);
    if (finding.resolved_at !== null) return { gone: new AppError('reconciliation.resolved') };
    const before = vendorLicense(store, account.key, finding.vendor_id) ?? null;
    const numberOf = numberOfName(connections.prices(account.connectionId));
    const kept = seen && keptOf({ row: seen, form: isForm ? seen : null, before }, numberOf, store.now());
    if (kept) keepLicense(store, writer, account.key, { ...kept, cost: kept.cost ?? before?.cost ?? null });
    const classified = classifyOne({ finding, account }, kept);
    if (classified?.class === 'underWay') return { gone: new AppError('license.operation_open') };
    const wanted = wantedNow(finding, classified);
    if (!wanted || wanted.class !== finding.class) {
      close(writer, id);
      return { gone: new AppError('reconciliation.not_so') };
    }
    if (wanted.ours !== finding.ours || wanted.theirs !== finding.theirs || wanted.problem !== finding.problem) {
      // Not what the person saw when they decided.
      const { ours, theirs, problem } = wanted;
      writer.update('reconciliation_finding', id, { ours, theirs, problem });
      return { gone: new AppError('reconciliation.differs_now', { retry: true }) };
    }
    return { finding, account, wanted };
  }

  return {
    find,
    accountOf,
    classifyOne,
    wantedNow,

    /**
     * Reads the vendor's license of a finding, and does something about it in a transaction, if it still is as it was shown.
     * `read`: takes it from a list that was read for several at once.
     * @throws AppError `not_found`, `reconciliation.*`, `license.operation_open`, `vendor.*`, `vault.*`
     */
    async act(
      id: string,
      context: Context,
      work: (writer: Writer, looked: Looked, seen: VendorLicense | null) => void,
      read?: (finding: FindingRow) => VendorLicense | null,
    ): Promise<void> {
      const { finding, account } = find(id);
      if (finding.resolved_at !== null) throw new AppError('reconciliation.resolved');
      const seen = read
        ? read(finding)
        : finding.vendor_id === ''
          ? null
          : await provisioning.readLicense(account.connectionId, finding.vendor_id, context);
      const refusal = store.transaction({ ...context, cause: `finding/${id}` }, (writer) => {
        const looked = check(writer, id, { seen, isForm: read === undefined });
        // What was learned is kept; only then the person is told.
        if ('gone' in looked) return looked.gone;
        work(writer, looked, seen);
        return null;
      });
      if (refusal) throw refusal;
    },
  };
}

export type LookAgain = ReturnType<typeof lookAgain>;
