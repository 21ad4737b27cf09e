import { useWatch } from 'react-hook-form';
import { automation, type EffectiveSetting } from '../../../preload/api/automation.ts';
import {
  type ConsolidationMode,
  definitionOf,
  type SettingDefinition,
  type SettingName,
  type SettingScope,
} from '../../../preload/api/automation-settings.ts';
import { ErrorBanner, useFieldText } from '../../app/ErrorBanner.tsx';
import { useCallForm } from '../../app/form.ts';
import { useAction, useCall } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Button, Form, FormActions, FormSection, Skeleton } from '../../ui/index.ts';
import { DraftStatus } from '../../workbench/DraftStatus.tsx';
import { FormRefusal } from '../../workbench/FormRefusal.tsx';
import { useDelayed } from '../../workbench/useDelayed.ts';
import { useMay } from '../../workbench/useMay.ts';
import { IntervalField } from './IntervalField.tsx';
import { inherit, intervalInput, type IntervalValues, intervalValues } from './intervals.ts';

export interface IntervalsProps {
  scope: SettingScope;
  /** Empty: of the brand. */
  scopeId: string;
  layout?: 'beside' | undefined;
}

/** The intervals of automation at a level: what is in force there, where it comes from, and the level's own values. */
export function Intervals(props: IntervalsProps) {
  const { data, error, isPending } = useCall('automation', 'getSettings', {
    scope: props.scope,
    scopeId: props.scopeId,
  });
  const isSlow = useDelayed(isPending);
  if (error) return <ErrorBanner error={error.error} />;
  if (!data) return isSlow ? <Skeleton lines={6} /> : null;
  return <IntervalsForm {...props} settings={data.settings} />;
}

const groups = ['invoices', 'reminders', 'dunning', 'guards'] as const satisfies readonly SettingDefinition['group'][];

/** Which day a choice is of is asked where it is that choice that would be in force. */
const daysOf = { consolidation_day: 'day_of_month', consolidation_weekday: 'weekday' } as const satisfies Partial<
  Record<SettingName, ConsolidationMode>
>;
function isAsked(name: SettingName, settings: readonly EffectiveSetting[], mode: unknown): boolean {
  if (name !== 'consolidation_day' && name !== 'consolidation_weekday') return true;
  const inherited = settings.find((each) => each.name === 'consolidation')?.inherited;
  return (mode === inherit ? inherited : mode) === daysOf[name];
}

function IntervalsForm({ scope, scopeId, layout, settings }: IntervalsProps & { settings: EffectiveSetting[] }) {
  const t = useTranslate();
  const may = useMay();
  const fieldText = useFieldText();
  const save = useAction('automation', 'setSettings');
  const { form, submit, refusal, isDraft, discard } = useCallForm<
    IntervalValues,
    object,
    { settings: EffectiveSetting[] }
  >({
    id: `intervals/${scope}/${scopeId}`,
    schema: automation.setSettings.input,
    defaults: intervalValues(settings),
    followsStored: true,
    toInput: (values) => ({ scope, scopeId, values: intervalInput(values) }),
    // The form's schema has checked the input before this is called.
    save: (input) => save.mutateAsync(input as Parameters<typeof save.mutateAsync>[0]),
    onSaved: (saved) => {
      form.reset(intervalValues(saved.settings));
      toasts.add({ tone: 'success', text: t('intervals.saved') });
    },
  });
  const mode = useWatch({ control: form.control, name: 'values.consolidation' });
  return (
    <Form form={form} onSubmit={submit} translate={fieldText} label={t('settings.automation')}>
      {groups.map((group) => {
        const own = settings.filter(({ name }) => definitionOf(name).group === group && isAsked(name, settings, mode));
        if (own.length === 0) return null;
        return (
          <FormSection key={group} title={t(`intervals.group.${group}`)} {...(layout ? { layout } : {})}>
            {own.map((setting) => (
              <IntervalField key={setting.name} setting={setting} scope={scope} />
            ))}
          </FormSection>
        );
      })}
      <FormRefusal refusal={refusal} />
      <FormActions status={<DraftStatus isDraft={isDraft} onDiscard={discard} />}>
        <Button
          type="submit"
          variant="primary"
          isBusy={form.formState.isSubmitting}
          whyDisabled={may('automation.write')}
        >
          {t('ui.save')}
        </Button>
      </FormActions>
    </Form>
  );
}
