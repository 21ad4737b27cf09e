import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { PaperDocument } from '../../../preload/api/documents.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { blocksOf } from './blocks.ts';
import { measure, settled } from './measure.ts';
import styles from './Paper.module.css';
import { PaperBody } from './PaperBody.tsx';
import { Letterhead, RunningHead } from './PaperHead.tsx';

export interface PaperProps {
  document: PaperDocument;
  /** The brand's logo as the address of a picture; null: none. */
  logo: string | null;
  /** Everything is in its place, with fonts and logo. */
  onReady?: () => void;
}

/**
 * A document, page by page, as it is printed: laid out here and not by the browser, so that the pages know their numbers and
 * the preview is the print. Everything is drawn once unseen and measured, then spread over as many pages as it takes.
 */
export function Paper({ document, logo, onReady }: PaperProps) {
  const blocks = useMemo(() => blocksOf(document), [document]);
  const all = useMemo(() => blocks.map((_, at) => at), [blocks]);
  const root = useRef<HTMLDivElement>(null);
  const [laidOut, setLaidOut] = useState<{ blocks: typeof blocks; logo: string | null; pages: number[][] } | null>(
    null,
  );
  const pages = laidOut?.blocks === blocks && laidOut.logo === logo ? laidOut.pages : null;

  useLayoutEffect(() => {
    const drawn = root.current;
    if (!drawn) return;
    let isGone = false;
    void settled(drawn).then(() => {
      if (isGone) return;
      if (pages === null) setLaidOut({ blocks, logo, pages: measure(drawn, blocks) });
      else onReady?.();
    });
    return () => {
      isGone = true;
    };
  }, [blocks, pages, logo, onReady]);

  const head = <Letterhead document={document} logo={logo} />;
  return (
    <div ref={root} className={styles['paper']} lang={document.language} data-laid-out={pages !== null || undefined}>
      {pages === null ? (
        <div className={styles['unseen']}>
          <Sheet document={document} page={1} pages={1}>
            <div data-part="first">{head}</div>
            <div data-part="other">
              <RunningHead document={document} />
            </div>
            <PaperBody document={document} blocks={blocks} indexes={all} />
          </Sheet>
        </div>
      ) : (
        pages.map((indexes, at) => (
          // Pages have no names but their numbers.
          // oxlint-disable-next-line react/no-array-index-key
          <Sheet key={at} document={document} page={at + 1} pages={pages.length}>
            {at === 0 ? head : <RunningHead document={document} />}
            <PaperBody document={document} blocks={blocks} indexes={indexes} />
          </Sheet>
        ))
      )}
    </div>
  );
}

interface SheetProps {
  document: PaperDocument;
  page: number;
  pages: number;
  children: React.ReactNode;
}

/** One page: what stands on it, and the line at its foot. */
function Sheet({ document: { size, seller }, page, pages, children }: SheetProps) {
  const t = useTranslate();
  const name = seller.company === '' ? seller.name : seller.company;
  return (
    <section className={styles['sheet']} data-size={size} data-page={page}>
      <div className={styles['area']} data-part="area">
        <div className={styles['body']}>{children}</div>
        <footer className={styles['foot']} data-part="foot">
          <span className={styles['house']}>
            {[name, seller.taxNumber === '' ? '' : t('document.taxNumber', { number: seller.taxNumber })]
              .filter((part) => part !== '')
              .join(' · ')}
          </span>
          <span className={styles['page']}>{t('document.page', { page, pages })}</span>
        </footer>
      </div>
    </section>
  );
}
