import { ArrowRight } from 'lucide-react';
import { paths } from '../../app/paths.ts';
import { useCall } from '../../app/query.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Button, Kbd } from '../../ui/index.ts';
import { useGo } from '../../workbench/useGo.ts';
import styles from './Fixes.module.css';

/** The way to the next open finding; nothing where there is no other. */
export function NextFinding({ id }: { id: string }) {
  const t = useTranslate();
  const next = useNextFinding(id);
  if (next === undefined) return null;
  return (
    <Button iconAfter={ArrowRight} onPress={next}>
      <Labelled text={t('finding.next')} letter="N" />
    </Button>
  );
}

/** A button's word with its key beside; the key is for the eye, not part of the name. */
export function Labelled({ text, letter }: { text: string; letter: string }) {
  return (
    <span className={styles['labelled']}>
      {text}
      <span aria-hidden="true">
        <Kbd keys={[letter]} />
      </span>
    </span>
  );
}

/** Leads to the next open finding; undefined: there is no other. */
export function useNextFinding(id: string): (() => void) | undefined {
  const go = useGo();
  const { data } = useCall('reconciliation', 'findings', { limit: 200 });
  const others = (data?.rows ?? []).filter((row) => row.id !== id);
  // Newest first, as in the list; after the last one comes the first.
  const next = others.find((row) => row.id < id) ?? others[0];
  return next && (() => go(paths.finding(next.id), { replace: true }));
}
