import { CircleCheck, FileText } from 'lucide-react';
import { useState } from 'react';
import { ErrorBanner } from '../../../app/ErrorBanner.tsx';
import { paths } from '../../../app/paths.ts';
import { useCall } from '../../../app/query.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Banner, Card, EmptyState, Link, Skeleton } from '../../../ui/index.ts';
import { useDelayed } from '../../../workbench/useDelayed.ts';
import { OneLanguage } from '../../catalogue/translations/OneLanguage.tsx';
import { PageBody } from '../PageBody.tsx';
import { SettingsHeader } from '../SettingsHeader.tsx';
import { completeness, type Cell, type Count } from './completeness.ts';
import { Matrix } from './Matrix.tsx';
import { MissingTexts } from './MissingTexts.tsx';

/** Settings > Translations: how much of what clients read is translated, and what is missing (spec items 15-18). */
export function TranslationsPage() {
  const counts = useCall('translations', 'countMissing', {});
  const brand = useCall('brand', 'get', {});
  const isSlow = useDelayed(counts.isPending || brand.isPending);
  const error = counts.error ?? brand.error;
  return (
    <>
      <SettingsHeader current="translations" />
      <PageBody isBusy={counts.isPending || brand.isPending}>
        {error ? <ErrorBanner error={error.error} /> : null}
        {isSlow ? <Skeleton lines={6} /> : null}
        {counts.data && brand.data ? <Body counts={counts.data} defaultLanguage={brand.data.defaultLanguage} /> : null}
      </PageBody>
    </>
  );
}

function Body({ counts, defaultLanguage }: { counts: readonly Count[]; defaultLanguage: string }) {
  const t = useTranslate();
  const [chosen, choose] = useState<Cell | null>(null);
  const { languages, rows } = completeness(counts);
  // The brand's languages may have changed since the cell was chosen.
  const cell = chosen && languages.includes(chosen.language) ? chosen : null;
  if (languages.length === 0) return <OneLanguage language={defaultLanguage} />;
  const all = rows.at(-1)?.shares ?? [];
  if (all.every(({ total }) => total === 0)) {
    return (
      <EmptyState
        icon={FileText}
        title={t('translations.noTexts')}
        action={<Link href={paths.catalogue}>{t('translations.noTexts.action')}</Link>}
      >
        {t('translations.noTexts.text')}
      </EmptyState>
    );
  }
  return (
    <>
      {all.every(({ done, total }) => done === total) ? (
        <Banner tone="success" icon={CircleCheck} live="status" title={t('translations.allDone')} />
      ) : null}
      <Card title={t('translations.matrix')} description={t('translations.matrix.text')} isFlush>
        <Matrix languages={languages} rows={rows} chosen={cell} onChoose={choose} />
      </Card>
      {cell ? (
        <MissingTexts key={`${cell.entity} ${cell.language}`} cell={cell} defaultLanguage={defaultLanguage} />
      ) : null}
    </>
  );
}
