import type { Import } from '../../../../preload/api/catalogue-transfer.ts';
import { ErrorBanner } from '../../../app/ErrorBanner.tsx';
import { useAction } from '../../../app/query.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Banner, Button, Card } from '../../../ui/index.ts';
import { useMay } from '../../../workbench/useMay.ts';
import { Counts } from './Counts.tsx';
import { RefusedRows } from './RefusedRows.tsx';
import styles from './Transfer.module.css';

/** What the import would do: how many of each, which rows not and why. Nothing is written until it is confirmed. */
export function CheckStep({ checked, onBack }: { checked: Import; onBack: () => void }) {
  const t = useTranslate();
  const why = useMay()('catalogue.write');
  const run = useAction('transfer', 'run');
  const count = (checked.counts?.create ?? 0) + (checked.counts?.change ?? 0);
  return (
    <>
      <Card
        title={t('transfer.check.title')}
        description={`${checked.fileName}. ${t('transfer.check.nothing')}`}
        headingLevel={2}
      >
        <Counts counts={checked.counts} />
      </Card>
      <RefusedRows run={checked} />
      {count === 0 ? <Banner tone="warning">{t('transfer.run.none')}</Banner> : null}
      {run.error ? <ErrorBanner error={run.error.error} /> : null}
      <div className={styles['actions']}>
        <Button isDisabled={run.isPending} onPress={onBack}>
          {t('transfer.back')}
        </Button>
        <Button
          variant="primary"
          whyDisabled={why}
          isBusy={run.isPending}
          isDisabled={count === 0}
          onPress={() => run.mutate({ id: checked.id })}
        >
          {t('transfer.run', { count })}
        </Button>
      </div>
    </>
  );
}
