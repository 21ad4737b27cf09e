import type { OrderableProduct } from '../../../../preload/api/catalogue.ts';
import { currencyName, formatMoney } from '../../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../../i18n/provider.tsx';
import { FormComboBox, FormRadioGroup, FormRow, FormSection, FormSelect } from '../../../ui/index.ts';
import { termsIn, type LineValues } from './line.ts';

/** Up to this many products are shown as cards; more are found by typing. */
const maxCards = 6;

export interface LineProductProps {
  offered: readonly OrderableProduct[];
  currencies: readonly string[];
  terms: OrderableProduct['prices'];
  values: LineValues;
  /** Currency to show prices in before one is chosen. */
  preferredCurrency: string | undefined;
}

/** Product, term and currency of a new order; each choice shows its price. */
export function LineProduct({ offered, currencies, terms, values, preferredCurrency }: LineProductProps) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const shown = values.currency ?? preferredCurrency;
  // The prices of a product on its card: in the chosen currency, else in the first that it has.
  const priceText = (product: OrderableProduct): string => {
    const currency = product.prices.some((price) => price.currency === shown) ? shown : product.prices[0]?.currency;
    return termsIn(product, currency ?? null)
      .map(
        (price) =>
          `${formatMoney(price.amountMinor, price.currency, locale)}\u00A0/\u00A0${t(`term.${price.termMonths}`)}`,
      )
      .join(' · ');
  };
  const options = offered.map((product) => ({
    id: product.id,
    label: product.name,
    description: priceText(product),
  }));
  return (
    <FormSection title={t('orders.product')}>
      {options.length > maxCards ? (
        <FormComboBox name="productId" label={t('orders.product')} options={options} isRequired />
      ) : (
        <FormRadioGroup
          name="productId"
          label={t('orders.product')}
          variant="cards"
          options={options}
          isRequired
          hideLabel
        />
      )}
      {values.productId === null ? null : (
        <>
          <FormRadioGroup
            name="termMonths"
            label={t('orders.term')}
            isRequired
            orientation="horizontal"
            variant="cards"
            options={terms.map((price) => ({
              id: String(price.termMonths),
              label: t(`term.${price.termMonths}`),
              description: formatMoney(price.amountMinor, price.currency, locale),
            }))}
          />
          {currencies.length > 1 ? (
            <FormRow>
              <FormSelect
                name="currency"
                label={t('orders.currency')}
                options={currencies.map((id) => ({ id, label: id, description: currencyName(id, locale) }))}
              />
            </FormRow>
          ) : null}
        </>
      )}
    </FormSection>
  );
}
