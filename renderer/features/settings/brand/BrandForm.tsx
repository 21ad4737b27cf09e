import { brand as api, type Brand } from '../../../../preload/api/brand.ts';
import { useFieldText } from '../../../app/ErrorBanner.tsx';
import { useCallForm } from '../../../app/form.ts';
import { useAction } from '../../../app/query.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Button, Form, FormActions, FormRow, FormSection, FormTextField } from '../../../ui/index.ts';
import { DraftStatus } from '../../../workbench/DraftStatus.tsx';
import { FormRefusal } from '../../../workbench/FormRefusal.tsx';
import { useMay } from '../../../workbench/useMay.ts';
import { useUndoable } from '../../../workbench/useUndo.ts';
import { ColorField } from './ColorField.tsx';
import { DatesAndNumbers } from './DatesAndNumbers.tsx';
import { LanguageFields, MoneyFields } from './LanguageAndMoney.tsx';
import { brandCalls } from './undo-calls.ts';
import { brandSaved } from './undo.ts';
import { brandInput, brandValues, type BrandValues } from './values.ts';

// A change may leave settings out; the form may not: what was cleared says "fill in".
const schema = api.update.input.required({ name: true, defaultCurrency: true, timeZone: true });

/** The settings that products, clients and documents inherit (spec 2.15). */
export function BrandForm({ brand }: { brand: Brand }) {
  const t = useTranslate();
  const may = useMay();
  const fieldText = useFieldText();
  const update = useAction('brand', 'update');
  const told = useUndoable();
  const { form, submit, refusal, isDraft, discard } = useCallForm<BrandValues, Partial<Brand>, Brand>({
    id: 'brand',
    schema,
    defaults: brandValues(brand),
    followsStored: true,
    onlyChanges: true,
    toInput: brandInput,
    save: (input) => update.mutateAsync(input),
    onSaved: (saved) => {
      form.reset(brandValues(saved));
      told({
        text: t('brandSettings.saved'),
        entry: brandSaved(brandCalls, t('undo.what.brand'), brand, saved),
      });
    },
  });
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
        <FormTextField
          name="clientUrl"
          label={t('brandSettings.clientUrl')}
          description={t('brandSettings.clientUrl.text')}
          placeholder="https://"
          maxLength={300}
        />
        <FormTextField name="adminUrl" label={t('brandSettings.adminUrl')} placeholder="https://" maxLength={300} />
      </FormSection>
      <FormSection layout="beside" title={t('brandSettings.colors')} description={t('brandSettings.colors.text')}>
        <FormRow>
          <ColorField form={form} name="accentColor" label={t('brandSettings.accentColor')} />
          <ColorField form={form} name="onAccentColor" on="accentColor" label={t('brandSettings.onAccentColor')} />
        </FormRow>
        <FormRow>
          <ColorField form={form} name="headerColor" label={t('brandSettings.headerColor')} />
          <ColorField form={form} name="onHeaderColor" on="headerColor" label={t('brandSettings.onHeaderColor')} />
        </FormRow>
      </FormSection>
      <LanguageFields form={form} />
      <MoneyFields form={form} />
      <DatesAndNumbers form={form} brand={brand} />
      <FormRefusal refusal={refusal} />
      <FormActions status={<DraftStatus isDraft={isDraft} onDiscard={discard} />}>
        <Button type="submit" variant="primary" isBusy={form.formState.isSubmitting} whyDisabled={may('brand.write')}>
          {t('ui.save')}
        </Button>
      </FormActions>
    </Form>
  );
}
