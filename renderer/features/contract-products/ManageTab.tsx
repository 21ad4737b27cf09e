import type { ContractProduct } from '../../../preload/api/contract-products.ts';
import { ChangesCard } from '../contract-changes/ChangesCard.tsx';
import { ActionsCard } from './actions/ActionsCard.tsx';
import { LicenseCard } from './LicenseCard.tsx';
import { OperationsCard } from './OperationsCard.tsx';
import { ProvisionFields } from './ProvisionFields.tsx';
import { SetupDetails } from './SetupDetails.tsx';
import styles from './Tab.module.css';

/** Acts on the license: what can be asked of the vendor, what it has, what was asked so far. */
export function ManageTab({ contract }: { contract: ContractProduct }) {
  return (
    <div className={styles['tab']}>
      {contract.awaits === null || contract.status !== 'Awaiting Activation' ? null : (
        <SetupDetails contract={contract} awaits={contract.awaits} />
      )}
      <ActionsCard contract={contract} />
      <ChangesCard contract={contract} />
      <LicenseCard contract={contract} />
      <OperationsCard operations={contract.operations} />
      <ProvisionFields contract={contract} />
    </div>
  );
}
