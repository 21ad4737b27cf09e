import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import type { AdoptionCandidate } from '../../../preload/api/reconciliation.ts';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { useAction } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import { useTranslate, type Translate } from '../../i18n/provider.tsx';
import { Banner, Button, RadioGroup } from '../../ui/index.ts';
import { recoverFocus } from '../../workbench/MasterDetail.tsx';
import styles from './Adopt.module.css';
import type { AdoptProps } from './AdoptDialog.tsx';

/** The products that an orphan could belong to, the likeliest first. */
export function AdoptExisting({ finding, onClose, onBusy }: AdoptProps & { onBusy: (isBusy: boolean) => void }) {
  const t = useTranslate();
  const adopt = useAction('reconciliation', 'adopt');
  const candidates = finding.adopt?.candidates ?? [];
  const [chosen, setChosen] = useState<string | null>(
    candidates[0]?.reasons.length ? (candidates[0]?.contractProductId ?? null) : null,
  );
  const candidate = candidates.find(({ contractProductId }) => contractProductId === chosen);
  if (candidates.length === 0) return <p className={styles['muted']}>{t('adopt.none')}</p>;
  return (
    <>
      <RadioGroup
        label={t('adopt.product')}
        variant="cards"
        value={chosen}
        onChange={setChosen}
        options={candidates.map((each) => ({
          id: each.contractProductId,
          label: `${each.productName} · ${each.clientName}`,
          description: describe(t, each),
        }))}
      />
      {candidate && !candidate.reasons.includes('tariff') ? (
        <Banner tone="warning">{t('adopt.otherTariff')}</Banner>
      ) : null}
      {adopt.error ? <ErrorBanner error={adopt.error.error} /> : null}
      <div className={styles['acts']}>
        <Button onPress={onClose} isDisabled={adopt.isPending}>
          {t('ui.cancel')}
        </Button>
        <Button
          variant="primary"
          icon={KeyRound}
          isBusy={adopt.isPending}
          isDisabled={chosen === null}
          onPress={() => {
            if (chosen === null || adopt.isPending) return;
            onBusy(true);
            adopt.mutate(
              { id: finding.id, contractProductId: chosen },
              {
                onSuccess: () => {
                  toasts.add({ tone: 'success', text: t('adopt.done') });
                  onClose();
                  recoverFocus();
                },
                onSettled: () => onBusy(false),
              },
            );
          }}
        >
          {t('adopt.confirm')}
        </Button>
      </div>
    </>
  );
}

const describe = (t: Translate, { status, ip, reasons }: AdoptionCandidate): string =>
  [t(`contract.status.${status}`), ip, reasons.map((reason) => t(`adopt.reason.${reason}`)).join(', ')]
    .filter((part) => part !== '')
    .join(' · ');
