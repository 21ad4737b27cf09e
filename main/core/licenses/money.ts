import type { Money } from '../../../preload/api/values.ts';
import type { ConnectionsService } from '../connections/index.ts';
import { AppError, type Context } from '../kernel/index.ts';
import { priceRows, type Provisioning } from '../provisioning/index.ts';
import type { Store } from '../store/index.ts';

export type MoneyReader = ReturnType<typeof moneyReader>;

/** A price list is not read again for so long: choosing another tariff or term in a form reads the preview anew. */
const pricesHoldMs = 60_000;

/** Reads from the vendor what money questions need, and keeps it. */
export function moneyReader({
  store,
  provisioning,
  connections,
}: {
  readonly store: Store;
  readonly provisioning: Provisioning;
  readonly connections: ConnectionsService;
}) {
  type Ask<T> = Parameters<typeof provisioning.ask<T>>[2];

  /** The answer, or null where this vendor does not tell; what stops everything (no network, no credentials) is thrown. */
  async function may<T>(connectionId: string, context: Context, read: Ask<T>): Promise<T | null> {
    try {
      return await provisioning.ask(connectionId, context, read);
    } catch (error) {
      if (error instanceof AppError && (error.code === 'vendor.refused' || error.code === 'vendor.no_right'))
        return null;
      throw error;
    }
  }

  return {
    may,

    /** The price list, read now and kept. @throws AppError as `Provisioning.ask`, but for a list that is not told */
    readPrices: async (connectionId: string, context: Context): Promise<void> => {
      const oldest = new Date(Date.parse(store.now()) - pricesHoldMs).toISOString();
      const known = connections.prices(connectionId);
      if (known.length > 0 && known.every(({ readAt }) => readAt > oldest)) return;
      const prices = await may(connectionId, context, (vendor, account, meta) => vendor.listPrices(account, meta));
      if (prices)
        store.transaction(context, (writer) => connections.keepPrices(writer, connectionId, priceRows(prices)));
    },

    /** The balance, read now and kept; null: not told. @throws AppError as `Provisioning.ask` */
    readBalance: async (connectionId: string, context: Context): Promise<Money | null> => {
      const { balance } = await provisioning.ask(connectionId, context, (vendor, account, meta) =>
        vendor.probe(account, meta),
      );
      if (balance) store.transaction(context, (writer) => connections.keepBalance(writer, connectionId, balance));
      return balance;
    },
  };
}
