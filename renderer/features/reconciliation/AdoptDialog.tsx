import { useState } from 'react';
import type { FindingDetail } from '../../../preload/api/reconciliation.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Dialog, RadioGroup } from '../../ui/index.ts';
import { AdoptExisting } from './AdoptExisting.tsx';
import { AdoptNew } from './AdoptNew.tsx';
import styles from './FixDialog.module.css';

export interface AdoptProps {
  finding: FindingDetail;
  onClose: () => void;
}

/** An orphan becomes a client's license: of a product that has none, or of a new one. */
export function AdoptDialog({ finding, onClose }: AdoptProps) {
  const t = useTranslate();
  const hasCandidate = (finding.adopt?.candidates.length ?? 0) > 0;
  const [how, setHow] = useState(hasCandidate ? 'existing' : 'new');
  const [isBusy, setBusy] = useState(false);
  const part = { finding, onClose, onBusy: setBusy };
  return (
    <Dialog
      isOpen
      title={t('adopt.title', { vendorId: finding.vendorId })}
      subtitle={t('finding.adopt.text')}
      isBusy={isBusy}
      onClose={onClose}
    >
      <div className={styles['content']}>
        <RadioGroup
          label={t('adopt.how')}
          orientation="horizontal"
          value={how}
          onChange={setHow}
          isDisabled={isBusy}
          options={[
            { id: 'existing', label: t('adopt.existing') },
            { id: 'new', label: t('adopt.new') },
          ]}
        />
        {how === 'existing' ? <AdoptExisting {...part} /> : <AdoptNew {...part} />}
      </div>
    </Dialog>
  );
}
