import type { Product } from '../../../../../preload/api/catalogue.ts';
import { ErrorBanner } from '../../../../app/ErrorBanner.tsx';
import { useCall } from '../../../../app/query.ts';
import { MarginCard } from './MarginCard.tsx';
import { PricesToCome } from './PricesToCome.tsx';

/** Below the price list of a stored product: what its prices leave, and what they will be. Of what is stored, not of what is typed. */
export function PriceOutlook({ product, timeZone }: { product: Product; timeZone: string }) {
  const { data: outlook, error } = useCall('prices', 'outlook', { productId: product.id });
  if (error) return <ErrorBanner error={error.error} />;
  if (!outlook) return null;
  return (
    <>
      <MarginCard product={product} outlook={outlook} />
      <PricesToCome product={product} outlook={outlook} timeZone={timeZone} />
    </>
  );
}
