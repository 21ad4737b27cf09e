import { useId, type ReactNode } from 'react';
import type { CallError } from '../../app/api.ts';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { useTranslate } from '../../i18n/provider.tsx';
import { Button, Skeleton } from '../../ui/index.ts';
import { useDelayed } from '../../workbench/useDelayed.ts';
import styles from './Section.module.css';

export interface SectionProps {
  title: string;
  answer: { readonly error: CallError | null; readonly isPending: boolean; readonly refetch: () => unknown };
  children: ReactNode;
}

/** A part of the page with its own answer: heading, outline while it is read, refusal with a way on. */
export function Section({ title, answer, children }: SectionProps) {
  const t = useTranslate();
  const id = useId();
  const isSlow = useDelayed(answer.isPending);
  return (
    <section aria-labelledby={id} aria-busy={answer.isPending}>
      <h2 id={id} className={styles['title']}>
        {title}
      </h2>
      {answer.error ? (
        <ErrorBanner
          error={answer.error.error}
          actions={<Button onPress={() => void answer.refetch()}>{t('clientArea.retry')}</Button>}
        />
      ) : null}
      {isSlow ? <Skeleton height={96} /> : null}
      {children}
    </section>
  );
}
