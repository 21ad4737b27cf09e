import { AppError, type Context } from '../kernel/index.ts';
import type { MoneyReader } from '../licenses/index.ts';
import type { Store } from '../store/index.ts';

/** Prices and balances that are older are read again before money is spoken of, or spent. Milliseconds. */
const oldAfterMs = 600_000;

export type FreshMoney = ReturnType<typeof createFreshMoney>;

/** Keeps the price list and balance of accounts no older than ten minutes, where the vendor tells them. */
export function createFreshMoney(store: Store, money: Pick<MoneyReader, 'readPrices' | 'readBalance'>) {
  const readAt = new Map<string, number>();
  const isFresh = (connectionId: string): boolean => {
    const at = readAt.get(connectionId);
    return at !== undefined && store.clock.monotonic() - at < oldAfterMs;
  };

  return {
    isFresh,

    /**
     * Reads prices and balance of an account, unless they are fresh. Answers with the error code of why it could not be
     * read, or null. What this vendor does not tell stays unknown, and is not asked for again until it would be old.
     */
    async freshen(connectionId: string, context: Context): Promise<AppError['code'] | null> {
      if (isFresh(connectionId)) return null;
      try {
        await money.readBalance(connectionId, context).catch(refusedIsUntold);
        await money.readPrices(connectionId, context);
      } catch (error) {
        if (error instanceof AppError) return error.code;
        throw error;
      }
      readAt.set(connectionId, store.clock.monotonic());
      return null;
    },
  };
}

/** A vendor that shows no balance to this account can still show its prices. */
function refusedIsUntold(error: unknown): void {
  if (error instanceof AppError && (error.code === 'vendor.refused' || error.code === 'vendor.no_right')) return;
  throw error;
}
