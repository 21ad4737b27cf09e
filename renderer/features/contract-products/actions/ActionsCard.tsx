import { useState } from 'react';
import type { ContractProduct, LicenseAction } from '../../../../preload/api/contract-products.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Button, Card } from '../../../ui/index.ts';
import styles from './ActionsCard.module.css';
import { CapabilityNotes } from './CapabilityNotes.tsx';
import { LatestOperation } from './LatestOperation.tsx';
import { actionRows, type ActionGroup } from './table.ts';
import { useWhyNot } from './useWhyNot.ts';

const groups = [...new Set(actionRows.map(({ group }) => group))];

/** All that can be asked for (spec 90-98). What cannot be asked for now is shown with the reason. */
export function ActionsCard({ contract }: { contract: ContractProduct }) {
  const t = useTranslate();
  const whyNot = useWhyNot(contract);
  const [asked, setAsked] = useState<LicenseAction | null>(null);
  const open = actionRows.find(({ id }) => id === asked);
  // Where one thing is in the way of all that changes anything, it is also readable without hovering.
  const reasons = new Set(actionRows.filter(({ group }) => group !== 'read').map(({ id }) => whyNot(id)));
  const [common] = reasons;
  return (
    <Card title={t('manage.actions')} headingLevel={3}>
      <div className={styles['groups']}>
        {groups.map((group) => (
          <Group key={group} group={group} whyNot={whyNot} onAsk={setAsked} />
        ))}
      </div>
      <LatestOperation contract={contract} />
      {reasons.size === 1 && common !== undefined ? <p className={styles['reason']}>{common}</p> : null}
      <CapabilityNotes contract={contract} />
      {open === undefined ? null : <open.Dialog key={open.id} contract={contract} onClose={() => setAsked(null)} />}
    </Card>
  );
}

interface GroupProps {
  group: ActionGroup;
  whyNot: (action: LicenseAction) => string | undefined;
  onAsk: (action: LicenseAction) => void;
}

function Group({ group, whyNot, onAsk }: GroupProps) {
  const t = useTranslate();
  const label = t(`action.group.${group}`);
  return (
    <section className={styles['group']} aria-label={label}>
      <p className={styles['label']} aria-hidden="true">
        {label}
      </p>
      <div className={styles['buttons']}>
        {actionRows
          .filter((row) => row.group === group)
          .map(({ id, icon }) => (
            <Button key={id} size="small" icon={icon} whyDisabled={whyNot(id)} onPress={() => onAsk(id)}>
              {t(`action.${id}`)}
            </Button>
          ))}
      </div>
    </section>
  );
}
