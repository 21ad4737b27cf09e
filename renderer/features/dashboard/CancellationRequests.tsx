import { paths } from '../../app/paths.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Banner, Button } from '../../ui/index.ts';
import { useGo } from '../../workbench/useGo.ts';

/** Requests of clients to cancel that wait for a decision; nothing where there is none. */
export function CancellationRequests({ count }: { count: number }) {
  const t = useTranslate();
  const go = useGo();
  if (count === 0) return null;
  return (
    <Banner
      tone="warning"
      title={t('dashboard.cancellations', { count })}
      actions={
        <Button size="small" onPress={() => go(paths.cancellations)}>
          {t('dashboard.cancellations.show')}
        </Button>
      }
    >
      {t('dashboard.cancellations.text')}
    </Banner>
  );
}
