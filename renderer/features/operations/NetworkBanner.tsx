import { RotateCw, WifiOff } from 'lucide-react';
import { useEffect } from 'react';
import type { Outage } from '../../../preload/api/operations.ts';
import { api } from '../../app/api.ts';
import { useAction } from '../../app/query.ts';
import { formatInstant } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Banner, Button } from '../../ui/index.ts';
import { Countdown } from '../../workbench/Countdown.tsx';

/** A network that comes back tells so several times, and needs a moment before it carries anything. */
const quietMs = 1000;

/** Has what waits for the network tried as soon as this computer has one again. */
export function useReturnOfNetwork(): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const back = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        void api.operations.tryNow({});
        void api.sync.tryNow({});
      }, quietMs);
    };
    window.addEventListener('online', back);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('online', back);
    };
  }, []);
}

/** What was asked for while a vendor cannot be reached: queued, not done. Reading goes on as ever. */
export function NetworkBanner({ outages }: { outages: readonly Outage[] }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const tryNow = useAction('operations', 'tryNow');
  const [first] = outages;
  if (first === undefined) return null;
  const names = outages.map(({ connectionName }) => connectionName).join(', ');
  const since = outages.reduce((least, { unreachableSince: at }) => (at < least ? at : least), first.unreachableSince);
  const next = outages.reduce((least, { nextTryAt: at }) => (at < least ? at : least), first.nextTryAt);
  return (
    <Banner
      tone="info"
      icon={WifiOff}
      isBar
      live="status"
      title={t('network.title', { count: outages.reduce((sum, { queued }) => sum + queued, 0) })}
      actions={
        <Button size="small" icon={RotateCw} isBusy={tryNow.isPending} onPress={() => tryNow.mutate({})}>
          {t('network.tryNow')}
        </Button>
      }
    >
      {t('network.text', { names, since: formatInstant(since, locale) })} {t('network.next')} <Countdown at={next} />
    </Banner>
  );
}
