import { AppError } from '../../../main/core/kernel/index.ts';
import { licenseOf, type VendorAction } from '../../../main/core/licenses/index.ts';
import type { OperationParams } from '../../../main/core/provisioning/index.ts';
import type { Store, Writer } from '../../../main/core/store/index.ts';
import { LicenseAction } from '../../../preload/api/contract-products.ts';
import type { ErrorCode } from '../../../preload/api/errors.ts';
import type { Operation } from '../../../preload/api/operations.ts';

const openStates = "state NOT IN ('succeeded', 'refused', 'abandoned')";

/** Stands for the operation area: writes the same rows, asks no vendor. */
export function fakeProvisioning(store: Store) {
  const fake = {
    kicks: 0,
    kick: () => {
      fake.kicks += 1;
    },
    /** Thrown by the next `queueCreate`, to see what a failure in the middle leaves behind. */
    failWith: undefined as Error | undefined,
    /** What is queued is refused from now on. */
    refuseWith: (code: ErrorCode): void => {
      fake.failWith = new AppError(code);
    },
    /** What the vendor cannot do; none of it is queued then. */
    cannot: new Set<string>(),
    /** What refreshing a license finds; absent: the vendor cannot be reached. */
    refreshed: undefined as ((contractProductId: string) => void) | undefined,
    queueCreate: (writer: Writer, contractProductId: string, cause: string): string =>
      fake.queue(writer, 'create', contractProductId, {}, cause),
    queueTerminate: (writer: Writer, contractProductId: string, cause: string): string =>
      fake.queue(writer, 'terminate', contractProductId, {}, cause),
    queueChange: (
      writer: Writer,
      contractProductId: string,
      to: { readonly package: string; readonly contract: NonNullable<OperationParams['contract']> },
      cause: string,
    ): string =>
      fake.queue(writer, 'changePackage', contractProductId, {}, cause, {
        pricelist: to.package,
        contract: to.contract,
      }),
    queue(
      writer: Writer,
      action: VendorAction,
      contractProductId: string,
      _given: object,
      cause: string,
      params: Partial<OperationParams> = {},
    ): string {
      if (fake.failWith) throw fake.failWith;
      // A second purchase meets the unique index, as in the application.
      if (action !== 'create' && fake.openOf(contractProductId)) throw new AppError('license.operation_open');
      if (fake.cannot.has(action)) throw new AppError('license.capability_missing');
      const license = licenseOf(store, contractProductId);
      if (action !== 'create' && (!license || license.status === 'deleted')) throw new AppError('license.no_license');
      const contract = store.db
        .prepare('SELECT connection_id, price_minor, currency FROM contract_product WHERE id = ?')
        .get(contractProductId) as { connection_id: string; price_minor: number; currency: string };
      const id = store.makeId();
      writer.insert('operation', {
        id,
        kind: action,
        state: 'queued',
        ...contract,
        contract_product_id: contractProductId,
        license_id: null,
        token: `token-${id}`,
        attempt: 0,
        params: JSON.stringify(params),
        vendor_id: null,
        error_code: null,
        vendor_message: null,
        absent_reads: 0,
        first_absent_at: null,
        next_check_at: null,
        asked_by: 'test',
        cause,
        sent_at: null,
        settled_at: null,
      });
      return id;
    },
    checkGuards: () => undefined,
    checkConfirmation(_contractProductId: string, confirmation: string): void {
      if (confirmation !== '1001-ABCDEF') throw new AppError('license.confirmation_mismatch');
    },
    /** What else than the license stands in the way of a change of its tariff. */
    whyNotChange: null as string | null,
    availableActions: (contractProductId: string): Record<LicenseAction, string | null> => ({
      ...(Object.fromEntries(
        LicenseAction.options.map((action) => [action, fake.cannot.has(action) ? 'license.capability_missing' : null]),
      ) as Record<LicenseAction, string | null>),
      ...(licenseOf(store, contractProductId) ? {} : { suspend: 'license.no_license' }),
      ...(fake.whyNotChange === null ? {} : { changePackage: fake.whyNotChange }),
    }),
    refresh: (contractProductId: string): Promise<void> => {
      if (!fake.refreshed) return Promise.reject(new AppError('vendor.unreachable'));
      fake.refreshed(contractProductId);
      return Promise.resolve();
    },
    openOf: (
      contractProductId: string,
    ): { id: string; kind: VendorAction; cause: string; params: string } | undefined =>
      store.db
        .prepare(`SELECT id, kind, cause, params FROM operation WHERE contract_product_id = ? AND ${openStates}`)
        .get(contractProductId) as { id: string; kind: VendorAction; cause: string; params: string } | undefined,
    withdraw(writer: Writer, id: string): boolean {
      return writer.update('operation', id, { state: 'abandoned' });
    },
    shown: (id: string): Operation | undefined => fake.rows('id', id, 1)[0],
    operationsOf: (contractProductId: string, limit: number): Operation[] =>
      fake.rows('contract_product_id', contractProductId, limit),
    rows(column: 'id' | 'contract_product_id', value: string, limit: number): Operation[] {
      return (
        store.db
          .prepare(`SELECT * FROM operation WHERE ${column} = ? ORDER BY id DESC LIMIT ?`)
          .all(value, limit) as Record<string, never>[]
      ).map((row) => ({
        id: row['id'] ?? '',
        kind: row['kind'] ?? 'create',
        state: row['state'] ?? 'queued',
        connectionId: row['connection_id'] ?? '',
        connectionName: 'Main account',
        contractProductId: row['contract_product_id'] ?? '',
        vendorId: row['vendor_id'] ?? null,
        productName: 'ispmanager 6 lite',
        clientName: 'Anna Smith',
        token: row['token'] ?? '',
        attempt: Number(row['attempt']),
        errorCode: null,
        vendorMessage: null,
        askedBy: 'test',
        cause: row['cause'] ?? '',
        expectedCost: null,
        heldFor: null,
        otherDesk: null,
        quotedCost: null,
        sentAt: null,
        nextCheckAt: null,
        createdAt: row['created_at'] ?? '',
        settledAt: null,
      }));
    },
    open: (): number =>
      (store.db.prepare(`SELECT count(*) AS n FROM operation WHERE ${openStates}`).get() as { n: number }).n,
  };
  return fake;
}
