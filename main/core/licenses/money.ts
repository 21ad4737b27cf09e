import type { Money } from '../../../preload/api/values.ts';
import type { ConnectionsService } from '../connections/index.ts';
import { AppError, type Context } from '../kernel/index.ts';
import { priceRows, type Provisioning } from '../provisioning/index.ts';
import type { Store } from '../store/index.ts';

export type MoneyReader = ReturnType<typeof moneyReader>;

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
  type Ask = Parameters<Provisioning['ask']>[2];
  /** The answer, or null where this vendor does not tell; what stops everything (no network, no credentials) is thrown. */
  const may = async <T>(connectionId: string, context: Context, read: Ask): Promise<T | null> => {
    try {
      return (await provisioning.ask(connectionId, context, read)) as T;
    } catch (error) {
      if (error instanceof AppError && (error.code === 'vendor.refused' || error.code === 'vendor.no_right'))
        return null;
      throw error;
    }
  };

  return {
    may,

    /** The price list, read now and kept. @throws AppError as `Provisioning.ask`, but for a list that is not told */
    readPrices: async (connectionId: string, context: Context): Promise<void> => {
      const prices = await may<Parameters<typeof priceRows>[0]>(connectionId, context, (vendor, account, meta) =>
        vendor.listPrices(account, meta),
      );
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
