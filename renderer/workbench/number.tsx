import { Hourglass } from 'lucide-react';
import { isProvisional, provisionalTag } from '../../preload/api/document-number.ts';
import { type Translate, useTranslate } from '../i18n/provider.tsx';
import { Banner } from '../ui/index.ts';
import { useDelayed } from './useDelayed.ts';

/** The number of a document as text; of one that the team hub has not given yet, that there is none, and what tells it apart. */
export const numberText = (t: Translate, number: string): string =>
  isProvisional(number) ? t('number.none', { tag: provisionalTag(number) }) : number;

/** As `numberText`, for a narrow column of a list. */
export const shortNumber = (t: Translate, number: string): string =>
  isProvisional(number) ? t('number.none.short') : number;

/** The number of a document. */
export function NumberText({ number }: { number: string }) {
  return numberText(useTranslate(), number);
}

/** With an open hub the number is there in no time: nothing is said of that, ms. */
const quickMs = 600;

/** Above a document whose number follows from the team hub: why, and what works meanwhile. */
export function NumberFollows({ of, number }: { of: 'order' | 'invoice' | 'credit_note'; number: string }) {
  const t = useTranslate();
  const isSlow = useDelayed(isProvisional(number), quickMs);
  if (!isSlow) return null;
  return (
    <Banner tone="info" icon={Hourglass} title={t('number.follows')}>
      {t(`number.follows.${of}`)}
    </Banner>
  );
}
