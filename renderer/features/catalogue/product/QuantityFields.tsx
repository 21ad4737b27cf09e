import type { UseFormReturn } from 'react-hook-form';
import { useTranslate } from '../../../i18n/provider.tsx';
import { FormCheckbox, FormNumberField, FormRow, FormSection, FormSelect } from '../../../ui/index.ts';
import type { ProductValues } from './values.ts';

/** How many of it one order may hold (spec items 34-37). What does not apply is hidden, and kept. */
export function QuantityFields({ form }: { form: UseFormReturn<ProductValues> }) {
  const t = useTranslate();
  const bulk = form.watch('quantity.bulk');
  const isLimited = form.watch('quantity.isLimited');
  return (
    <FormSection headingLevel={3} title={t('product.quantity')}>
      <FormRow>
        <FormSelect
          name="quantity.bulk"
          label={t('product.bulk')}
          options={(['yes', 'multiples', 'no'] as const).map((id) => ({ id, label: t(`product.bulk.${id}`) }))}
        />
        {bulk === 'multiples' ? (
          <FormNumberField
            name="quantity.step"
            label={t('product.quantity.step')}
            description={t('product.quantity.step.text')}
            min={1}
            isRequired
          />
        ) : null}
      </FormRow>
      {bulk === 'no' ? null : (
        <FormCheckbox
          name="quantity.isLimited"
          label={t('product.quantity.isLimited')}
          description={t('product.quantity.isLimited.text')}
        />
      )}
      {bulk === 'no' || !isLimited ? null : (
        <FormRow>
          <FormNumberField name="quantity.min" label={t('product.quantity.min')} min={1} />
          <FormNumberField name="quantity.max" label={t('product.quantity.max')} min={1} />
        </FormRow>
      )}
    </FormSection>
  );
}
