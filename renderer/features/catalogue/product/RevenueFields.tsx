import type { UseFormReturn } from 'react-hook-form';
import type { Brand } from '../../../../preload/api/brand.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { FormCheckbox, FormSection, FormSelect } from '../../../ui/index.ts';
import type { ProductValues } from './values.ts';

export interface RevenueFieldsProps {
  form: UseFormReturn<ProductValues>;
  brand: Brand;
}

/** When what was paid counts as earned (spec items 53, 54). */
export function RevenueFields({ form, brand }: RevenueFieldsProps) {
  const t = useTranslate();
  const inherits = form.watch('inheritsRevenue');
  return (
    <FormSection headingLevel={3} title={t('product.revenue')}>
      <FormCheckbox
        name="inheritsRevenue"
        label={t('product.revenue.inherit')}
        description={
          inherits ? t('product.inForce', { value: t(`product.revenue.${brand.revenueRecognition}`) }) : undefined
        }
      />
      {inherits ? null : (
        <FormSelect
          name="revenueRecognition"
          label={t('product.revenue.when')}
          options={(['immediate', 'spread'] as const).map((id) => ({ id, label: t(`product.revenue.${id}`) }))}
        />
      )}
    </FormSection>
  );
}
