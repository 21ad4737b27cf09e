import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { useCall } from '../../app/query.ts';
import { Skeleton } from '../../ui/index.ts';
import { useDelayed } from '../../workbench/useDelayed.ts';
import { PageBody } from '../settings/PageBody.tsx';
import { SettingsHeader } from '../settings/SettingsHeader.tsx';
import { Alone } from './Alone.tsx';
import { DesksCard } from './DesksCard.tsx';
import { HeldUpCard } from './HeldUpCard.tsx';
import { HubCard } from './HubCard.tsx';

/** Settings > Team hub: how this desk comes to share its work, and how it stands with the others. */
export function TeamHubPage() {
  const { data: status, error, isPending } = useCall('sync', 'status', {});
  const isSlow = useDelayed(isPending);
  return (
    <>
      <SettingsHeader current="teamHub" />
      <PageBody isBusy={isPending}>
        {error ? <ErrorBanner error={error.error} /> : null}
        {isSlow ? <Skeleton lines={6} /> : null}
        {status && !status.isJoined ? <Alone status={status} /> : null}
        {status?.isJoined ? (
          <>
            <HubCard status={status} />
            {status.refused + status.deferred > 0 ? <HeldUpCard /> : null}
            <DesksCard />
          </>
        ) : null}
      </PageBody>
    </>
  );
}
