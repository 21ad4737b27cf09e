import type { LicenseAction } from '../../../preload/api/contract-products.ts';
import type { ActionPreview, ActionWarning } from '../../../preload/api/licenses.ts';
import type { Money } from '../../../preload/api/values.ts';
import { packageCode, sellsByTerm } from '../catalogue/index.ts';
import type { ConnectionsService } from '../connections/index.ts';
import { AppError, type Context, notFound } from '../kernel/index.ts';
import { changedThisMonth, type Provisioning, sameIp, type VendorLicense } from '../provisioning/index.ts';
import type { Store } from '../store/index.ts';
import { mirror } from './mirror.ts';
import { moneyReader } from './money.ts';
import { contractFacts, licenseOf, type LicenseRow, shownLicense } from './store.ts';

export interface PreviewDeps {
  readonly store: Store;
  readonly provisioning: Provisioning;
  readonly connections: ConnectionsService;
}

export interface PreviewInput {
  readonly contractProductId: string;
  readonly action: LicenseAction;
  readonly package?: string | undefined;
  readonly termMonths?: number | undefined;
  readonly ip?: string | undefined;
}

/** What an action will do and cost, read from the vendor before anybody asks it to act; changes nothing there (design 4.5, quality 3.3.1). */
export function actionPreview({ store, provisioning, connections }: PreviewDeps) {
  const { may, readBalance, readPrices } = moneyReader({ store, provisioning, connections });

  async function readLicense(
    license: LicenseRow,
    contractProductId: string,
    context: Context,
  ): Promise<{ row: LicenseRow; seen: VendorLicense | null }> {
    const seen = await provisioning.readLicense(license.connection_id, license.vendor_id, context);
    if (seen) {
      store.transaction(context, (writer) => {
        const origin = {
          connectionId: license.connection_id,
          contractProductId,
          ip: license.ip,
          licname: license.licname,
          packageIdentifier: license.package_identifier,
        };
        mirror(store, writer, origin, seen);
        writer.update('license', license.id, { last_read_at: store.now() });
      });
    }
    return { row: licenseOf(store, contractProductId) ?? license, seen };
  }

  /** @throws AppError `not_found`, `vendor.*`, `vault.*`, `connection.credentials_stopped` */
  return async function preview(input: PreviewInput, context: Context): Promise<ActionPreview> {
    const contract = contractFacts(store, input.contractProductId);
    if (!contract) throw notFound();
    const { action } = input;
    const buys = action === 'create';
    const kept = buys ? undefined : licenseOf(store, contract.id);
    const read = kept ? await readLicense(kept, contract.id, context) : null;
    const license = read?.row;
    const connectionId = license?.connection_id ?? contract.connection_id;
    const money = ['create', 'renew', 'changePackage', 'addons'].includes(action);
    const balance = money ? await readBalance(connectionId, context) : null;
    if (money) await readPrices(connectionId, context);

    const months = input.termMonths ?? contract.term_months;
    const present = license?.package_identifier || contract.package_identifier;
    const wanted = packageCode(input.package ?? '') || present;
    const priceOf = (pricelist: string): Money | null =>
      connections.priceOf(connectionId, { pricelist, period: months });
    const cost = action === 'create' ? priceOf(wanted) : action === 'renew' ? priceOf(present) : null;

    const form =
      action === 'changePackage' && license
        ? await may<{ packages: { pricelist: string; name: string }[]; periods: number[] }>(
            connectionId,
            context,
            (vendor, account, meta) => vendor.readPackageForm(account, license.vendor_id, meta),
          )
        : null;
    const renewal =
      action === 'renew' && license
        ? await may<{ periods: number[]; newExpiresOn: string | null }>(
            connectionId,
            context,
            (vendor, account, meta) => vendor.readRenewForm(account, license.vendor_id, meta),
          )
        : null;

    const warnings = new Set<ActionWarning>();
    if (money && balance === null) warnings.add('balance_unknown');
    if (buys || action === 'renew') {
      if (cost === null) warnings.add('price_unknown');
      else if (balance && balance.currency === cost.currency && balance.amountMinor < cost.amountMinor)
        warnings.add('balance_too_low');
    } else if (money) warnings.add('price_unknown');
    for (const warning of limitWarnings(action, license, connectionId)) warnings.add(warning);
    if (action === 'renew' && license?.status === 'suspended') warnings.add('suspended_renews_from_today');
    if (buys)
      for (const warning of await ipWarnings(input, contract, connectionId, wanted, months, context))
        warnings.add(warning);

    return {
      license: license ? shownLicense(license) : null,
      cost,
      balance,
      newExpiresOn: months === (license?.period ?? months) ? (renewal?.newExpiresOn ?? null) : null,
      packages: packagesOf(action, form, connectionId, present).map((offer) => ({
        ...offer,
        cost: priceOf(offer.pricelist),
      })),
      periods: renewal?.periods ?? form?.periods ?? [],
      addons: addonsOf(read?.seen ?? null, connectionId, present, license?.period ?? months),
      warnings: [...warnings],
    };
  };

  /** One change of IP and of key a month, unless this account showed that it has no such limit (ispmanager-api 4.1). */
  function limitWarnings(
    action: LicenseAction,
    license: LicenseRow | undefined,
    connectionId: string,
  ): ActionWarning[] {
    if (!license) return [];
    const today = store.now().slice(0, 10);
    const can = connections.capabilities(connectionId);
    if (action === 'reissue' && can.keyLimit.value !== 'no' && changedThisMonth(license.key_changed_on, today))
      return ['key_changed_this_month'];
    if (action === 'edit' && can.ipLimit.value !== 'no' && changedThisMonth(license.ip_changed_on, today))
      return ['ip_changed_this_month'];
    return [];
  }

  /** Two licenses on one address: the panel takes one of them, and the other is paid for nothing (ispmanager-api 2.3). */
  async function ipWarnings(
    input: PreviewInput,
    contract: { readonly ip: string },
    connectionId: string,
    pricelist: string,
    period: number,
    context: Context,
  ): Promise<ActionWarning[]> {
    const ip = input.ip ?? contract.ip;
    if (ip === '') return [];
    const warnings: ActionWarning[] = [];
    const all = await may<VendorLicense[]>(connectionId, context, (vendor, account, meta) =>
      vendor.listLicenses(account, meta),
    );
    if (all?.some((license) => license.status !== 'deleted' && license.ip !== null && sameIp(license.ip, ip)))
      warnings.push('ip_has_license');
    try {
      await provisioning.ask(connectionId, context, (vendor, account, meta) =>
        vendor.checkIp(account, { pricelist, period, ip }, meta),
      );
    } catch (error) {
      // A missing function tells nothing; a refusal tells what the order would meet.
      if (!(error instanceof AppError)) throw error;
      if (
        error.code === 'vendor.refused' &&
        !/not (loaded|available|found)/i.test(String(error.params?.['message'] ?? ''))
      )
        warnings.push('vendor_refuses_ip');
      else if (error.code !== 'vendor.refused' && error.code !== 'vendor.no_right') throw error;
    }
    return warnings;
  }

  /** What can be chosen: for a change what the vendor's form offers, for an order what its price list has. */
  function packagesOf(
    action: LicenseAction,
    form: { packages: { pricelist: string; name: string }[] } | null,
    connectionId: string,
    present: string,
  ): { pricelist: string; name: string }[] {
    if (action === 'changePackage') return (form?.packages ?? []).filter(({ pricelist }) => pricelist !== present);
    if (action !== 'create') return [];
    const listed = connections.prices(connectionId).filter((row) => row.addon === '' && sellsByTerm(row.pricelist));
    return [...new Map(listed.map(({ pricelist, name }) => [pricelist, { pricelist, name }])).values()];
  }

  function addonsOf(
    seen: VendorLicense | null,
    connectionId: string,
    pricelist: string,
    period: number,
  ): ActionPreview['addons'] {
    const listed = connections.prices(connectionId).filter((row) => row.pricelist === pricelist && row.addon !== '');
    return Object.entries(seen?.addons ?? {}).map(([id, quantity]) => ({
      id,
      name: listed.find((row) => row.addon === id)?.name ?? `addon_${id}`,
      quantity,
      cost: connections.priceOf(connectionId, { pricelist, period, addon: id }),
    }));
  }
}
