import { useTranslate } from '../../i18n/provider.tsx';
import { Select } from '../../ui/index.ts';
import styles from './Page.module.css';
import { accountName, type Accounts } from './useAccount.ts';

/** Which account is looked at; nothing where there is one only. */
export function AccountChoice({ accounts, account, choose }: Accounts) {
  const t = useTranslate();
  if (accounts.length < 2) return null;
  return (
    <Select
      label={t('statement.account')}
      className={styles['choice']}
      options={accounts.map((each) => ({ id: each.connectionId, label: accountName(each) }))}
      value={account?.connectionId ?? null}
      onChange={choose}
    />
  );
}
