import type { SettingValue, VendorSetting } from '../../../../preload/api/practice-vendor.ts';
import { api } from '../../../app/api.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Badge } from '../../../ui/index.ts';
import { SettingControl } from './SettingControl.tsx';
import { isSame } from './settings.ts';
import styles from './PracticeVendor.module.css';
import { usePracticeAction } from './usePracticeAction.ts';

export interface SettingRowProps {
  login: string;
  setting: VendorSetting;
  isReadOnly: boolean;
}

/** One switch. It works at once; beside it stands whether it is a guess and whether it differs from the preset. */
export function SettingRow({ login, setting, isReadOnly }: SettingRowProps) {
  const t = useTranslate();
  const configure = usePracticeAction(api.practiceVendor.configure);
  const change = (value: SettingValue): void => {
    if (isSame(value, setting.value)) return;
    configure.act({ login, [setting.kind]: { [setting.name]: value } });
  };
  return (
    <div className={styles['setting']}>
      <SettingControl setting={setting} isDisabled={isReadOnly} onChange={change} />
      <div className={styles['marks']}>
        {isSame(setting.value, setting.preset) ? null : <Badge tone="accent">{t('practice.differs')}</Badge>}
        {setting.kind === 'guesses' ? <Badge>{t('practice.guess')}</Badge> : null}
      </div>
    </div>
  );
}
