import { randomUUID } from 'node:crypto';
import { ensureBrand } from '../../../main/core/brand/index.ts';
import { clients as clientsApi } from '../../../preload/api/clients.ts';
import { silentLog } from '../../../main/core/kernel/index.ts';
import { catalogue as api } from '../../../preload/api/catalogue.ts';
import { createSelling, type Selling } from '../../../main/core/workspace/selling.ts';
import { makeCatalogue } from '../../unit/support/catalogue.ts';
import { account, makeWorld, owner, type WorldOptions } from './world.ts';

export type WishKind = 'create' | 'renew' | 'changePackage' | 'reissue';

/** Something that a person wants done once: a paid order, or an action for a license. */
export interface Wish {
  readonly kind: WishKind;
  /** The key of the order's form, by which it is placed once; of an action the contract product. */
  readonly id: string;
  /** The key of the payment's form. */
  readonly payment: string;
  /** Which of the desk's products, and so which connection. */
  readonly lane: number;
  readonly ip: string;
  readonly paidOn: string;
}

let wishes = 0;

/** A wish that nobody had before: an order of one of the lanes in turn, or an action for a contract product. */
export function newWish(lanes: number, kind: WishKind = 'create', contract?: string): Wish {
  wishes += 1;
  return {
    kind,
    id: contract ?? randomUUID(),
    payment: randomUUID(),
    lane: wishes % lanes,
    ip: `10.0.${(wishes >> 8) & 255}.${wishes & 255}`,
    paidOn: new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10),
  };
}

export type Desk = ReturnType<typeof makeDesk>;

/** The buying part of core together with the areas that sell, put together as the application does it. */
export function makeDesk(options: WorldOptions) {
  const world = makeWorld({
    ...options,
    contractSettled: (writer, operation) => selling.settled(writer, operation),
  });
  const { store, provisioning, licenses, connections, vault } = world;
  const { brand, rates, catalogue } = makeCatalogue(store, owner, (writer, id, minor) =>
    selling.contractProducts.reprice(writer, id, minor),
  );
  const selling: Selling = createSelling({
    store,
    clock: options.clock,
    log: silentLog,
    brand,
    rates,
    catalogue,
    licenses,
    provisioning,
    afterQueued: () => provisioning.kick(),
  });
  const { automation, billing, clients, contractProducts, orders } = selling;

  const ids = (table: 'client' | 'product'): string[] =>
    (store.db.prepare(`SELECT id FROM ${table} ORDER BY id`).all() as { id: string }[]).map(({ id }) => id);

  /** Places and pays for an order, as staff do; on disk when it returns. Answers with its contract product. */
  function sell(wish: Wish): string {
    const order = orders.place(
      {
        requestKey: wish.id,
        clientId: ids('client')[0] ?? '',
        currency: 'EUR',
        items: [
          {
            productId: ids('product')[wish.lane] ?? '',
            termMonths: 1,
            quantity: 1,
            choices: [],
            ip: wish.ip,
            trial: false,
          },
        ],
        promoCode: '',
        expectedTotalMinor: 500,
        paymentMethod: 'bank_transfer',
        payment: null,
        notes: '',
      },
      owner,
    );
    billing.recordPayment(
      {
        requestKey: wish.payment,
        invoiceId: order.invoiceId,
        amountMinor: 500,
        method: 'cash',
        receivedOn: wish.paidOn,
        reference: '',
      },
      owner,
    );
    return order.items[0]?.contractProductId ?? '';
  }

  /** Operations that are not at their end. */
  const open = (): number =>
    store.get<{ n: number }>(
      'operations of test',
      "SELECT count(*) AS n FROM operation WHERE state NOT IN ('succeeded', 'refused', 'abandoned')",
    )?.n ?? 0;

  return {
    ...world,
    brand,
    clients,
    orders,
    billing,
    catalogue,
    contractProducts,
    changes: selling.contractChanges,
    trials: selling.trials,
    promoCodes: selling.promoCodes,
    automation,
    ids,

    /**
     * What a shop has before its first order: a client, and for each lane a connection with a product of its own.
     * `parallel` operations of a connection run side by side.
     */
    async furnish(lanes: number, parallel: number): Promise<void> {
      ensureBrand(store, owner, {
        name: 'Hosting House',
        defaultLanguage: 'en',
        defaultCurrency: 'EUR',
        timeZone: 'UTC',
      });
      clients.create(
        clientsApi.create.input.parse({ firstName: 'Anna', lastName: 'Smith', email: 'anna@client.example' }),
        owner,
      );
      const { id: categoryId } = catalogue.createCategory(api.createCategory.input.parse({ name: 'Licenses' }), owner);
      for (let lane = 0; lane < lanes; lane += 1) {
        const connection = await connections.create(
          {
            isEnabled: true,
            name: `Account ${lane + 1}`,
            provisionCategory: 'Software Licenses',
            isCategoryDefault: false,
            provider: 'ispmanager',
            isProviderDefault: false,
            ...account,
            apiAddress: 'sandbox:',
            readIntervalMs: 0,
            parallel,
            allowMemoryOnly: false,
          },
          owner,
        );
        catalogue.createProduct(
          api.createProduct.input.parse({
            categoryId,
            name: `ispmanager 6 lite, account ${lane + 1}`,
            prices: [{ termMonths: 1, currency: 'EUR', amountMinor: 500 }],
            connectionId: connection.id,
            packageIdentifier: '55227',
          }),
          owner,
        );
      }
    },

    /** Sells and buys so many licenses, over the lanes in turn; answers with their contract products. */
    async stock(count: number, lanes: number): Promise<string[]> {
      const contracts = Array.from({ length: count }, () => sell(newWish(lanes)));
      provisioning.start();
      while (open() > 0) await new Promise((resolve) => setTimeout(resolve, 10));
      return contracts;
    },

    /** Lets every connection call another address. */
    moveTo(apiAddress: string): void {
      store.transaction(owner, (writer) => {
        for (const { id } of connections.list()) writer.update('connection', id, { api_address: apiAddress });
      });
    },

    /** Puts the password of every connection into a vault that has forgotten it with its process. */
    async unlock(): Promise<void> {
      for (const { id } of connections.list()) await vault.set(`connection/${id}`, account.password);
    },

    sell,
    open,

    /** Decides at once what waits for a person: what is proved to be absent is sent again. */
    decide(): void {
      for (const { id, state } of provisioning.list({ open: true, limit: 200 }).rows)
        if (state === 'absent') provisioning.retry(id, owner);
    },
  };
}
