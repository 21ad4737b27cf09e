import { FastForward } from 'lucide-react';
import type { PracticeVendor } from '../../../../preload/api/practice-vendor.ts';
import { api } from '../../../app/api.ts';
import { formatInstant } from '../../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../../i18n/provider.tsx';
import { Button, Card } from '../../../ui/index.ts';
import { useMay } from '../../../workbench/useMay.ts';
import styles from './PracticeVendor.module.css';
import { usePracticeAction } from './usePracticeAction.ts';

/** Lets days pass at the vendor, so that licenses renew, expire and are deleted there. There is no way back: books do not run backwards. */
export function ClockCard({ vendor }: { vendor: PracticeVendor }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const may = useMay();
  const advance = usePracticeAction(api.practiceVendor.advanceClock);
  return (
    <Card
      title={t('practice.clock')}
      description={t('practice.clock.text')}
      actions={[1, 30].map((days) => (
        <Button
          key={days}
          icon={FastForward}
          isBusy={advance.isPending}
          whyDisabled={may('connections.write')}
          onPress={() => advance.act({ days }, t('practice.clock.moved', { count: days }))}
        >
          {t('practice.clock.days', { count: days })}
        </Button>
      ))}
    >
      <p className={styles['clock']}>
        <time dateTime={vendor.now}>{formatInstant(vendor.now, locale)}</time>
        <span className={styles['muted']}>{t('practice.clock.ahead', { count: vendor.daysAhead })}</span>
      </p>
    </Card>
  );
}
