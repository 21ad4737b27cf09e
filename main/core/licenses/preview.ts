import type { LicenseAction } from '../../../preload/api/contract-products.ts';
import type { ActionPreview, ActionWarning } from '../../../preload/api/licenses.ts';
import type { OperationKind } from '../../../preload/api/operations.ts';
import type { Money } from '../../../preload/api/values.ts';
import { packageCode, sellsByTerm } from '../catalogue/index.ts';
import type { ConnectionsService } from '../connections/index.ts';
import { type Context, notFound } from '../kernel/index.ts';
import { changedThisMonth, kinds, type Provisioning, sameIp } from '../provisioning/index.ts';
import type { Store } from '../store/index.ts';
import { becomes } from './asked.ts';
import { nothingRead, previewReader, type VendorAnswers } from './preview-reads.ts';
import { addonsOf, contractFacts, type ContractFacts, licenseOf, type LicenseRow, shownLicense } from './store.ts';

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
  readonly fresh: boolean;
}

/** What a preview is about, put together once. */
interface About {
  readonly action: LicenseAction;
  readonly contract: ContractFacts;
  readonly license: LicenseRow | undefined;
  readonly connectionId: string;
  /** Tariff number of the license, or of the order. */
  readonly present: string;
  /** What is ordered or moved to. */
  readonly wanted: string;
  readonly months: number;
  readonly ip: string;
}

/** The vendor may charge for these. */
const isCharged = (action: LicenseAction): boolean => ['create', 'renew', 'changePackage', 'addons'].includes(action);

/** What an action will do and cost, known before anybody asks for it; changes nothing at the vendor (design 4.5, quality 3.3.1). */
export function actionPreview({ store, provisioning, connections }: PreviewDeps) {
  const reads = previewReader({ store, provisioning, connections });

  /** @throws AppError `not_found`; where it is to be read: `vendor.*`, `vault.*`, `connection.credentials_stopped`, `conflict.changed_meanwhile` */
  return async function preview(input: PreviewInput, context: Context): Promise<ActionPreview> {
    const contract = contractFacts(store, input.contractProductId);
    if (!contract) throw notFound();
    const { action, fresh } = input;
    const kept = action === 'create' ? undefined : licenseOf(store, contract.id);
    if (fresh && kept) await reads.license(contract.id, kept, context);
    const license = kept && licenseOf(store, contract.id);
    const present = license?.package_identifier || contract.package_identifier;
    const about: About = {
      action,
      contract,
      license,
      connectionId: license?.connection_id ?? contract.connection_id,
      present,
      wanted: packageCode(input.package ?? '') || present,
      months: input.termMonths ?? contract.term_months,
      ip: input.ip ?? contract.ip,
    };
    const answers = fresh
      ? await reads.answers({ ...about, vendorId: license?.vendor_id, reads: isCharged(action) }, context)
      : nothingRead;
    const cost = costOf(about);
    return {
      license: license ? shownLicense(license) : null,
      cost,
      balance: answers.balance,
      newExpiresOn: about.months === (license?.period ?? about.months) ? (answers.renewal?.newExpiresOn ?? null) : null,
      packages: packagesOf(about, answers, fresh),
      periods: [...(answers.renewal?.periods ?? answers.form?.periods ?? [])],
      addons: action === 'addons' ? offeredAddons(about) : [],
      warnings: [...moneyWarnings(about, cost, answers, fresh), ...otherWarnings(about, answers)],
    };
  };

  /** The price list does not tell what a tariff change and addons cost: what is left of the paid term counts too. */
  function costOf({ action, connectionId, wanted, present, months, license }: About): Money | null {
    if (action === 'create') return connections.costOf(connectionId, { pricelist: wanted, period: months, addons: {} });
    if (action !== 'renew' || !license) return null;
    return connections.costOf(connectionId, { pricelist: present, period: months, addons: addonsOf(license) });
  }

  function moneyWarnings(
    { action }: About,
    cost: Money | null,
    { balance }: VendorAnswers,
    fresh: boolean,
  ): ActionWarning[] {
    if (!isCharged(action)) return [];
    const warnings: ActionWarning[] = [];
    if (fresh && balance === null) warnings.push('balance_unknown');
    // Of a tariff change and of addons no list tells it; that is no news.
    if (cost === null && (action === 'create' || action === 'renew')) warnings.push('price_unknown');
    else if (cost && balance && balance.currency === cost.currency && balance.amountMinor < cost.amountMinor)
      warnings.push('balance_too_low');
    return warnings;
  }

  function otherWarnings({ action, license, connectionId, ip }: About, answers: VendorAnswers): ActionWarning[] {
    const warnings: ActionWarning[] = [];
    const can = connections.capabilities(connectionId);
    const today = store.now().slice(0, 10);
    // One change of IP and of key a month, unless this account showed that it has no such limit (ispmanager-api 4.1).
    if (action === 'reissue' && can.keyLimit.value !== 'no' && changedThisMonth(license?.key_changed_on ?? '', today))
      warnings.push('key_changed_this_month');
    if (action === 'edit' && can.ipLimit.value !== 'no' && changedThisMonth(license?.ip_changed_on ?? '', today))
      warnings.push('ip_changed_this_month');
    const needs = action in kinds ? kinds[action as OperationKind].capability : null;
    if (needs !== null && can[needs].value === 'unknown') warnings.push('not_confirmed_by_vendor');
    if (action === 'renew' && license?.status === 'suspended') warnings.push('suspended_renews_from_today');
    // Two licenses on one address: the panel takes one of them, and the other is paid for nothing (ispmanager-api 2.3).
    if (answers.licenses.some((each) => each.status !== 'deleted' && each.ip !== null && sameIp(each.ip, ip)))
      warnings.push('ip_has_license');
    if (answers.ipRefused) warnings.push('vendor_refuses_ip');
    return warnings;
  }

  /** What can be chosen: for a change what the vendor's form offers, for an order (and unasked) what its price list has. */
  function packagesOf(about: About, { form }: VendorAnswers, fresh: boolean): ActionPreview['packages'] {
    const { action, connectionId, contract, present, months } = about;
    if (action !== 'create' && action !== 'changePackage') return [];
    const isChange = action === 'changePackage';
    const listed = connections.prices(connectionId).filter((row) => row.addon === '' && sellsByTerm(row.pricelist));
    const offers = isChange && fresh ? (form?.packages ?? []) : listed;
    const byNumber = new Map(offers.map(({ pricelist, name }) => [pricelist, name]));
    if (isChange) byNumber.delete(present);
    return [...byNumber].map(([pricelist, name]) => {
      const after = isChange ? becomes(store, contract, connectionId, pricelist) : null;
      return {
        pricelist,
        name,
        cost: connections.priceOf(connectionId, { pricelist, period: months }),
        becomes: after && {
          productId: after.productId === contract.product_id ? null : after.productId,
          productName: after.productName,
          price: { amountMinor: after.priceMinor, currency: contract.currency },
        },
      };
    });
  }

  /** Addons of the license with what it has, and the list's price of one for the license's period. */
  function offeredAddons({ license, connectionId, present, months }: About): ActionPreview['addons'] {
    return Object.entries((license && addonsOf(license)) ?? {}).map(([id, quantity]) => ({
      id,
      quantity,
      cost: connections.priceOf(connectionId, { pricelist: present, period: license?.period ?? months, addon: id }),
    }));
  }
}
