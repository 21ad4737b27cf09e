import { useParams } from '@tanstack/react-router';
import { ErrorBanner } from '../../../app/ErrorBanner.tsx';
import { paths } from '../../../app/paths.ts';
import { useCall } from '../../../app/query.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { PageHeader, Skeleton } from '../../../ui/index.ts';
import { useDelayed } from '../../../workbench/useDelayed.ts';
import { PageBody } from '../PageBody.tsx';
import { ConnectionStatus } from '../statuses.tsx';
import { ConnectionEditor } from './ConnectionEditor.tsx';
import { DeleteConnection } from './DeleteConnection.tsx';

/** One provision configuration: its test, its fields, and the way to delete it. */
export function ConnectionPage() {
  const t = useTranslate();
  const { id = '' }: { id?: string } = useParams({ strict: false });
  const { data: connection, error, isPending } = useCall('connections', 'get', { id });
  const { data: state } = useCall('app', 'state', {});
  const isSlow = useDelayed(isPending);
  return (
    <>
      <PageHeader
        title={connection?.name ?? t('settings.connections')}
        badge={connection ? <ConnectionStatus connection={connection} /> : undefined}
        crumbs={[{ label: t('settings.title') }, { label: t('settings.connections'), href: paths.connections }]}
      />
      <PageBody isBusy={isPending}>
        {error ? <ErrorBanner error={error.error} /> : null}
        {isSlow ? <Skeleton lines={8} /> : null}
        {connection && state ? (
          <>
            <ConnectionEditor key={id} connection={connection} state={state} />
            <DeleteConnection connection={connection} />
          </>
        ) : null}
      </PageBody>
    </>
  );
}
