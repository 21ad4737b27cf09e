import type { Money } from '../../../preload/api/values.ts';
import type { ConnectionsService } from '../connections/index.ts';
import { AppError, type Context } from '../kernel/index.ts';
import type { Provisioning, VendorLicense } from '../provisioning/index.ts';
import type { Store } from '../store/index.ts';
import { moneyReader } from './money.ts';
import { licenseReader } from './read.ts';

/** What the vendor answered for a preview; null or empty where it was not asked or does not tell. */
export interface VendorAnswers {
  readonly balance: Money | null;
  readonly form: {
    readonly packages: readonly { readonly pricelist: string; readonly name: string }[];
    readonly periods: readonly number[];
  } | null;
  readonly renewal: { readonly periods: readonly number[]; readonly newExpiresOn: string | null } | null;
  /** Of the account, where the address of an order is looked for among them. */
  readonly licenses: readonly VendorLicense[];
  /** The vendor's own check refuses the address of an order. */
  readonly ipRefused: boolean;
}

export const nothingRead: VendorAnswers = { balance: null, form: null, renewal: null, licenses: [], ipRefused: false };

interface Question {
  readonly action: string;
  readonly connectionId: string;
  readonly vendorId: string | undefined;
  /** Balance and prices matter. */
  readonly reads: boolean;
  readonly wanted: string;
  readonly months: number;
  readonly ip: string;
}

/** The vendor's part of a preview: readings only, each kept where it can be of use again. */
export function previewReader(deps: {
  readonly store: Store;
  readonly provisioning: Provisioning;
  readonly connections: ConnectionsService;
}) {
  const { store, provisioning } = deps;
  const { may, readBalance, readPrices } = moneyReader(deps);

  /** Whether the vendor's check refuses to sell for an address. That it has no such check tells nothing (ispmanager-api 8). */
  async function isIpRefused({ connectionId, wanted, months, ip }: Question, context: Context): Promise<boolean> {
    try {
      await provisioning.ask(connectionId, context, (vendor, account, meta) =>
        vendor.checkIp(account, { pricelist: wanted, period: months, ip }, meta),
      );
      return false;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.code === 'vendor.refused')
        return !/not (loaded|available|found)/i.test(String(error.params?.['message'] ?? ''));
      if (error.code === 'vendor.no_right') return false;
      throw error;
    }
  }

  return {
    /** The license, into the mirror. */
    license: licenseReader({ store, provisioning }),

    /** @throws AppError `vendor.*`, `vault.*`, `connection.credentials_stopped` */
    async answers(question: Question, context: Context): Promise<VendorAnswers> {
      const { action, connectionId, vendorId, ip } = question;
      const balance = question.reads ? await readBalance(connectionId, context) : null;
      if (question.reads) await readPrices(connectionId, context);
      const form =
        action === 'changePackage' && vendorId !== undefined
          ? await may(connectionId, context, (vendor, account, meta) => vendor.readPackageForm(account, vendorId, meta))
          : null;
      const renewal =
        action === 'renew' && vendorId !== undefined
          ? await may(connectionId, context, (vendor, account, meta) => vendor.readRenewForm(account, vendorId, meta))
          : null;
      if (action !== 'create' || ip === '') return { ...nothingRead, balance, form, renewal };
      const licenses = await may(connectionId, context, (vendor, account, meta) => vendor.listLicenses(account, meta));
      return {
        balance,
        form,
        renewal,
        licenses: licenses ?? [],
        ipRefused: await isIpRefused(question, context),
      };
    },
  };
}
