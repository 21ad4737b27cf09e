import { CircleCheck } from 'lucide-react';
import { useRef } from 'react';
import type { Missing } from '../../../../preload/api/translations.ts';
import { ErrorBanner } from '../../../app/ErrorBanner.tsx';
import { languageName } from '../../../i18n/format.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Card, EmptyState, Skeleton } from '../../../ui/index.ts';
import { MoreButton } from '../../../workbench/MoreButton.tsx';
import { useDelayed } from '../../../workbench/useDelayed.ts';
import { usePages } from '../../../workbench/usePages.ts';
import type { Cell } from './completeness.ts';
import { MissingText } from './MissingText.tsx';
import styles from './SettingsTranslations.module.css';

const idOf = ({ id, field }: Missing): string => `${id} ${field}`;

/** The texts of a kind of record that a language lacks; each is translated here, one after the other. */
export function MissingTexts({ cell, defaultLanguage }: { cell: Cell; defaultLanguage: string }) {
  const t = useTranslate();
  const pages = usePages('translations', 'listMissing', { ...cell, limit: 50 });
  const isSlow = useDelayed(pages.isLoading);
  const region = useRef<HTMLDivElement>(null);
  /** The field after the one that was saved, which leaves the list; after the last one, the one before it. */
  const goOn = (from: HTMLElement | null): void => {
    const to = from?.nextElementSibling ?? from?.previousElementSibling;
    const field = to?.querySelector<HTMLElement>('input, textarea');
    (field ?? region.current)?.focus();
  };
  return (
    <Card
      title={t('translations.missing', {
        kind: t(`translations.kind.${cell.entity}`),
        language: languageName(cell.language),
      })}
      description={pages.rows.length === 0 ? undefined : t('translations.missing.text')}
    >
      {/* Where the focus goes when the last text is translated. */}
      <div ref={region} tabIndex={-1} className={styles['region']}>
        {pages.error ? <ErrorBanner error={pages.error} /> : null}
        {isSlow ? <Skeleton lines={3} /> : null}
        {!pages.isLoading && !pages.error && pages.rows.length === 0 ? (
          <EmptyState
            icon={CircleCheck}
            title={t('translations.nothingMissing', { language: languageName(cell.language) })}
          />
        ) : null}
        {pages.rows.length === 0 ? null : (
          <ul
            className={styles['list']}
            aria-label={t('translations.missing', {
              kind: t(`translations.kind.${cell.entity}`),
              language: languageName(cell.language),
            })}
          >
            {pages.rows.map((row) => (
              <MissingText key={idOf(row)} row={row} defaultLanguage={defaultLanguage} onSaved={goOn} />
            ))}
          </ul>
        )}
        <MoreButton pages={pages} />
      </div>
    </Card>
  );
}
