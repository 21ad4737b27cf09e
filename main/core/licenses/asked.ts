import type { LicenseAction } from '../../../preload/api/contract-products.ts';
import type { OperationKind } from '../../../preload/api/operations.ts';
import type { Money } from '../../../preload/api/values.ts';
import { businessDateOf } from '../brand/index.ts';
import { packageCode, packageName, sellsByTerm } from '../catalogue/index.ts';
import type { ConnectionsService } from '../connections/index.ts';
import { AppError, fieldError } from '../kernel/index.ts';
import { type OperationParams, type OperationRequest, sameIp } from '../provisioning/index.ts';
import type { Store } from '../store/index.ts';
import { customerIdentifier } from './identifiers.ts';
import { addonsOf, type ContractFacts, type LicenseRow, productOf } from './store.ts';

/** Months; the vendor documents one and twelve (ispmanager-api 2). */
const shortestTerm = 1;

/** The actions that are operations; the rest read only, or change something here. */
export type VendorAction = Extract<LicenseAction, OperationKind>;

/** What a person gave with an action; what is left out is as it stands. */
export interface Given {
  readonly customerIdentifier?: string | undefined;
  readonly licenseKey?: string | undefined;
  readonly package?: string | undefined;
  readonly termMonths?: number | undefined;
  readonly ip?: string | undefined;
  readonly licname?: string | undefined;
  readonly autoRenewal?: string | undefined;
  readonly quantities?: Readonly<Record<string, number>> | undefined;
  readonly price?: Money | undefined;
  /** Of a change of tariff: what the contract product becomes, where the caller knows it better than the catalogue. */
  readonly contract?: OperationParams['contract'];
}

/**
 * Holds an action to the client and license it was meant for (spec 99, 101). @throws AppError `input.invalid`
 * (customerIdentifier), `license.other_client`, `license.other_license`
 */
export function checkGuards(given: Given, contract: ContractFacts, license: LicenseRow | undefined): void {
  if (given.customerIdentifier) {
    const id = customerIdentifier(given.customerIdentifier);
    if (id === null) throw fieldError('customerIdentifier', { code: 'invalid' });
    if (id !== contract.client_id)
      throw new AppError('license.other_client', { params: { client: contract.client_name } });
  }
  if (given.licenseKey && license) {
    const known = [license.license_key, license.vendor_id, contract.manual_key].filter((key) => key !== '');
    if (!known.includes(given.licenseKey)) throw new AppError('license.other_license');
  }
}

/** The tariff number that a person means, checked (spec 68). @throws AppError `input.invalid` (package) */
export function packageOf(text: string): string {
  const code = packageCode(text);
  if (code === null || code === '') throw fieldError('package', { code: 'not_package' });
  if (!sellsByTerm(code)) throw new AppError('license.trial');
  return code;
}

/**
 * The operation that an action is. Costs are what the vendor's price list said last; of a tariff change and of addons
 * it does not say what they cost. @throws AppError `input.invalid`, `license.nothing_to_change`, `license.trial`
 */
export function requestOf(
  deps: { readonly store: Store; readonly connections: Pick<ConnectionsService, 'costOf'> },
  action: VendorAction,
  given: Given,
  on: { readonly contract: ContractFacts; readonly license: LicenseRow | undefined; readonly cause: string },
): OperationRequest {
  const { contract, cause } = on;
  const license = action === 'create' ? undefined : on.license;
  const connectionId = license?.connection_id ?? contract.connection_id;
  const present = license?.package_identifier || contract.package_identifier;
  const isTrial = action === 'create' && contract.trial_ends_on !== null;
  const params: OperationParams = {
    pricelist: present,
    // A trial needs its license for the shortest time that the vendor sells (spec 2.6).
    period: given.termMonths ?? (isTrial ? shortestTerm : contract.term_months),
    ip: given.ip ?? (license?.ip || contract.ip),
    customer: `${contract.client_name} <${contract.client_email}>`,
    ...paramsOf(deps.store, action, given, { contract, license, present, connectionId }),
  };
  const buys = action === 'create' || action === 'renew';
  return {
    kind: action,
    connectionId,
    contractProductId: contract.id,
    licenseId: license?.id ?? null,
    vendorId: license?.vendor_id ?? null,
    params,
    priceMinor: action === 'create' ? contract.price_minor : 0,
    currency: contract.currency,
    expectedCost: buys
      ? deps.connections.costOf(connectionId, {
          pricelist: params.pricelist,
          period: params.period,
          addons: license === undefined ? {} : addonsOf(license),
        })
      : null,
    cause,
  };
}

function paramsOf(
  store: Store,
  action: VendorAction,
  given: Given,
  on: {
    readonly contract: ContractFacts;
    readonly license: LicenseRow | undefined;
    readonly present: string;
    readonly connectionId: string;
  },
): Partial<OperationParams> {
  const { contract, license } = on;
  switch (action) {
    case 'create':
      return { pricelist: given.package === undefined ? contract.package_identifier : packageOf(given.package) };
    case 'changePackage':
      return changeOf(store, given, on);
    case 'edit': {
      const ip = given.ip ?? '';
      const licname = given.licname ?? license?.licname ?? '';
      if (license && sameIp(license.ip, ip) && license.licname === licname)
        throw new AppError('license.nothing_to_change');
      return { ip, licname };
    }
    case 'autoRenew':
      if (license?.autoprolong === given.autoRenewal) throw new AppError('license.nothing_to_change');
      return { autoprolong: given.autoRenewal ?? 'none' };
    case 'addons': {
      const now = (license && addonsOf(license)) ?? {};
      const changed = Object.entries(given.quantities ?? {}).filter(([id, quantity]) => now[id] !== quantity);
      if (changed.length === 0) throw new AppError('license.nothing_to_change');
      return { addons: Object.fromEntries(changed) };
    }
    default:
      return {};
  }
}

/** A tariff change, with what the contract product becomes: both change or neither (spec 95). */
function changeOf(
  store: Store,
  given: Given,
  { contract, present, connectionId }: { contract: ContractFacts; present: string; connectionId: string },
): Partial<OperationParams> {
  const pricelist = packageOf(given.package ?? '');
  if (pricelist === present) throw new AppError('license.nothing_to_change');
  if (given.price && given.price.currency !== contract.currency) throw fieldError('price', { code: 'invalid' });
  // Back to what the contract sells already: nothing of the contract changes with it.
  if (pricelist === contract.package_identifier) return { pricelist };
  const { priceMinor, ...product } = becomes(store, contract, connectionId, pricelist);
  return { pricelist, contract: { ...product, priceMinor: given.price?.amountMinor ?? priceMinor } };
}

/**
 * What a contract product becomes with another tariff, unless a person names another price: the catalogue's product of
 * that tariff. Without a price of it the client goes on paying what was agreed; nobody guesses prices.
 */
export function becomes(
  store: Store,
  contract: ContractFacts,
  connectionId: string,
  pricelist: string,
): NonNullable<OperationParams['contract']> {
  const product = productOf(store, {
    connectionId,
    packageIdentifier: pricelist,
    termMonths: contract.term_months,
    currency: contract.currency,
    today: businessDateOf(store),
  });
  return {
    productId: product?.id ?? contract.product_id,
    productName: product?.name ?? packageName(pricelist) ?? pricelist,
    // A part of a bundle costs its part of the bundle's price, whatever its product costs by itself.
    priceMinor: contract.bundle_id === null ? (product?.amount_minor ?? contract.price_minor) : contract.price_minor,
  };
}
