import type { UseFormReturn } from 'react-hook-form';
import { useTranslate } from '../../i18n/provider.tsx';
import {
  FormCheckbox,
  FormDateField,
  FormNumberField,
  FormRadioGroup,
  FormRow,
  FormSection,
  FormTextArea,
  FormTextField,
} from '../../ui/index.ts';
import { AmountFields } from './AmountFields.tsx';
import { DiscountedProducts, MandatoryProducts } from './ProductFields.tsx';
import type { PromoValues } from './values.ts';

/** All that a promo code is (spec 2.8): what it is called, what it grants, from what, and within which limits. */
export function PromoCodeFields({ form }: { form: UseFormReturn<PromoValues> }) {
  const t = useTranslate();
  const kind = form.watch('kind');
  const scope = form.watch('scope');
  return (
    <>
      <FormSection>
        <FormCheckbox name="isActive" label={t('promoCodes.isActive')} description={t('promoCodes.isActive.text')} />
        <FormRow>
          <FormTextField
            name="code"
            label={t('promoCodes.code')}
            description={t('promoCodes.code.text')}
            isRequired
            isMono
            maxLength={50}
            spellCheck={false}
          />
          <FormTextField name="name" label={t('promoCodes.name')} isRequired maxLength={200} />
        </FormRow>
        <FormTextArea name="description" label={t('promoCodes.description')} rows={2} />
      </FormSection>
      <FormSection title={t('promoCodes.grant')}>
        <FormRadioGroup
          name="kind"
          label={t('promoCodes.kind')}
          orientation="horizontal"
          options={(['percent', 'fixed'] as const).map((id) => ({ id, label: t(`promoCodes.kind.${id}`) }))}
        />
        {kind === 'percent' ? (
          <FormRow>
            <FormTextField
              name="percent"
              label={t('promoCodes.percent')}
              description={t('promoCodes.percent.text')}
              after="%"
              align="end"
              isRequired
              maxLength={20}
            />
          </FormRow>
        ) : (
          <>
            <p>{t('promoCodes.amounts.text')}</p>
            <AmountFields form={form} name="amounts" label={t('promoCodes.amounts')} />
          </>
        )}
        <FormCheckbox
          name="isRecurring"
          label={t('promoCodes.isRecurring')}
          description={t('promoCodes.isRecurring.text')}
        />
      </FormSection>
      <FormSection title={t('promoCodes.scope')}>
        <FormRadioGroup
          name="scope"
          label={t('promoCodes.scope')}
          hideLabel
          orientation="horizontal"
          options={(['all', 'selected'] as const).map((id) => ({ id, label: t(`promoCodes.scope.${id}`) }))}
        />
        {scope === 'selected' ? <DiscountedProducts form={form} /> : null}
      </FormSection>
      <FormSection title={t('promoCodes.mandatory')} description={t('promoCodes.mandatory.text')}>
        <MandatoryProducts form={form} />
      </FormSection>
      <FormSection title={t('promoCodes.limits')} description={t('promoCodes.limits.text')}>
        <FormRow>
          <FormDateField name="startsOn" label={t('promoCodes.startsOn')} />
          <FormDateField name="endsOn" label={t('promoCodes.endsOn')} />
        </FormRow>
        <FormRow>
          <FormNumberField name="minQuantity" label={t('promoCodes.minQuantity')} min={1} />
          <FormNumberField name="maxQuantity" label={t('promoCodes.maxQuantity')} min={1} />
        </FormRow>
        <FormRow>
          <FormNumberField
            name="maxUses"
            label={t('promoCodes.maxUses')}
            placeholder={t('promoCodes.unlimited')}
            min={1}
          />
          <FormNumberField
            name="maxUsesPerClient"
            label={t('promoCodes.maxUsesPerClient')}
            placeholder={t('promoCodes.unlimited')}
            min={1}
          />
        </FormRow>
      </FormSection>
    </>
  );
}
