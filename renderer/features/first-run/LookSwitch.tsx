import type { Preferences } from '../../../preload/api/app.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Select } from '../../ui/index.ts';
import { usePreferences } from '../settings/usePreferences.ts';
import styles from './LookSwitch.module.css';

/** Language and theme, for the screens that come before the settings can be reached. */
export function LookSwitch() {
  const t = useTranslate();
  const { preferences, change } = usePreferences();
  if (!preferences) return null;
  return (
    <div className={styles['switch']}>
      <Select
        label={t('appearance.language')}
        hideLabel
        className={styles['field']}
        value={preferences.language}
        onChange={(language) => change({ language: language as Preferences['language'] })}
        options={(['en', 'ru'] as const).map((id) => ({ id, label: t(`appearance.language.${id}`) }))}
      />
      <Select
        label={t('appearance.theme')}
        hideLabel
        className={styles['field']}
        value={preferences.theme}
        onChange={(theme) => change({ theme: theme as Preferences['theme'] })}
        options={(['light', 'dark', 'system'] as const).map((id) => ({ id, label: t(`appearance.theme.${id}`) }))}
      />
    </div>
  );
}
