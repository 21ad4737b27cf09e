import type { RateUsed } from '../../../preload/api/catalogue-prices.ts';
import type { ChangeQuote } from '../../../preload/api/contract-changes.ts';
import type { LicenseAction } from '../../../preload/api/contract-products.ts';
import type { ErrorCode } from '../../../preload/api/errors.ts';
import type { BrandService } from '../brand/index.ts';
import { type CatalogueService, packageName } from '../catalogue/index.ts';
import { AppError, fieldError, notFound } from '../kernel/index.ts';
import type { Store } from '../store/index.ts';
import { type Part, parts, sums } from './rules.ts';
import * as rows from './store.ts';

/** What a change is planned with. */
export interface PlanDeps {
  readonly store: Store;
  readonly brand: Pick<BrandService, 'businessDate'>;
  readonly catalogue: Pick<CatalogueService, 'findProduct' | 'store'>;
  readonly licenses: {
    /** For each action null, or the error code that says why not now. */
    availableActions(contractProductId: string): Record<LicenseAction, string | null>;
  };
  /** What an invoice of a client over a net amount asks for, taxes included; minor units. */
  readonly totalOf: (clientId: string, currency: string, netMinor: number) => number;
}

/** What a contract product can become. */
export interface Target {
  readonly productId: string;
  readonly productName: string;
  readonly packageIdentifier: string;
  /** Of a term, from the next renewal on; minor units of the contract's currency. */
  readonly priceMinor: number;
  /** At which it was converted (spec 2.14); null: it is set in the contract's currency, or a person named it. */
  readonly priceRate: RateUsed | null;
}

/** A change as it would be made today. */
export interface Plan {
  readonly contract: rows.ChangedContract;
  readonly target: Target;
  readonly on: string;
  readonly parts: readonly Part[];
  readonly creditMinor: number;
  readonly chargeMinor: number;
  /** Below zero: what a downgrade leaves over. */
  readonly dueMinor: number;
  /** The invoice of the next period that is there already and not paid. */
  readonly renewal: { readonly id: string; readonly number: string } | null;
}

interface Asked {
  readonly contractProductId: string;
  readonly productId: string;
  readonly priceMinor?: number | undefined;
}

export type Planner = ReturnType<typeof changePlanner>;

/** Says what a change comes to, or why there can be none (spec 2.7). */
export function changePlanner({ store, brand, catalogue, licenses, totalOf }: PlanDeps) {
  /** @throws AppError `not_found` */
  function contractOf(id: string): rows.ChangedContract {
    const contract = rows.changedContract(store, id);
    if (!contract) throw notFound();
    return contract;
  }

  /**
   * A product with its price as a contract product would have it: of the contract's term and currency, on the account that
   * its license is of. @throws AppError `input.invalid` (productId not_found), `order.product_unavailable`,
   * `change.other_account`, `change.needs_choices`, `order.no_price`
   */
  function targetOf(
    contract: rows.ChangedContract,
    { productId, priceMinor }: Omit<Asked, 'contractProductId'>,
  ): Target {
    const product = catalogue.findProduct(productId);
    if (!product) throw fieldError('productId', { code: 'not_found' });
    const reason = product.notOrderable.find((each) => each !== 'no_price');
    if (reason !== undefined) throw new AppError('order.product_unavailable', { params: { reason } });
    if (product.connectionId !== contract.connection_id) throw new AppError('change.other_account');
    const { term_months: termMonths, currency } = contract;
    const quote = catalogue.store.quote({ productId, termMonths, currency, quantity: 1, choices: [] });
    // What was chosen with the old product says nothing about the choices of another one.
    if (quote.problems.some(({ code }) => code === 'option_required')) throw new AppError('change.needs_choices');
    // Without choices one unit is the product alone.
    if (quote.unit === null) throw new AppError('order.no_price');
    return {
      productId,
      productName: product.name,
      packageIdentifier: product.packageIdentifier,
      priceMinor: priceMinor ?? quote.unit.amountMinor,
      priceRate: priceMinor === undefined ? quote.rate : null,
    };
  }

  /** Whether the vendor has to do anything for it: another product may be sold with the same tariff. */
  const isVendors = (contract: rows.ChangedContract, target: Pick<Target, 'packageIdentifier'>): boolean =>
    contract.package_identifier !== target.packageIdentifier;

  /** Why the contract product itself cannot be changed now, or null. */
  function obstacle(contract: rows.ChangedContract, target: Target): string | null {
    // Its price is a part of the bundle's.
    if (contract.bundle_id !== null) return 'change.in_bundle';
    if (contract.trial_ends_on !== null) return 'change.trial';
    if (contract.status !== 'Active') return 'change.not_active';
    const open = rows.openChange(store, contract.id);
    // One whose invoice was cancelled in Billing is over; `confirm` closes it.
    if (open && open.invoice_status !== 'Cancelled') return 'change.open';
    const why = licenses.availableActions(contract.id).changePackage;
    if (why === 'license.operation_open' || isVendors(contract, target)) return why;
    return null;
  }

  /**
   * A change of today (spec 2.7). @throws AppError `not_found`, of `targetOf`, `license.*` as `availableActions` says,
   * `change.trial`, `change.not_active`, `change.open`, `change.no_period`, `change.period_unpaid`,
   * `license.nothing_to_change`
   */
  function plan(asked: Asked): Plan {
    const contract = contractOf(asked.contractProductId);
    const target = targetOf(contract, asked);
    const why = obstacle(contract, target);
    if (why !== null) throw new AppError(why as ErrorCode);
    if (target.productId === contract.product_id && target.priceMinor === contract.price_minor)
      throw new AppError('license.nothing_to_change');
    const on = brand.businessDate();
    const periods = rows.periodsFrom(store, contract.id, on);
    const [current, ...later] = periods;
    if (!current || current.starts_on > on) throw new AppError('change.no_period');
    if (!isPaid(current)) throw new AppError('change.period_unpaid');
    // Somebody paid for a part of a renewal: crediting it would give that part back without being asked.
    if (later.some(({ invoice_status: status }) => status === 'Partly paid'))
      throw new AppError('change.period_unpaid');
    const all = parts(
      periods
        .filter((period) => isPaid(period))
        .map(({ starts_on: from, ends_on: to, price_minor: priceMinor }) => ({ from, to, priceMinor })),
      target.priceMinor,
      on,
    );
    const billed = later.find((period) => !isPaid(period));
    return {
      contract,
      target,
      on,
      parts: all,
      ...sums(all),
      renewal: billed?.invoice_id ? { id: billed.invoice_id, number: billed.invoice_number ?? '' } : null,
    };
  }

  /** A plan as a page shows it. */
  function shown({ contract, target, on, renewal, ...money }: Plan): ChangeQuote {
    const { currency } = contract;
    const of = (amountMinor: number) => ({ amountMinor, currency });
    return {
      contractProductId: contract.id,
      productId: target.productId,
      productName: target.productName,
      packageIdentifier: target.packageIdentifier,
      packageName: packageName(target.packageIdentifier),
      oldPrice: of(contract.price_minor),
      newPrice: of(target.priceMinor),
      changedOn: on,
      parts: money.parts.map(({ creditMinor, chargeMinor, ...part }) => ({
        ...part,
        credit: of(creditMinor),
        charge: of(chargeMinor),
      })),
      credit: of(money.creditMinor),
      charge: of(money.chargeMinor),
      due: of(money.dueMinor),
      total: of(money.dueMinor > 0 ? totalOf(contract.client_id, currency, money.dueMinor) : 0),
      renewsOn: contract.next_due_on,
      renewalInvoiceNumber: renewal?.number ?? null,
    };
  }

  return { plan, shown, contractOf, targetOf, isVendors, obstacle };
}

/** Paid for as a whole, also where a part of that was given back since. */
const isPaid = ({ state }: rows.PeriodRow): boolean => state === 'paid';
