import { ErrorBanner } from '../../../app/ErrorBanner.tsx';
import { useCall } from '../../../app/query.ts';
import { Skeleton } from '../../../ui/index.ts';
import { useDelayed } from '../../../workbench/useDelayed.ts';
import { AffiliateSettings } from '../../affiliates/AffiliateSettings.tsx';
import { BrandForm } from './BrandForm.tsx';
import { BrandLogo } from './BrandLogo.tsx';
import { PaymentMethods } from './PaymentMethods.tsx';
import { TaxRates } from './TaxRates.tsx';
import { PageBody } from '../PageBody.tsx';
import { SettingsHeader } from '../SettingsHeader.tsx';

/** Settings that products, clients and documents inherit. */
export function BrandPage() {
  const { data: brand, error, isPending } = useCall('brand', 'get', {});
  const isSlow = useDelayed(isPending);
  return (
    <>
      <SettingsHeader current="brand" />
      <PageBody isBusy={isPending}>
        {error ? <ErrorBanner error={error.error} /> : null}
        {isSlow ? <Skeleton lines={6} /> : null}
        {brand ? (
          <>
            <BrandLogo brand={brand} />
            <BrandForm brand={brand} />
            <TaxRates rates={brand.taxRates} />
            <PaymentMethods />
            <AffiliateSettings />
          </>
        ) : null}
      </PageBody>
    </>
  );
}
