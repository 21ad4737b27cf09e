import { brand as api, type Brand } from '../../../preload/api/brand.ts';
import { useFieldText } from '../../app/ErrorBanner.tsx';
import { useCallForm } from '../../app/form.ts';
import { useAction } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import { formatInstant, languageName } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import {
  Button,
  Form,
  FormActions,
  FormComboBox,
  FormRow,
  FormSection,
  FormSelect,
  FormTextField,
} from '../../ui/index.ts';
import { DraftStatus } from '../../workbench/DraftStatus.tsx';
import { FormRefusal } from '../../workbench/FormRefusal.tsx';
import { useMay } from '../../workbench/useMay.ts';
import { useNow } from '../../workbench/useNow.ts';
import { currencyOptions } from './currencies.ts';
import { timeZoneOptions } from './time-zones.ts';

interface Values {
  name: string;
  defaultLanguage: Brand['defaultLanguage'];
  defaultCurrency: string | null;
  timeZone: string | null;
}

export function BrandForm({ brand }: { brand: Brand }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const may = useMay();
  const now = useNow();
  const fieldText = useFieldText();
  const update = useAction('brand', 'update');
  const { form, submit, refusal, isDraft, discard } = useCallForm<Values, Partial<Brand>, Brand>({
    id: 'brand',
    // A change may leave settings out; the form may not: what was cleared says "fill in".
    schema: api.update.input.required({ name: true, defaultLanguage: true, defaultCurrency: true, timeZone: true }),
    defaults: brand,
    toInput: ({ name, defaultLanguage, defaultCurrency, timeZone }) => ({
      name,
      defaultLanguage,
      // A choice that was cleared is missing, so that the field says "fill in".
      ...(defaultCurrency === null ? {} : { defaultCurrency }),
      ...(timeZone === null ? {} : { timeZone }),
    }),
    save: (input) => update.mutateAsync(input),
    onSaved: (saved) => {
      form.reset(saved);
      toasts.add({ tone: 'success', text: t('brandSettings.saved') });
    },
  });
  const timeZone = form.watch('timeZone');
  return (
    <Form form={form} onSubmit={submit} translate={fieldText} label={t('settings.brand')}>
      <FormSection layout="beside" title={t('brandSettings.identity')}>
        <FormTextField
          name="name"
          label={t('brandSettings.name')}
          description={t('brandSettings.name.text')}
          isRequired
          maxLength={120}
        />
      </FormSection>
      <FormSection layout="beside" title={t('brandSettings.business')}>
        <FormSelect
          name="defaultLanguage"
          label={t('brandSettings.language')}
          description={t('brandSettings.language.text')}
          options={[...new Set(['en', 'ru', ...brand.languages])].map((id) => ({ id, label: languageName(id) }))}
        />
        <FormRow columns={1}>
          <FormComboBox
            name="defaultCurrency"
            label={t('brandSettings.currency')}
            description={t('brandSettings.currency.text')}
            options={currencyOptions(locale)}
            isRequired
          />
          <FormComboBox
            name="timeZone"
            label={t('brandSettings.timeZone')}
            description={
              <>
                {t('brandSettings.timeZone.text')}{' '}
                {timeZone
                  ? t('brandSettings.now', { zone: timeZone, time: formatInstant(now, locale, { timeZone }) })
                  : null}
              </>
            }
            options={timeZoneOptions(brand.timeZone)}
            isRequired
          />
        </FormRow>
      </FormSection>
      <FormRefusal refusal={refusal} />
      <FormActions status={<DraftStatus isDraft={isDraft} onDiscard={discard} />}>
        <Button type="submit" variant="primary" isBusy={form.formState.isSubmitting} whyDisabled={may('brand.write')}>
          {t('ui.save')}
        </Button>
      </FormActions>
    </Form>
  );
}
