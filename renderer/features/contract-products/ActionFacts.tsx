import type { ContractProduct, LicenseAction } from '../../../preload/api/contract-products.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { KeyValue, Mono, type KeyValueItem } from '../../ui/index.ts';

/** What an action is about: for a purchase what is bought where, else the license it changes. */
export function ActionFacts({ action, contract }: { action: LicenseAction; contract: ContractProduct }) {
  const t = useTranslate();
  const client: KeyValueItem = { id: 'client', label: t('contracts.client'), value: contract.clientName };
  const ip: KeyValueItem = { id: 'ip', label: t('contracts.ip'), value: contract.ip, isMono: true };
  if (action !== 'create') {
    return (
      <KeyValue
        items={[
          { id: 'key', label: t('contracts.key'), value: contract.license?.key, isMono: true },
          { id: 'vendorId', label: t('manage.vendorId'), value: contract.license?.vendorId, isMono: true },
          client,
          ip,
        ]}
      />
    );
  }
  return (
    <KeyValue
      items={[
        { id: 'vendor', label: t('manage.vendor'), value: 'ispmanager' },
        { id: 'connection', label: t('manage.connection'), value: contract.connectionName },
        {
          id: 'package',
          label: t('contracts.package'),
          value: (
            <>
              {contract.packageName ? `${contract.packageName} ` : null}
              <Mono>{contract.packageIdentifier}</Mono>
            </>
          ),
        },
        { id: 'term', label: t('contracts.term'), value: t(`term.${contract.termMonths}`) },
        client,
        ip,
      ]}
    />
  );
}
