import { useState } from 'react';
import type { DocumentRef } from '../../../preload/api/documents.ts';
import { Language } from '../../../preload/api/values.ts';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { Languages } from '../../app/Languages.tsx';
import { keepBefore, useCall } from '../../app/query.ts';
import { languageName } from '../../i18n/format.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Dialog, Select, Skeleton } from '../../ui/index.ts';
import { numberText } from '../../workbench/number.tsx';
import { PaperButtons } from './DocumentActions.tsx';
import styles from './DocumentPreview.module.css';
import { Paper } from './Paper.tsx';
import { pictureOf } from './words.ts';

export interface DocumentPreviewProps {
  kind: DocumentRef['kind'];
  id: string;
  number: string;
  onClose: () => void;
}

/** The pages of a document as they will be printed, in the buyer's language or another one. */
export function DocumentPreview({ kind, id, number, onClose }: DocumentPreviewProps) {
  const t = useTranslate();
  const [asked, setAsked] = useState<Language | null>(null);
  const ref: DocumentRef = { kind, id, ...(asked === null ? {} : { language: asked }) };
  const { data: document, error } = useCall('documents', 'get', ref, keepBefore);
  const logoId = document?.brand.logoAssetId ?? null;
  const { data: logo } = useCall('assets', 'get', { id: logoId ?? '' }, { enabled: logoId !== null });
  return (
    <Dialog
      isOpen
      size="large"
      isDismissable
      title={t('document.previewOf', { number })}
      onClose={onClose}
      footer={
        <>
          <div className={styles['language']}>
            <Select
              label={t('document.language')}
              hideLabel
              options={Language.options.map((language) => ({ id: language, label: languageName(language) }))}
              value={asked ?? document?.language ?? null}
              onChange={(language) => setAsked(Language.parse(language))}
            />
          </div>
          <PaperButtons document={ref} number={number} />
        </>
      }
    >
      {error ? <ErrorBanner error={error.error} /> : null}
      {/* Pages hold nothing to stop at: they are stopped at themselves, so that the keyboard can scroll them. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className={styles['desk']} aria-label={numberText(t, number)} tabIndex={0}>
        {document ? (
          <Languages language={document.language} isPart>
            <Paper document={document} logo={logo && logoId !== null ? pictureOf(logo) : null} />
          </Languages>
        ) : (
          <Skeleton height={480} />
        )}
      </section>
    </Dialog>
  );
}
