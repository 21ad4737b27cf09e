import { definitionOf, type SettingScope } from '../../../preload/api/automation-settings.ts';
import type { EffectiveSetting } from '../../../preload/api/automation.ts';
import { messages } from '../../i18n/messages.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { FormNumberField, FormSelect } from '../../ui/index.ts';
import { inherit, intervalText } from './intervals.ts';

/** One setting at a level: the field holds the level's own value, the text under it says what is in force and from where. */
export function IntervalField({ setting, scope }: { setting: EffectiveSetting; scope: SettingScope }) {
  const t = useTranslate();
  const { name, own, value, from, inherited, inheritedFrom } = setting;
  const { kind, minimum, maximum, choices = ['yes', 'no'] } = definitionOf(name);
  const label = t(`intervals.name.${name}`);
  const inForce =
    own === null
      ? t('intervals.inForce', { value: intervalText(t, name, value), from: t(`intervals.from.${from}`) })
      : t('intervals.own', {
          value: intervalText(t, name, inherited),
          from: t(`intervals.from.${inheritedFrom}`),
        });
  const textKey = `intervals.text.${name}`;
  const description = Object.hasOwn(messages.en, textKey) ? `${t(textKey)} ${inForce}` : inForce;
  if (kind === 'number')
    return (
      <FormNumberField
        name={`values.${name}`}
        label={label}
        description={description}
        placeholder={inherited}
        {...(name === 'max_overdue_reminders' || name === 'consolidation_day'
          ? {}
          : { unit: t(name === 'stale_data_hours' ? 'intervals.hours' : 'intervals.days') })}
        {...(minimum === undefined ? {} : { min: minimum })}
        {...(maximum === undefined ? {} : { max: maximum })}
      />
    );
  return (
    <FormSelect
      name={`values.${name}`}
      label={label}
      description={description}
      options={[
        {
          id: inherit,
          label:
            scope === 'brand'
              ? `${intervalText(t, name, inherited)} (${t('intervals.from.initial')})`
              : t('intervals.inherit', { value: intervalText(t, name, inherited) }),
        },
        ...choices.map((id) => ({ id, label: intervalText(t, name, id) })),
      ]}
    />
  );
}
