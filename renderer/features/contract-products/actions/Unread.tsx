import { errorText, ErrorBanner } from '../../../app/ErrorBanner.tsx';
import { paths } from '../../../app/paths.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Banner, Button, Link } from '../../../ui/index.ts';
import { mayQueue } from './may-queue.ts';
import type { PreviewRead } from './usePreview.ts';

/** No answer of the vendor's system came at all. */
const unreachable = new Set(['vendor.unreachable', 'vendor.timeout']);
/** Their texts speak of calls that act; a reading does nothing at the vendor. */
const withoutReason = new Set([...unreachable, 'vendor.broken_answer', 'vendor.server_error']);
/** The vendor could not be read, or is slow to answer: what that means for what is asked for now. */
export function Unread({ read, connectionId }: { read: PreviewRead; connectionId: string | null }) {
  const t = useTranslate();
  const { state, error, readAgain } = read;
  if (state === 'slow')
    return (
      <Banner tone="info" live="status" title={t('action.slow')}>
        {t('action.slow.text')}
      </Banner>
    );
  if (state !== 'unread' || error === null) return null;
  const again = (
    <Button size="small" onPress={readAgain}>
      {t('action.readAgain')}
    </Button>
  );
  if (!mayQueue(read)) return <ErrorBanner error={error} actions={again} />;
  return (
    <Banner
      tone="warning"
      live="alert"
      title={t(unreachable.has(error.code) ? 'action.unreachable' : 'action.unread')}
      actions={again}
    >
      <p>{t(unreachable.has(error.code) ? 'action.queuedForNetwork' : 'action.queuedForWay')}</p>
      {withoutReason.has(error.code) ? null : <p>{errorText(t, error)}</p>}
      {connectionId === null || unreachable.has(error.code) ? null : (
        <Link href={paths.connection(connectionId)}>{t('manage.capability.settings')}</Link>
      )}
    </Banner>
  );
}
