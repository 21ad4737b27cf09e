import { KeyRound, Pause, Play, Trash2 } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useState } from 'react';
import type { ContractProduct } from '../../../preload/api/contract-products.ts';
import type { ErrorCode } from '../../../preload/api/errors.ts';
import { errorText } from '../../app/ErrorBanner.tsx';
import { useTranslate } from '../../i18n/provider.tsx';
import { Button, Card } from '../../ui/index.ts';
import { useMay } from '../../workbench/useMay.ts';
import styles from './ActionsCard.module.css';
import { ActionDialog, type PlainAction } from './ActionDialog.tsx';

const actions: readonly { id: PlainAction; icon: LucideIcon }[] = [
  { id: 'create', icon: KeyRound },
  { id: 'suspend', icon: Pause },
  { id: 'unsuspend', icon: Play },
  { id: 'terminate', icon: Trash2 },
];

/** The license actions (spec items 91, 96-98). What cannot be asked for now is shown with the reason. */
export function ActionsCard({ contract }: { contract: ContractProduct }) {
  const t = useTranslate();
  const may = useMay();
  const [asked, setAsked] = useState<PlainAction | null>(null);
  const forbidden = may('licenses.act');
  const why = (action: PlainAction): string | undefined => {
    const code = contract.actions[action];
    return forbidden ?? (code === null ? undefined : errorText(t, { code: code as ErrorCode }));
  };
  // The reasons are also readable without hovering, each once.
  const reasons = [...new Set(actions.map(({ id }) => why(id)).filter((reason) => reason !== undefined))];
  const isAllBlocked = actions.every(({ id }) => why(id) !== undefined);
  return (
    <Card title={t('manage.actions')} headingLevel={3}>
      <div className={styles['buttons']}>
        {actions.map(({ id, icon }) => (
          <Button key={id} icon={icon} whyDisabled={why(id)} onPress={() => setAsked(id)}>
            {t(`action.${id}`)}
          </Button>
        ))}
      </div>
      {isAllBlocked && reasons.length === 1 ? <p className={styles['reason']}>{reasons[0]}</p> : null}
      {asked === null ? null : (
        <ActionDialog key={asked} action={asked} contract={contract} onClose={() => setAsked(null)} />
      )}
    </Card>
  );
}
