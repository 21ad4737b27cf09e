import { affiliates as api, type AffiliateSettings as Settings } from '../../../preload/api/affiliates.ts';
import type { Input } from '../../../preload/api/contract.ts';
import { ErrorBanner, useFieldText } from '../../app/ErrorBanner.tsx';
import { useCallForm } from '../../app/form.ts';
import { useAction, useCall } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import {
  Banner,
  Card,
  Form,
  FormCheckbox,
  FormMoneyField,
  FormNumberField,
  FormRow,
  FormSection,
  FormSelect,
  FormTextField,
} from '../../ui/index.ts';
import { FormFooter } from '../../workbench/FormFooter.tsx';
import { useMay } from '../../workbench/useMay.ts';

/** How affiliates earn: one card of the brand settings (spec 2.15). */
export function AffiliateSettings() {
  const t = useTranslate();
  const { data, error } = useCall('affiliates', 'settings', {});
  const { data: brand } = useCall('brand', 'get', {});
  return (
    <Card title={t('affiliates.settings')} description={t('affiliates.settings.text')}>
      {error ? <ErrorBanner error={error.error} /> : null}
      {data && brand ? <SettingsForm settings={data} currency={brand.defaultCurrency} /> : null}
    </Card>
  );
}

interface Values extends Omit<Settings, 'currency' | 'fixedMinor' | 'maturationDays' | 'thresholdMinor'> {
  fixedMinor: number | null;
  maturationDays: number | null;
  thresholdMinor: number | null;
}

function SettingsForm({ settings, currency }: { settings: Settings; currency: string }) {
  const t = useTranslate();
  const may = useMay();
  const fieldText = useFieldText();
  const save = useAction('affiliates', 'saveSettings');
  const { currency: savedIn, ...stored } = settings;
  const { form, submit, refusal, isDraft, discard } = useCallForm<Values, Input<typeof api.saveSettings>, Settings>({
    id: 'affiliate-settings',
    schema: api.saveSettings.input,
    defaults: stored,
    followsStored: true,
    // A comma is how half of the world writes it. What was cleared is missing, so that its field says "fill in".
    toInput: (values) =>
      ({
        ...values,
        percent: values.percent.replace(',', '.'),
        fixedMinor: values.fixedMinor ?? undefined,
        maturationDays: values.maturationDays ?? undefined,
        thresholdMinor: values.thresholdMinor ?? undefined,
      }) as Input<typeof api.saveSettings>,
    save: save.mutateAsync,
    onSaved: ({ currency: _currency, ...saved }) => {
      form.reset(saved);
      toasts.add({ tone: 'success', text: t('ui.saved') });
    },
  });
  return (
    <Form form={form} onSubmit={submit} translate={fieldText} label={t('affiliates.settings')}>
      {savedIn === currency ? null : (
        <Banner tone="warning" title={t('affiliates.otherCurrency', { saved: savedIn, now: currency })} />
      )}
      <FormSection>
        <FormCheckbox name="isEnabled" label={t('affiliates.isEnabled')} description={t('affiliates.isEnabled.text')} />
        <FormRow>
          <FormSelect
            name="kind"
            label={t('affiliates.kind')}
            options={(['percent', 'fixed'] as const).map((id) => ({ id, label: t(`affiliates.kind.${id}`) }))}
          />
          {form.watch('kind') === 'percent' ? (
            <FormTextField
              name="percent"
              label={t('affiliates.percent')}
              after="%"
              align="end"
              isRequired
              maxLength={12}
            />
          ) : (
            <FormMoneyField name="fixedMinor" label={t('affiliates.fixed')} currency={currency} isRequired />
          )}
        </FormRow>
        <FormRow>
          <FormNumberField
            name="maturationDays"
            label={t('affiliates.maturation')}
            description={t('affiliates.maturation.text')}
            unit={t('affiliates.days')}
            min={0}
            max={366}
            isRequired
          />
          <FormMoneyField
            name="thresholdMinor"
            label={t('affiliates.threshold')}
            description={t('affiliates.threshold.text')}
            currency={currency}
            isRequired
          />
        </FormRow>
      </FormSection>
      <FormFooter
        refusal={refusal}
        isDraft={isDraft}
        onDiscard={discard}
        isBusy={form.formState.isSubmitting}
        isDirty={form.formState.isDirty}
        whyDisabled={may('brand.write')}
      />
    </Form>
  );
}
