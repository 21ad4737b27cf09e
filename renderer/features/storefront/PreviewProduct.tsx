import type { StoreProduct } from '../../../preload/api/catalogue-store.ts';
import { keepBefore, useCall } from '../../app/query.ts';
import { quoteInputOf, useStoreLine } from './store/line.ts';
import { StorePage } from './store/StorePage.tsx';

/** The product's page with the staff's calls behind it. Give it the product's id as key. */
export function PreviewProduct({ product }: { product: StoreProduct }) {
  const [line, acts] = useStoreLine(product);
  const input = quoteInputOf(product, line);
  const { data: quote } = useCall(
    'catalogue',
    'quote',
    input ?? { productId: product.id, termMonths: 1, currency: product.currency },
    { enabled: input !== null, ...keepBefore },
  );
  const { data: recommended = [] } = useCall(
    'catalogue',
    'recommended',
    { productIds: [product.id], currency: product.currency, language: product.language },
    keepBefore,
  );
  return (
    <StorePage
      product={product}
      line={line}
      acts={acts}
      quote={input === null ? null : (quote ?? null)}
      recommended={recommended}
    />
  );
}
