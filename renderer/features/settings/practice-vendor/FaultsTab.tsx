import type { PracticeVendor } from '../../../../preload/api/practice-vendor.ts';
import { FaultForm } from './FaultForm.tsx';
import { FaultList } from './FaultList.tsx';
import styles from './PracticeVendor.module.css';

/** What goes wrong with the practice vendor: the faults that are set, and one more. */
export function FaultsTab({ vendor }: { vendor: PracticeVendor }) {
  return (
    <div className={styles['part']}>
      <FaultList faults={vendor.faults} />
      <FaultForm vendor={vendor} />
    </div>
  );
}
