import { useState } from 'react';
import { ErrorBanner } from '../../../app/ErrorBanner.tsx';
import { useCall } from '../../../app/query.ts';
import { Skeleton } from '../../../ui/index.ts';
import { useDelayed } from '../../../workbench/useDelayed.ts';
import { PageBody } from '../PageBody.tsx';
import { SettingsHeader } from '../SettingsHeader.tsx';
import { ConvertCard } from './ConvertCard.tsx';
import type { Entry } from './entry.ts';
import { MissingRates } from './MissingRates.tsx';
import { RateDialog } from './RateDialog.tsx';
import { RatesCard } from './RatesCard.tsx';

/** Exchange rates: read from the European Central Bank, or entered by hand (spec 44, 2.14). */
export function RatesPage() {
  const rates = useCall('rates', 'list', {});
  const brand = useCall('brand', 'get', {});
  const isSlow = useDelayed(rates.isPending || brand.isPending);
  const [entered, setEntered] = useState<Entry | 'new' | null>(null);
  const error = rates.error ?? brand.error;
  return (
    <>
      <SettingsHeader current="rates" />
      <PageBody isBusy={rates.isPending || brand.isPending}>
        {error ? <ErrorBanner error={error.error} /> : null}
        {isSlow ? <Skeleton lines={6} /> : null}
        {rates.data && brand.data ? (
          <>
            <MissingRates rates={rates.data.rates} currencies={brand.data.currencies} onEnter={setEntered} />
            <RatesCard known={rates.data} onEnter={setEntered} onAsked={() => void rates.refetch()} />
            <ConvertCard brand={brand.data} onEnter={setEntered} />
          </>
        ) : null}
        {entered === null || !brand.data ? null : (
          <RateDialog
            entry={entered === 'new' ? null : entered}
            timeZone={brand.data.timeZone}
            onClose={() => setEntered(null)}
          />
        )}
      </PageBody>
    </>
  );
}
