import type { VendorClient } from '../../../../main/core/provisioning/index.ts';
import type { Outcome } from '../../../../main/core/provisioning/vendor/index.ts';
import type { Store, Writer } from '../../../../main/core/store/index.ts';
import type { Wrong } from './judge.ts';
import type { Phase } from './rows.ts';

/** A bug, planted in one run of the console by wrapping what it is made of. */
export interface Bug {
  client?(honest: VendorClient): VendorClient;
  store?(honest: Store): Store;
}

/** A bug for the test of the tests, where it shows, and as what it has to be seen. */
export interface Plant {
  readonly name: string;
  /** Anew for each run of the console. */
  readonly plant: () => Bug;
  readonly row: number;
  readonly phases: readonly Phase[];
  readonly kinds: readonly string[];
  readonly caughtAs: Wrong;
}

/** The verbs that change something, each put through `around`. */
function sending(
  honest: VendorClient,
  around: <T>(send: () => Promise<Outcome<T>>, ifAccepted: T) => Promise<Outcome<T>>,
): VendorClient {
  return {
    ...honest,
    orderLicense: (...call) => around(() => honest.orderLicense(...call), { vendorId: '1' }),
    renewLicense: (...call) => around(() => honest.renewLicense(...call), { newExpiresOn: null }),
    changePackage: (...call) => around(() => honest.changePackage(...call), null),
    reissueKey: (...call) => around(() => honest.reissueKey(...call), { key: null }),
    editLicense: (...call) => around(() => honest.editLicense(...call), null),
    act: (...call) => around(() => honest.act(...call), null),
  };
}

/** The transaction that says `sending` stays open while the vendor is called. */
function lateIntent(): Bug {
  let commit = (): void => undefined;
  return {
    store(honest) {
      const { db } = honest;
      const transaction = honest.transaction.bind(honest);
      commit = () => {
        if (db.open && db.inTransaction) db.exec('COMMIT');
      };
      honest.transaction = (context, work) => {
        if (!db.inTransaction) db.exec('BEGIN IMMEDIATE');
        const result = transaction(context, work);
        if (db.prepare("SELECT 1 FROM operation WHERE state = 'sending'").get() === undefined) commit();
        return result;
      };
      return honest;
    },
    client: (honest) =>
      sending(honest, async (send) => {
        const outcome = await send();
        commit();
        return outcome;
      }),
  };
}

/** What was not answered is sent once more, as got does with GET, and Chromium with a connection that was reused. */
const retryOfUnknown = (): Bug => ({
  client: (honest) =>
    sending(honest, async (send) => {
      const outcome = await send();
      return outcome.kind === 'unknown' ? send() : outcome;
    }),
});

/** The vendor has a new key, and what is stored of it is all but that (spec, finding 2). */
const oldKeyKept = (): Bug => ({
  store(honest) {
    const transaction = honest.transaction.bind(honest);
    const keepsOld = (writer: Writer): Writer => {
      const update = writer.update.bind(writer);
      const because = writer.because.bind(writer);
      writer.update = (table, id, { license_key: _key, ...patch }) => update(table, id, patch);
      writer.because = (cause) => keepsOld(because(cause));
      return writer;
    };
    honest.transaction = (context, work) => transaction(context, (writer) => work(keepsOld(writer)));
    return honest;
  },
});

/** A yes is taken for the deed (spec, finding 1). */
const suspendNotReadBack = (): Bug => ({
  client(honest) {
    const believed = new Set<string>();
    return {
      ...honest,
      async act(account, action, vendorId, meta) {
        const outcome = await honest.act(account, action, vendorId, meta);
        if (action === 'suspend' && outcome.kind === 'ok') believed.add(vendorId);
        return outcome;
      },
      async readLicense(account, vendorId, meta) {
        const outcome = await honest.readLicense(account, vendorId, meta);
        if (outcome.kind !== 'ok' || !believed.has(vendorId)) return outcome;
        return { kind: 'ok', value: { ...outcome.value, status: 'suspended', changing: false } };
      },
    };
  },
});

/** A page that is no answer of the vendor is taken for a yes. */
const htmlAsSuccess = (): Bug => ({
  client: (honest) =>
    sending(honest, async (send, ifAccepted) => {
      const outcome = await send();
      const isPage = outcome.kind === 'unknown' && outcome.code === 'vendor.not_vendor_page';
      return isPage ? { kind: 'ok', value: ifAccepted } : outcome;
    }),
});

/** Five bugs that the checks of the matrix have to see (quality 2.4; spec, findings 1 and 2). */
export const plants: readonly Plant[] = [
  {
    name: 'late-intent',
    plant: lateIntent,
    row: 16,
    phases: ['commit', 'response', 'stored'],
    kinds: ['create', 'renew'],
    caughtAs: 'duplicate',
  },
  {
    name: 'retry-of-unknown',
    plant: retryOfUnknown,
    row: 4,
    phases: ['commit', 'response'],
    kinds: ['create', 'renew', 'changePackage', 'addons'],
    caughtAs: 'duplicate',
  },
  {
    name: 'old-key-kept',
    plant: oldKeyKept,
    row: 4,
    phases: ['shown'],
    kinds: ['reissue'],
    caughtAs: 'falselyDone',
  },
  {
    name: 'suspend-not-read-back',
    plant: suspendNotReadBack,
    row: 14,
    phases: ['request'],
    kinds: ['suspend'],
    caughtAs: 'falselyDone',
  },
  {
    name: 'html-as-success',
    plant: htmlAsSuccess,
    row: 9,
    phases: ['request'],
    kinds: ['create'],
    caughtAs: 'falselyDone',
  },
];
