import type { UseFormReturn } from 'react-hook-form';
import type { Product } from '../../../../preload/api/catalogue.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { FormCheckbox, FormSection, FormSelect } from '../../../ui/index.ts';
import { InForce } from './InForce.tsx';
import type { ProductValues } from './values.ts';

export interface RevenueFieldsProps {
  form: UseFormReturn<ProductValues>;
  product: Product;
}

/** When what was paid counts as earned (spec items 53, 54). */
export function RevenueFields({ form, product }: RevenueFieldsProps) {
  const t = useTranslate();
  const { effective, source } = product.effective.revenueRecognition;
  const inherits = form.watch('inheritsRevenue');
  return (
    <FormSection headingLevel={3} title={t('product.revenue')}>
      <FormCheckbox
        name="inheritsRevenue"
        label={t('product.revenue.inherit')}
        description={
          inherits && source !== 'product' ? (
            <InForce value={t(`product.revenue.${effective}`)} source={source} />
          ) : undefined
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
