import { useState } from 'react';
import { settingGroups, type VendorAccount, type VendorSetting } from '../../../../preload/api/practice-vendor.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Badge, Checkbox, Disclosure, TextField } from '../../../ui/index.ts';
import { useMay } from '../../../workbench/useMay.ts';
import { isFound, isSame, isSameWording } from './settings.ts';
import { SettingRow } from './SettingRow.tsx';
import styles from './PracticeVendor.module.css';
import { Wordings } from './Wordings.tsx';

/** Every switch of an account by what it is about, folded; looked for, the matching ones lie open. */
export function SettingGroups({ account }: { account: VendorAccount }) {
  const t = useTranslate();
  const may = useMay();
  const [sought, setSought] = useState('');
  const [isOnlyChanged, setOnlyChanged] = useState(false);
  const isFiltered = sought.trim() !== '' || isOnlyChanged;
  const isShown = (setting: VendorSetting): boolean =>
    (!isOnlyChanged || !isSame(setting.value, setting.preset)) && isFound(t, setting, sought);
  const isReadOnly = may('connections.write') !== undefined;
  const groups = settingGroups.map((group) => {
    const all = account.settings.filter((setting) => setting.group === group);
    return { group, changed: all.filter((one) => !isSame(one.value, one.preset)).length, shown: all.filter(isShown) };
  });
  const wordings = account.wordings.filter(
    ({ name, value, preset }) =>
      (!isOnlyChanged || !isSameWording(value, preset)) &&
      `${t(`practice.error.${name}`)}\n${value.message}`
        .toLocaleLowerCase()
        .includes(sought.trim().toLocaleLowerCase()),
  );
  const changedWordings = account.wordings.filter(({ value, preset }) => !isSameWording(value, preset)).length;
  const isNothing = wordings.length === 0 && groups.every(({ shown }) => shown.length === 0);
  return (
    <section className={styles['groups']}>
      <div className={styles['line']}>
        <TextField
          type="search"
          label={t('practice.find')}
          value={sought}
          onChange={setSought}
          className={styles['find'] ?? ''}
        />
        <Checkbox label={t('practice.onlyChanged')} isSelected={isOnlyChanged} onChange={setOnlyChanged} />
      </div>
      {isNothing ? <p className={styles['muted']}>{t('practice.noneFound')}</p> : null}
      {groups.map(({ group, changed, shown }) =>
        shown.length === 0 ? null : (
          <Disclosure
            // Folded and unfolded anew when what is shown is another choice.
            key={`${group}/${isFiltered}`}
            title={t(`practice.group.${group}`)}
            headingLevel={2}
            isDefaultOpen={isFiltered || group === 'account'}
            aside={changed === 0 ? undefined : <Changed count={changed} />}
          >
            {shown.map((setting) => (
              <SettingRow key={setting.name} login={account.login} setting={setting} isReadOnly={isReadOnly} />
            ))}
          </Disclosure>
        ),
      )}
      {wordings.length === 0 ? null : (
        <Disclosure
          key={`wordings/${isFiltered}`}
          title={t('practice.group.wordings')}
          headingLevel={2}
          isDefaultOpen={isFiltered}
          aside={changedWordings === 0 ? undefined : <Changed count={changedWordings} />}
        >
          <Wordings login={account.login} wordings={wordings} />
        </Disclosure>
      )}
    </section>
  );
}

function Changed({ count }: { count: number }) {
  return <Badge tone="accent">{useTranslate()('practice.group.count', { count })}</Badge>;
}
