import { X } from 'lucide-react';
import { useFormState, type UseFormReturn } from 'react-hook-form';
import { useTranslate } from '../../i18n/provider.tsx';
import { FormTextField, IconButton } from '../../ui/index.ts';
import { PickedList } from '../../workbench/PickedList.tsx';
import { RecordPicker } from '../catalogue/product/RecordPicker.tsx';
import { AmountFields } from './AmountFields.tsx';
import styles from './PromoCode.module.css';
import type { PromoValues } from './values.ts';

/** The products that a code is taken from, each with its own percentage or amounts where it has them. */
export function DiscountedProducts({ form }: { form: UseFormReturn<PromoValues> }) {
  const t = useTranslate();
  const { errors } = useFormState({ control: form.control, name: 'products' });
  const products = form.watch('products');
  const kind = form.watch('kind');
  const set = (next: PromoValues['products']): void => {
    form.clearErrors('products');
    form.setValue('products', next, { shouldDirty: true });
  };
  return (
    <div className={styles['products']}>
      {products.map((product, at) => (
        <fieldset key={product.productId} className={styles['product']} aria-label={product.productName}>
          <span className={styles['name']}>{product.productName}</span>
          {kind === 'percent' ? (
            <FormTextField
              name={`products.${at}.percent`}
              label={t('promoCodes.percent.own')}
              after="%"
              align="end"
              maxLength={20}
            />
          ) : (
            <div className={styles['own']}>
              <span>{t('promoCodes.amounts.own')}</span>
              <AmountFields form={form} name={`products.${at}.amounts`} label={t('promoCodes.amounts.own')} />
            </div>
          )}
          <IconButton
            size="small"
            icon={X}
            label={t('promoCodes.product.remove', { name: product.productName })}
            onPress={() => set(products.filter(({ productId }) => productId !== product.productId))}
          />
        </fieldset>
      ))}
      <RecordPicker
        label={t('promoCodes.product.add')}
        kinds={['product']}
        exclude={products.map(({ productId }) => productId)}
        chosen={null}
        error={errors.products?.message}
        onChoose={(hit) => {
          if (hit) set([...products, { productId: hit.id, productName: hit.title, percent: '', amounts: [] }]);
        }}
      />
    </div>
  );
}

/** The products that must all be in the basket with it. */
export function MandatoryProducts({ form }: { form: UseFormReturn<PromoValues> }) {
  const t = useTranslate();
  const { errors } = useFormState({ control: form.control, name: 'mandatoryProductIds' });
  const products = form.watch('mandatoryProductIds');
  const set = (next: PromoValues['mandatoryProductIds']): void => {
    form.clearErrors('mandatoryProductIds');
    form.setValue('mandatoryProductIds', next, { shouldDirty: true });
  };
  return (
    <div className={styles['products']}>
      <PickedList
        label={t('promoCodes.mandatory')}
        empty={t('promoCodes.mandatory.none')}
        items={products.map(({ id, name }) => ({ id, name, note: null }))}
        onChange={(ids) => set(ids.flatMap((id) => products.find((each) => each.id === id) ?? []))}
      />
      <RecordPicker
        label={t('promoCodes.mandatory.add')}
        kinds={['product']}
        exclude={products.map(({ id }) => id)}
        chosen={null}
        error={errors.mandatoryProductIds?.message}
        onChoose={(hit) => {
          if (hit) set([...products, { id: hit.id, name: hit.title }]);
        }}
      />
    </div>
  );
}
