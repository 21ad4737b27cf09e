import { Plus, X } from 'lucide-react';
import { useFormState, type UseFormReturn } from 'react-hook-form';
import { useFieldText } from '../../app/ErrorBanner.tsx';
import { useCall } from '../../app/query.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Button, FormComboBox, FormMoneyField, IconButton } from '../../ui/index.ts';
import { currencyOptions } from '../settings/currencies.ts';
import styles from './PromoCode.module.css';
import { type AmountValues, newAmount, type PromoValues } from './values.ts';

export interface AmountFieldsProps {
  form: UseFormReturn<PromoValues>;
  /** `amounts`, or those of one product. */
  name: 'amounts' | `products.${number}.amounts`;
  label: string;
}

/** A fixed discount for each currency in which it works. */
export function AmountFields({ form, name, label }: AmountFieldsProps) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const fieldText = useFieldText();
  const { data: brand } = useCall('brand', 'get', {});
  const { errors } = useFormState({ control: form.control });
  const amounts = form.watch(name as 'amounts');
  const own = brand?.defaultCurrency ?? 'EUR';
  const message = name === 'amounts' ? errors.amounts?.message : undefined;
  /** The lines are one value: the form library's own lists would complain of a new line before it is filled in. */
  const set = (next: AmountValues[]): void => {
    form.clearErrors(name);
    form.setValue(name, next, { shouldDirty: true });
  };
  const used = new Set(amounts.map(({ currency }) => currency));
  const next = [own, ...(brand?.currencies ?? [])].find((code) => !used.has(code)) ?? null;
  return (
    <fieldset className={styles['amounts']} aria-label={label}>
      {amounts.map((amount, at) => (
        <div key={amount.key} className={styles['amount']}>
          <FormComboBox
            name={`${name}.${at}.currency`}
            label={t('promoCodes.currency')}
            hideLabel
            options={currencyOptions(locale)}
          />
          <FormMoneyField
            name={`${name}.${at}.amountMinor`}
            label={t('promoCodes.amount')}
            hideLabel
            currency={amount.currency ?? own}
          />
          <IconButton
            size="small"
            icon={X}
            label={t('promoCodes.amount.remove', { currency: amount.currency ?? '' })}
            onPress={() => set(amounts.filter(({ key }) => key !== amount.key))}
          />
        </div>
      ))}
      {message === undefined ? null : (
        <p className={styles['problem']} role="alert">
          {fieldText(message)}
        </p>
      )}
      <div>
        <Button size="small" icon={Plus} onPress={() => set([...amounts, newAmount(next)])}>
          {t('promoCodes.amount.add')}
        </Button>
      </div>
    </fieldset>
  );
}
