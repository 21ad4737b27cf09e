import type { Preferences } from '../../../preload/api/app.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { FormSection, RadioGroup } from '../../ui/index.ts';
import styles from './Page.module.css';
import { PageBody } from './PageBody.tsx';
import { SettingsHeader } from './SettingsHeader.tsx';
import { usePreferences } from './usePreferences.ts';

/** How this desk shows the console. Works at once, for this computer only. */
export function AppearancePage() {
  const t = useTranslate();
  const { preferences, change } = usePreferences();
  return (
    <>
      <SettingsHeader current="appearance" />
      <PageBody>
        <p className={styles['hint']}>{t('appearance.text')}</p>
        {preferences ? (
          <div>
            <FormSection layout="beside" title={t('appearance.theme')}>
              <RadioGroup
                label={t('appearance.theme')}
                hideLabel
                variant="cards"
                value={preferences.theme}
                onChange={(theme) => change({ theme: theme as Preferences['theme'] })}
                options={[
                  { id: 'light', label: t('appearance.theme.light') },
                  { id: 'dark', label: t('appearance.theme.dark') },
                  { id: 'system', label: t('appearance.theme.system') },
                ]}
              />
            </FormSection>
            <FormSection layout="beside" title={t('appearance.language')}>
              <RadioGroup
                label={t('appearance.language')}
                hideLabel
                variant="cards"
                value={preferences.language}
                onChange={(language) => change({ language: language as Preferences['language'] })}
                options={(['en', 'ru'] as const).map((id) => ({ id, label: t(`appearance.language.${id}`) }))}
              />
            </FormSection>
            <FormSection layout="beside" title={t('appearance.density')}>
              <RadioGroup
                label={t('appearance.density')}
                hideLabel
                variant="cards"
                value={preferences.density}
                onChange={(density) => change({ density: density as Preferences['density'] })}
                options={(['normal', 'compact'] as const).map((id) => ({
                  id,
                  label: t(`appearance.density.${id}`),
                  description: t(`appearance.density.${id}.text`),
                }))}
              />
            </FormSection>
            <FormSection layout="beside" title={t('appearance.closing')}>
              <RadioGroup
                label={t('appearance.closing')}
                hideLabel
                variant="cards"
                value={preferences.closing}
                onChange={(closing) => change({ closing: closing as Preferences['closing'] })}
                options={(['quit', 'tray'] as const).map((id) => ({
                  id,
                  label: t(`appearance.closing.${id}`),
                  description: t(`appearance.closing.${id}.text`),
                }))}
              />
            </FormSection>
          </div>
        ) : null}
      </PageBody>
    </>
  );
}
