import type { UseFormReturn } from 'react-hook-form';
import type { Brand } from '../../../../preload/api/brand.ts';
import type { Product } from '../../../../preload/api/catalogue.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { FormRow, FormSection, FormSelect, Select } from '../../../ui/index.ts';
import { newPrice, type ProductValues } from './values.ts';

export interface SaleFieldsProps {
  form: UseFormReturn<ProductValues>;
  brand: Brand;
}

/** How often it is paid (spec item 40). Its prices follow: a one-off price has no term. */
export function PurchaseType({ form }: { form: UseFormReturn<ProductValues> }) {
  const t = useTranslate();
  const purchaseType = form.watch('purchaseType');
  const choose = (next: Product['purchaseType']): void => {
    if (next === purchaseType) return;
    const prices = form.getValues('prices');
    const seen = new Set<string | null>();
    // One amount a currency is taken over, the first; the stored ones stay until this is saved.
    const kept = prices.filter(({ currency }) => seen.size < seen.add(currency).size);
    form.setValue('purchaseType', next, { shouldDirty: true });
    form.setValue(
      'prices',
      kept.map(({ currency, amountMinor }) => ({
        ...newPrice(next === 'one_off' ? '0' : '1', currency),
        amountMinor,
      })),
      { shouldDirty: true },
    );
  };
  return (
    <Select
      label={t('product.purchaseType')}
      value={purchaseType}
      onChange={(id) => choose(id as Product['purchaseType'])}
      options={(['one_off', 'recurring'] as const).map((id) => ({ id, label: t(`product.purchaseType.${id}`) }))}
    />
  );
}

/** What happens in other currencies and which term comes first (spec items 44, 45). */
export function SaleFields({ form, brand }: SaleFieldsProps) {
  const t = useTranslate();
  const [multi, term] = form.watch(['multiCurrency', 'defaultTerm']);
  return (
    <FormSection headingLevel={3} title={t('product.selling')}>
      <FormRow>
        <FormSelect
          name="multiCurrency"
          label={t('product.multiCurrency')}
          description={
            multi === 'inherit'
              ? t('product.inForce', { value: t(`product.multiCurrency.${brand.multiCurrency}`) })
              : t('product.multiCurrency.text')
          }
          options={(['inherit', 'omit', 'convert'] as const).map((id) => ({
            id,
            label: t(`product.multiCurrency.${id}`),
          }))}
        />
        {form.watch('purchaseType') === 'recurring' ? (
          <FormSelect
            name="defaultTerm"
            label={t('product.defaultTerm')}
            description={
              term === 'inherit'
                ? t('product.inForce', { value: t(`catalogue.term.${brand.defaultTermMonths}`) })
                : undefined
            }
            options={(['inherit', 'lowest', 'lowest_monthly', 'highest'] as const).map((id) => ({
              id,
              label: t(`product.defaultTerm.${id}`),
            }))}
          />
        ) : null}
      </FormRow>
    </FormSection>
  );
}

/** Whether affiliates earn by it (spec item 46). */
export function AffiliateFields({ form, brand }: SaleFieldsProps) {
  const t = useTranslate();
  const affiliate = form.watch('allowAffiliate');
  return (
    <FormSection headingLevel={3} title={t('product.affiliate')}>
      <FormRow>
        <FormSelect
          name="allowAffiliate"
          label={t('product.allowAffiliate')}
          description={
            affiliate === 'inherit'
              ? t('product.inForce', { value: t(`product.allowAffiliate.${brand.allowAffiliate ? 'yes' : 'no'}`) })
              : undefined
          }
          options={(['inherit', 'yes', 'no'] as const).map((id) => ({ id, label: t(`product.allowAffiliate.${id}`) }))}
        />
      </FormRow>
    </FormSection>
  );
}
