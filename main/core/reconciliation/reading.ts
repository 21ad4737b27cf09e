import type { Context } from '../kernel/index.ts';
import { AppError } from '../kernel/index.ts';
import { priceRows, type Provisioning, type VendorLicense } from '../provisioning/index.ts';
import type { PriceOfVendor } from '../connections/index.ts';
import type { Ledger } from './snapshot.ts';

type Ask = Parameters<Provisioning['ask']>[2];

/** Reads of one account, one after the other, each under the vendor client's own pace. */
export interface Reader {
  licenses(): Promise<VendorLicense[]>;
  /** null: the vendor has none of this number. */
  license(vendorId: string): Promise<VendorLicense | null>;
  /** null: this account does not tell its prices. */
  prices(): Promise<PriceOfVendor[] | null>;
  ledger(): Promise<Ledger>;
}

/** All of it throws AppError `vendor.*`, `vault.*`, `connection.credentials_stopped`. */
export function readerOf(provisioning: Provisioning, connectionId: string, context: Context): Reader {
  const ask = async <T>(read: Ask): Promise<T> => (await provisioning.ask(connectionId, context, read)) as T;
  return {
    licenses: () => ask<VendorLicense[]>((vendor, account, meta) => vendor.listLicenses(account, meta)),
    license: (vendorId) => provisioning.readLicense(connectionId, vendorId, context),
    async prices() {
      try {
        return priceRows(
          await ask<Parameters<typeof priceRows>[0]>((vendor, account, meta) => vendor.listPrices(account, meta)),
        );
      } catch (error) {
        if (isRefusal(error)) return null;
        throw error;
      }
    },
    async ledger() {
      const expenses = await ask<Ledger['expenses']>((vendor, account, meta) => vendor.listExpenses(account, meta));
      const payments = await ask<Ledger['payments']>((vendor, account, meta) => vendor.listPayments(account, meta));
      // Last, so that it is the balance after all that was listed.
      const { balance } = await ask<Pick<Ledger, 'balance'>>((vendor, account, meta) => vendor.probe(account, meta));
      return { expenses, payments, balance };
    },
  };
}

/** The vendor answered, and said no: the next question may still be answered. */
export const isRefusal = (error: unknown): error is AppError =>
  error instanceof AppError && (error.code === 'vendor.refused' || error.code === 'vendor.no_right');
