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
            <Choice
              name={t('appearance.theme')}
              value={preferences.theme}
              onChoose={(theme) => change({ theme })}
              options={(['light', 'dark', 'system'] as const).map((id) => ({ id, label: t(`appearance.theme.${id}`) }))}
            />
            <Choice
              name={t('appearance.language')}
              value={preferences.language}
              onChoose={(language) => change({ language })}
              options={(['en', 'ru'] as const).map((id) => ({ id, label: t(`appearance.language.${id}`) }))}
            />
            <Choice
              name={t('appearance.density')}
              value={preferences.density}
              onChoose={(density) => change({ density })}
              options={(['normal', 'compact'] as const).map((id) => ({
                id,
                label: t(`appearance.density.${id}`),
                description: t(`appearance.density.${id}.text`),
              }))}
            />
            <Choice
              name={t('appearance.closing')}
              value={preferences.closing}
              onChoose={(closing) => change({ closing })}
              options={(['quit', 'tray'] as const).map((id) => ({
                id,
                label: t(`appearance.closing.${id}`),
                description: t(`appearance.closing.${id}.text`),
              }))}
            />
          </div>
        ) : null}
      </PageBody>
    </>
  );
}

interface ChoiceProps<Id extends string> {
  name: string;
  value: Id;
  onChoose: (id: Id) => void;
  options: { id: Id; label: string; description?: string }[];
}

/** One setting with the few values that it has, as cards. */
function Choice<Id extends string>({ name, value, onChoose, options }: ChoiceProps<Id>) {
  return (
    <FormSection layout="beside" title={name}>
      <RadioGroup
        label={name}
        hideLabel
        variant="cards"
        value={value}
        onChange={(chosen) => {
          const option = options.find(({ id }) => id === chosen);
          if (option) onChoose(option.id);
        }}
        options={options}
      />
    </FormSection>
  );
}
