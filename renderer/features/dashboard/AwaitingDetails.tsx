import { paths } from '../../app/paths.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Banner, Button } from '../../ui/index.ts';
import { useGo } from '../../workbench/useGo.ts';
import { useProductChoice } from '../bulk/selection.ts';

/** What is paid for and not bought before somebody gives or confirms its details; nothing where there is none. */
export function AwaitingDetails({ count }: { count: number }) {
  const t = useTranslate();
  const go = useGo();
  const { setFilter } = useProductChoice();
  if (count === 0) return null;
  return (
    <Banner
      tone="warning"
      title={t('dashboard.details', { count })}
      actions={
        <Button
          size="small"
          onPress={() => {
            setFilter({ awaitsDetails: true });
            go(paths.products);
          }}
        >
          {t('dashboard.details.show')}
        </Button>
      }
    >
      {t('dashboard.details.text')}
    </Banner>
  );
}
