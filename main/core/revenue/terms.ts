import type { RevenueRecognition } from '../../../preload/api/brand.ts';
import type { BrandService } from '../brand/index.ts';
import type { Store } from '../store/index.ts';

/** What a line of an invoice is for: a line of the order, or a contract product. */
export interface LineOf {
  readonly orderId: string | null;
  readonly itemLine: number | null;
  readonly contractProductId: string | null;
}

/** What is frozen on a line at issue: columns of `invoice_line`. */
export type SaleTerms = {
  /** Null: of no product. */
  readonly product_id: string | null;
  readonly revenue_policy: RevenueRecognition;
  readonly revenue_source: 'product' | 'brand';
};

/** The policy in force for a product: its own, else the brand's that it inherits (spec 53, 54). */
export const policyOf = (
  own: RevenueRecognition | 'inherit' | null,
  ofBrand: RevenueRecognition,
): Pick<SaleTerms, 'revenue_policy' | 'revenue_source'> =>
  own === null || own === 'inherit'
    ? { revenue_policy: ofBrand, revenue_source: 'brand' }
    : { revenue_policy: own, revenue_source: 'product' };

/**
 * Says what is frozen on the lines of an invoice at issue (spec 2.13): a change of the product or of the brand later
 * moves no revenue of what was sold before. Asked by billing while it issues, when the order's lines are stored already.
 */
export const saleTermsOf =
  (store: Store, brand: Pick<BrandService, 'settings'>) =>
  ({ orderId, itemLine, contractProductId }: LineOf): SaleTerms => {
    const product = store.get<{ id: string; policy: RevenueRecognition | 'inherit' }>(
      'revenue: product of a line',
      `SELECT p.id, p.revenue_recognition AS policy FROM product p WHERE p.id = coalesce(
        (SELECT i.product_id FROM order_item i WHERE i.order_id = @orderId AND i.line_index = @itemLine),
        (SELECT coalesce(b.product_id, c.product_id) FROM contract_product c
          LEFT JOIN contract_bundle b ON b.id = c.bundle_id WHERE c.id = @contractProductId))`,
      { orderId, itemLine, contractProductId },
    );
    return {
      product_id: product?.id ?? null,
      ...policyOf(product?.policy ?? null, brand.settings().revenueRecognition),
    };
  };
