import { BookCheck, KeyRound, Send } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useState } from 'react';
import type { ErrorCode } from '../../../preload/api/errors.ts';
import type { FindingDetail } from '../../../preload/api/reconciliation.ts';
import { ErrorBanner, errorText } from '../../app/ErrorBanner.tsx';
import { useAction } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Button, Card } from '../../ui/index.ts';
import { useMay } from '../../workbench/useMay.ts';
import { AdoptDialog } from './AdoptDialog.tsx';
import { FixDialog } from './FixDialog.tsx';
import styles from './Fixes.module.css';
import { Labelled, useNextFinding } from './NextFinding.tsx';
import { hereText, thereText } from './texts.ts';
import { useKeys } from './useKeys.ts';

type Asked = 'adopt' | 'here' | 'there';

interface Fix {
  readonly id: Asked;
  readonly letter: string;
  readonly icon: LucideIcon;
  readonly text: string;
  readonly whyDisabled: string | undefined;
}

/**
 * What can be done about a finding, a key each. What changes our own books only is done at once; what reaches the vendor,
 * or allows to buy again, is asked about first.
 */
export function Fixes({ finding }: { finding: FindingDetail }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const may = useMay();
  const correct = useAction('reconciliation', 'correctHere');
  const [asked, setAsked] = useState<Asked | null>(null);
  const next = useNextFinding(finding.id);
  const { correctHere, correctThere } = finding;
  const fixes: Fix[] = [
    ...(finding.adopt
      ? [
          {
            id: 'adopt' as const,
            letter: 'A',
            icon: KeyRound,
            text: t('finding.adopt.text'),
            whyDisabled: may('licenses.act'),
          },
        ]
      : []),
    ...(correctHere
      ? [
          {
            id: 'here' as const,
            letter: 'H',
            icon: BookCheck,
            text: hereText(t, locale, finding),
            whyDisabled: may('operations.decide'),
          },
        ]
      : []),
    ...(correctThere
      ? [
          {
            id: 'there' as const,
            letter: 'T',
            icon: Send,
            text: thereText(t, locale, finding, correctThere.kind),
            whyDisabled:
              may('licenses.act') ??
              (correctThere.whyNot === null ? undefined : errorText(t, { code: correctThere.whyNot as ErrorCode })),
          },
        ]
      : []),
  ];
  const start = (id: Asked): void => {
    const fix = fixes.find((each) => each.id === id);
    if (!fix || fix.whyDisabled !== undefined || correct.isPending) return;
    if (id === 'here' && correctHere?.confirmation === null) {
      correct.mutate(
        { id: finding.id },
        { onSuccess: () => toasts.add({ tone: 'success', text: t('finding.here.done') }) },
      );
    } else setAsked(id);
  };
  useKeys({ KeyA: () => start('adopt'), KeyH: () => start('here'), KeyT: () => start('there'), KeyN: next });
  if (fixes.length === 0) return null;
  return (
    <Card title={t('finding.fixes')} headingLevel={3}>
      <div className={styles['fixes']}>
        {correct.error ? <ErrorBanner error={correct.error.error} /> : null}
        <ul className={styles['list']}>
          {fixes.map(({ id, letter, icon, text, whyDisabled }) => (
            <li key={id} className={styles['fix']}>
              <span className={styles['button']}>
                <Button
                  icon={icon}
                  whyDisabled={whyDisabled}
                  isBusy={id === 'here' && correct.isPending}
                  onPress={() => start(id)}
                >
                  <Labelled text={t(`finding.fix.${id}`)} letter={letter} />
                </Button>
              </span>
              <p className={styles['text']}>{whyDisabled ?? text}</p>
            </li>
          ))}
        </ul>
      </div>
      {asked === 'adopt' ? <AdoptDialog finding={finding} onClose={() => setAsked(null)} /> : null}
      {asked === 'here' || asked === 'there' ? (
        <FixDialog finding={finding} fix={asked} onClose={() => setAsked(null)} />
      ) : null}
    </Card>
  );
}
