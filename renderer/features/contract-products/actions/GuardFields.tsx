import type { ContractProduct } from '../../../../preload/api/contract-products.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { CopyButton, FormTextField } from '../../../ui/index.ts';
import { guardsOf } from './useActionForm.ts';

/** `Customer identifier` (spec 99): the client's id, or the pasted address of the client's page. */
export function CustomerField({ contract }: { contract: ContractProduct }) {
  const t = useTranslate();
  const label = t('action.customer');
  return (
    <FormTextField
      name="customerIdentifier"
      label={label}
      description={t('action.customer.text', { client: contract.clientName })}
      isMono
      spellCheck={false}
      after={<CopyButton text={contract.clientId} what={label} />}
    />
  );
}

/** `License key` (spec 101): what is given must be the license's own key. */
export function KeyField({ contract }: { contract: ContractProduct }) {
  const t = useTranslate();
  const label = t('contracts.key');
  const key = guardsOf(contract).licenseKey;
  return (
    <FormTextField
      name="licenseKey"
      label={label}
      description={t('action.key.text')}
      isMono
      spellCheck={false}
      after={key === '' ? undefined : <CopyButton text={key} what={label} />}
    />
  );
}
