import type { Output, Parsed } from '../../../preload/api/contract.ts';
import type { FieldError } from '../../../preload/api/errors.ts';
import type { BasketQuote } from '../../../preload/api/orders.ts';
import type { PromoCode, promoCodes } from '../../../preload/api/promo-codes.ts';
import type { BrandService } from '../brand/index.ts';
import type { CatalogueService } from '../catalogue/index.ts';
import { AppError, fieldError, notFound, type Context } from '../kernel/index.ts';
import { cut, isDuplicate, type Row, type Store, type Writer } from '../store/index.ts';
import { codeKey, judge, type PromoLine, type PromoVerdict } from './rules.ts';
import * as rows from './store.ts';

/** What promo codes need of other areas; the composition root gives it. */
export interface PromoCodesDeps {
  readonly store: Store;
  readonly brand: Pick<BrandService, 'businessDate'>;
  readonly catalogue: Pick<CatalogueService, 'findProduct'>;
  /** Whether this desk is one of a team, whose hub counts the uses of codes with a limit; absent: it is not. */
  readonly isInTeam?: () => boolean;
}

/** A priced basket that a code is tried on. Minor units of its currency, before discount and tax. */
export interface PromoBasket {
  /** Null: not chosen yet. */
  readonly clientId: string | null;
  readonly currency: string;
  readonly lines: readonly PromoLine[];
}

/** A code that can be used, with what it takes off each line. */
export interface GrantedPromo {
  readonly promo: PromoCode;
  readonly discounts: readonly number[];
}

type Fields = Parsed<typeof promoCodes.create>;

export type PromoCodesService = ReturnType<typeof promoCodesService>;

/** Promo codes and their uses (spec 2.8, 84). */
export function promoCodesService({ store, brand, catalogue, isInTeam = () => false }: PromoCodesDeps) {
  /** A page of promo codes, newest first or as was asked. */
  const list = (input: Parsed<typeof promoCodes.list>): Output<typeof promoCodes.list> =>
    rows.listPromoCodes(store, input);

  /** One promo code. @throws AppError `not_found` */
  function get(id: string): PromoCode {
    const found = rows.findPromoCode(store, id);
    if (!found) throw notFound();
    return found;
  }

  /** Uses of a promo code, newest first. @throws AppError `not_found` */
  function uses({ id, cursor, limit }: Parsed<typeof promoCodes.uses>): Output<typeof promoCodes.uses> {
    get(id);
    return cut(rows.listUses(store, id, { cursor, limit }), limit);
  }

  /** @throws AppError `input.invalid` (code duplicate; percent, amounts, products, … see `complaints`) */
  function create(input: Fields, context: Context): PromoCode {
    const id = store.makeId();
    save(input, context, (writer) => {
      writer.insert('promo_code', { id, ...columns(input), deleted_at: null });
      writeParts(writer, id, input);
    });
    return get(id);
  }

  /** Changes a promo code; orders that were placed keep their discount. @throws AppError `not_found`, as `create` */
  function update({ id, ...input }: Parsed<typeof promoCodes.update>, context: Context): PromoCode {
    save(input, context, (writer) => {
      get(id);
      writer.update('promo_code', id, columns(input));
      for (const amount of rows.amountRows(store, id)) writer.remove('promo_amount', amount.id);
      for (const product of rows.productRows(store, id)) writer.remove('promo_product', product.id);
      writeParts(writer, id, input);
      writer.touch('promoCodes', id);
    });
    return get(id);
  }

  /** Deletes a promo code that no order was placed with. @throws AppError `not_found`, `promo.in_use` */
  function remove(id: string, context: Context): void {
    store.transaction(context, (writer) => {
      get(id);
      if (rows.wasUsed(store, id)) throw new AppError('promo.in_use');
      writer.update('promo_code', id, { deleted_at: store.now() });
    });
  }

  function save(input: Fields, context: Context, work: (writer: Writer) => void): void {
    const fields = complaints(input);
    if (Object.keys(fields).length > 0) throw new AppError('input.invalid', { fields });
    try {
      store.transaction(context, work);
    } catch (error) {
      if (isDuplicate(error)) throw fieldError('code', { code: 'duplicate' });
      throw error;
    }
  }

  function complaints(input: Fields): Record<string, FieldError> {
    const fields: Record<string, FieldError> = {};
    const isPercent = input.kind === 'percent';
    if (isPercent && input.percent === null) fields['percent'] = { code: 'required' };
    const hasOwn = input.products.some(({ amounts }) => amounts.length > 0);
    if (!isPercent && input.amounts.length === 0 && !(input.scope === 'selected' && hasOwn))
      fields['amounts'] = { code: 'required' };
    if (isTwice(input.amounts.map(({ currency }) => currency))) fields['amounts'] = { code: 'duplicate' };
    if (input.scope === 'selected' && input.products.length === 0) fields['products'] = { code: 'required' };
    const ids = input.products.map(({ productId }) => productId);
    if (isTwice(ids)) fields['products'] = { code: 'duplicate' };
    if (ids.some((id) => !catalogue.findProduct(id))) fields['products'] = { code: 'not_found' };
    if (isTwice(input.mandatoryProductIds)) fields['mandatoryProductIds'] = { code: 'duplicate' };
    if (input.mandatoryProductIds.some((id) => !catalogue.findProduct(id)))
      fields['mandatoryProductIds'] = { code: 'not_found' };
    const { minQuantity, maxQuantity, startsOn, endsOn } = input;
    if (minQuantity !== null && maxQuantity !== null && maxQuantity < minQuantity)
      fields['maxQuantity'] = { code: 'too_small' };
    if (startsOn !== null && endsOn !== null && endsOn < startsOn) fields['endsOn'] = { code: 'invalid' };
    return fields;
  }

  function writeParts(writer: Writer, id: string, input: Fields): void {
    const isPercent = input.kind === 'percent';
    const amount = (promoProductId: string | null, each: { currency: string; amountMinor: number }): void =>
      writer.insert('promo_amount', {
        id: store.makeId(),
        promo_code_id: id,
        promo_product_id: promoProductId,
        currency: each.currency,
        amount_minor: each.amountMinor,
      });
    if (!isPercent) for (const each of input.amounts) amount(null, each);
    const products = input.scope === 'selected' ? input.products : [];
    products.forEach((product, position) => {
      const productRow = store.makeId();
      writer.insert('promo_product', {
        id: productRow,
        promo_code_id: id,
        product_id: product.productId,
        role: 'discounted',
        percent: isPercent ? product.percent : null,
        position,
      });
      if (!isPercent) for (const each of product.amounts) amount(productRow, each);
    });
    input.mandatoryProductIds.forEach((productId, position) =>
      writer.insert('promo_product', {
        id: store.makeId(),
        promo_code_id: id,
        product_id: productId,
        role: 'mandatory',
        percent: null,
        position,
      }),
    );
  }

  /** What a code takes off each line of a priced basket, or exactly why not (spec 84). */
  function check(code: string, basket: PromoBasket): (PromoVerdict & { readonly isValid: false }) | Granted {
    const promo = rows.promoCodeByKey(store, codeKey(code));
    if (!promo) return { isValid: false, refusal: { code: 'promo.unknown', params: {} } };
    const verdict = judge(promo, basket, {
      today: brand.businessDate(),
      used: rows.usesOf(store, promo.id, null),
      usedByClient: basket.clientId === null ? null : rows.usesOf(store, promo.id, basket.clientId),
    });
    return verdict.isValid ? { isValid: true, promo, discounts: verdict.discounts } : verdict;
  }

  /**
   * Reserves a use for an order, in the transaction that places it: the check stands in the same one, so that of two
   * orders for the last use one gets it. In a team the hub is asked after it, and what it refuses waits for a person.
   * @throws AppError `promo.*`: why it cannot be used
   */
  function reserve(
    writer: Writer,
    of: { readonly orderId: string; readonly clientId: string; readonly currency: string },
    granted: GrantedPromo,
  ): void {
    writer.insert('promo_redemption', {
      id: store.makeId(),
      promo_code_id: granted.promo.id,
      order_id: of.orderId,
      client_id: of.clientId,
      state: 'reserved',
      currency: of.currency,
      discount_minor: granted.discounts.reduce((sum, each) => sum + each, 0),
      hub_state: granted.promo.maxUses !== null && isInTeam() ? 'asked' : null,
    });
    writer.touch('promoCodes', granted.promo.id);
  }

  /** The order was paid: its use counts for good. Nothing where it has none. Part of the caller's transaction. */
  const commit = (writer: Writer, orderId: string): void => move(writer, orderId, 'committed');

  /** The order ended unpaid: its use can be had by another one. A paid use stays one. Part of the caller's transaction. */
  const release = (writer: Writer, orderId: string): void => move(writer, orderId, 'released');

  function move(writer: Writer, orderId: string, state: 'committed' | 'released'): void {
    const found = rows.redemptionOf(store, orderId);
    if (found?.state === 'reserved') writer.update('promo_redemption', found.id, { state });
  }

  /** What the hub said of a use that it was asked for; nothing where the order has ended meanwhile. */
  function arbitrated(context: Context, id: string, hubState: 'granted' | 'refused'): void {
    store.transaction(context, (writer) => {
      if (rows.useState(store, id) !== 'released') writer.update('promo_redemption', id, { hub_state: hubState });
    });
  }

  /** A person's word that an order keeps the discount for which the team had no use left. @throws AppError `not_found` */
  function keepUse(orderId: string, context: Context): void {
    store.transaction(context, (writer) => {
      const found = rows.redemptionOf(store, orderId);
      if (found?.hubState !== 'refused') throw notFound();
      writer.update('promo_redemption', found.id, { hub_state: 'kept' });
    });
  }

  /** This desk left its team: what a hub said is forgotten, so that another one is told of the uses again. */
  function forgetTeam(context: Context): void {
    const known = rows.usesKnownToHub(store);
    if (known.length === 0) return;
    store.transaction(context, (writer) => {
      for (const { id } of known) writer.update('promo_redemption', id, { hub_state: null });
    });
  }

  return {
    list,
    get,
    uses,
    create,
    update,
    remove,
    check,
    reserve,
    commit,
    release,
    arbitrated,
    keepUse,
    forgetTeam,
    /** Uses of codes with a limit that the hub was not told of, or has not answered. */
    openUses: () => rows.openUses(store),
    useState: (id: string) => rows.useState(store, id),
    /** Orders whose code had no use left in the team, oldest first: a person decides about each. */
    refusedUses: (): Output<typeof promoCodes.refusedUses> => ({ rows: rows.refusedUses(store) }),
  };
}

type Granted = GrantedPromo & { readonly isValid: true };

/** A verdict as a page sees it. */
export const shownVerdict = (
  found: (PromoVerdict & { readonly isValid: false }) | Granted,
): NonNullable<BasketQuote['promo']> =>
  found.isValid
    ? { isValid: true, code: found.promo.code, name: found.promo.name, isRecurring: found.promo.isRecurring }
    : { isValid: false, refusal: found.refusal };

const isTwice = (all: readonly string[]): boolean => new Set(all).size < all.length;

const columns = (input: Fields): Row => ({
  is_active: Number(input.isActive),
  name: input.name,
  description: input.description,
  code: input.code,
  code_key: codeKey(input.code),
  name_key: codeKey(input.name),
  kind: input.kind,
  percent: input.kind === 'percent' ? input.percent : null,
  scope: input.scope,
  min_quantity: input.minQuantity,
  max_quantity: input.maxQuantity,
  max_uses: input.maxUses,
  max_uses_per_client: input.maxUsesPerClient,
  starts_on: input.startsOn,
  ends_on: input.endsOn,
  is_recurring: Number(input.isRecurring),
});
