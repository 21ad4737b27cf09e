import { errorText } from '../../../app/ErrorBanner.tsx';
import { formatDate } from '../../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../../i18n/provider.tsx';
import { Button, TextField } from '../../../ui/index.ts';
import { useMoneyText } from '../../../workbench/Money.tsx';
import styles from './DiscountCode.module.css';
import type { useBasket } from './useBasket.ts';

/** `Discount code?` with Apply (spec 84): what it takes off, or exactly why it takes nothing. */
export function DiscountCode({ basket }: { basket: ReturnType<typeof useBasket> }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const money = useMoneyText();
  const { form, values, total } = basket;
  const { promo = null, discount } = total.quote ?? {};
  const isApplied = values.promoCode !== '' && values.promoText.trim() === values.promoCode;
  const refusal = isApplied && promo?.isValid === false ? promo.refusal : null;
  const date = refusal?.params['date'];
  const error = refusal && {
    code: refusal.code,
    params: typeof date === 'string' ? { ...refusal.params, date: formatDate(date, locale) } : refusal.params,
  };
  return (
    <div className={styles['code']}>
      <TextField
        className={styles['field']}
        label={t('orders.discount.code')}
        value={values.promoText}
        maxLength={50}
        spellCheck={false}
        isMono
        error={error ? errorText(t, error) : undefined}
        onChange={(text) => form.setValue('promoText', text)}
        onKeyDown={(event) => {
          // In this field Enter is Apply.
          if (event.key !== 'Enter') return;
          event.preventDefault();
          basket.apply();
        }}
      />
      <Button className={styles['apply']} onPress={basket.apply}>
        {t('orders.discount.apply')}
      </Button>
      <output className={styles['outcome']}>
        {isApplied && promo?.isValid && discount
          ? t(promo.isRecurring ? 'orders.discount.applied.always' : 'orders.discount.applied', {
              name: promo.name,
              sum: money(discount),
            })
          : null}
      </output>
    </div>
  );
}
