import type { VendorAccount } from '../../../../preload/api/practice-vendor.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { FormSection, KeyValue, Mono } from '../../../ui/index.ts';
import { Money } from '../../../workbench/Money.tsx';
import { PresetChooser } from './PresetChooser.tsx';
import styles from './PracticeVendor.module.css';
import { SettingGroups } from './SettingGroups.tsx';
import { TopUp } from './TopUp.tsx';

/** One account of the practice vendor: its money, its manner, and every switch of it. */
export function AccountTab({ account }: { account: VendorAccount }) {
  const t = useTranslate();
  return (
    <div className={styles['part']}>
      <div>
        <FormSection layout="beside" title={t('practice.account')}>
          <KeyValue
            items={[
              { id: 'login', label: t('connections.username'), value: <Mono wrap>{account.login}</Mono> },
              { id: 'balance', label: t('practice.balance'), value: <Money value={account.balance} /> },
            ]}
          />
          <TopUp account={account} />
        </FormSection>
        <FormSection layout="beside" title={t('practice.preset')} description={t('practice.preset.text')}>
          <PresetChooser account={account} />
        </FormSection>
      </div>
      <SettingGroups account={account} />
    </div>
  );
}
