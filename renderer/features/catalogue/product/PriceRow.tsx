import { CircleAlert, X } from 'lucide-react';
import type { UseFormReturn } from 'react-hook-form';
import { useFieldText } from '../../../app/ErrorBanner.tsx';
import { readFieldMessage } from '../../../app/form.ts';
import { useLocaleCode, useTranslate } from '../../../i18n/provider.tsx';
import { FormComboBox, FormMoneyField, FormSelect, IconButton } from '../../../ui/index.ts';
import { currencyOptions } from '../../settings/currencies.ts';
import styles from './PriceFields.module.css';
import type { ProductValues, TermId } from './values.ts';

export interface PriceRowProps {
  form: UseFormReturn<ProductValues>;
  index: number;
  terms: readonly TermId[];
  onRemove: () => void;
}

/** One price: term, currency, amount. */
export function PriceRow({ form, index, terms, onRemove }: PriceRowProps) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const fieldText = useFieldText();
  const currency = form.watch(`prices.${index}.currency`) ?? 'EUR';
  const problem = form.formState.errors.prices?.[index]?.message;
  return (
    <fieldset className={styles['row']} aria-label={`${t('product.price.amount')} ${index + 1}`}>
      <FormSelect
        name={`prices.${index}.termMonths`}
        label={t('product.price.term')}
        hideLabel
        options={terms.map((id) => ({ id, label: t(`catalogue.term.${id}`) }))}
      />
      <FormComboBox
        name={`prices.${index}.currency`}
        label={t('product.price.currency')}
        hideLabel
        options={currencyOptions(locale)}
      />
      <FormMoneyField
        name={`prices.${index}.amountMinor`}
        label={t('product.price.amount')}
        hideLabel
        currency={currency}
      />
      <IconButton label={t('product.price.remove', { number: index + 1 })} icon={X} onPress={onRemove} />
      {problem === undefined ? null : (
        <p className={styles['problem']} role="alert">
          <CircleAlert aria-hidden="true" className={styles['problemIcon']} />
          {readFieldMessage(problem).code === 'duplicate' ? t('product.price.duplicate') : fieldText(problem)}
        </p>
      )}
    </fieldset>
  );
}
