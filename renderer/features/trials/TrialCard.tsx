import { useState } from 'react';
import type { ContractProduct } from '../../../preload/api/contract-products.ts';
import type { ErrorCode } from '../../../preload/api/errors.ts';
import { errorText } from '../../app/ErrorBanner.tsx';
import { useCall } from '../../app/query.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Banner, Button, Card, KeyValue } from '../../ui/index.ts';
import { useSumText } from '../../workbench/Money.tsx';
import { useMay } from '../../workbench/useMay.ts';
import { EndTrial } from './EndTrial.tsx';
import { TrialStateBadge } from './statuses.tsx';
import { thenText } from './then.ts';

/** The trial that a contract product began with: how far it is, when it ends and what happens then (spec 47-52). */
export function TrialCard({ contract }: { contract: ContractProduct }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const sum = useSumText();
  const may = useMay();
  const { data: trial } = useCall('trials', 'get', { contractProductId: contract.id });
  const [isEnding, setEnding] = useState(false);
  if (!trial) return null;
  const isAhead = trial.state === 'ordered' || trial.state === 'running';
  return (
    <Card
      title={t('trial.title')}
      headingLevel={3}
      actions={
        trial.canEnd ? (
          <Button size="small" whyDisabled={may('licenses.act')} onPress={() => setEnding(true)}>
            {t('trial.end')}
          </Button>
        ) : undefined
      }
    >
      {trial.state === 'failed' && trial.errorCode !== null ? (
        <Banner tone="danger" title={t('trial.failed')}>
          {errorText(t, { code: trial.errorCode as ErrorCode, params: { message: trial.errorDetail } })}
        </Banner>
      ) : null}
      <KeyValue
        items={[
          { id: 'state', label: t('trial.state'), value: <TrialStateBadge state={trial.state} /> },
          { id: 'days', label: t('trial.length'), value: t('trial.days', { days: trial.days }) },
          {
            id: 'ends',
            label: t('trial.ends'),
            value: trial.endsOn === null ? null : formatDate(trial.endsOn, locale),
          },
          ...(isAhead ? [{ id: 'then', label: t('trial.what'), value: thenText(trial, sum(trial.price), t) }] : []),
        ]}
      />
      {isEnding ? <EndTrial trial={trial} license={contract.license} onClose={() => setEnding(false)} /> : null}
    </Card>
  );
}
