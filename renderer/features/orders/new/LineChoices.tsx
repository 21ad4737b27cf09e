import type { Product } from '../../../../preload/api/catalogue.ts';
import { maxOrderQuantity, quantityBounds, smallestQuantity } from '../../../../preload/api/quantity.ts';
import { formatMoney, formatNumber } from '../../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../../i18n/provider.tsx';
import { Banner, FormNumberField, FormRadioGroup, FormRow, FormSection, FormSelect } from '../../../ui/index.ts';
import { noChoice, type LineValues, type PricedIn } from './line.ts';

/** Up to this many values are shown as cards; more in a list. */
const maxCards = 6;

interface Value {
  readonly id: string;
  readonly name: string;
  /** Shown with it; absent: it costs nothing by itself. */
  readonly price?: string;
}

/** What is chosen of a product beside its term: options with their prices, attributes, and how many (spec 34-37, 57-60). */
export function LineChoices({ product, values, source }: { product: Product; values: LineValues; source: PricedIn }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const { termMonths } = values;
  const { currency } = source;
  const offeredOf = (option: Product['options'][number]): Value[] =>
    option.values.flatMap(({ id, name, prices }) => {
      const price = prices.find((each) => String(each.termMonths) === termMonths && each.currency === currency);
      if (!price) return [];
      return [
        {
          id,
          name,
          price: t('orders.choice.price', { price: formatMoney(price.amountMinor, price.currency, locale) }),
        },
      ];
    });
  return (
    <>
      {product.options.length === 0 ? null : (
        <FormSection title={t('orders.options')} description={t('orders.options.text')}>
          {product.options.map((option) => (
            <Choice key={option.id} option={option} values={offeredOf(option)} />
          ))}
        </FormSection>
      )}
      {product.attributes.length === 0 ? null : (
        <FormSection title={t('orders.attributes')} description={t('orders.attributes.text')}>
          {product.attributes.map((attribute) => (
            <Choice key={attribute.id} option={attribute} values={attribute.values} />
          ))}
        </FormSection>
      )}
      {product.quantity.bulk === 'no' ? null : <Quantity rule={product.quantity} />}
    </>
  );
}

function Choice({
  option,
  values,
}: {
  option: { readonly id: string; readonly name: string; readonly isRequired: boolean };
  values: readonly Value[];
}) {
  const t = useTranslate();
  if (values.length === 0)
    return <Banner tone="warning" title={t('orders.choice.notOffered', { name: option.name })} />;
  const field = {
    name: `choices.${option.id}`,
    label: option.name,
    isRequired: option.isRequired,
    options: [
      ...(option.isRequired ? [] : [{ id: noChoice, label: t('orders.choice.none') }]),
      ...values.map(({ id, name, price }) => ({ id, label: name, description: price })),
    ],
  };
  if (field.options.length <= maxCards) return <FormRadioGroup {...field} variant="cards" orientation="horizontal" />;
  return (
    <FormRow>
      <FormSelect {...field} />
    </FormRow>
  );
}

/** The quantity with its rule in words; core's own rule checks it while it is typed. */
function Quantity({ rule }: { rule: Product['quantity'] }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const step = rule.bulk === 'multiples' ? rule.step : 1;
  const most = Math.min(quantityBounds(rule).max, maxOrderQuantity);
  const text = {
    minimum: formatNumber(smallestQuantity(rule), locale),
    maximum: formatNumber(most - (most % step), locale),
    step: formatNumber(step, locale),
  };
  return (
    <FormSection>
      <FormRow>
        <FormNumberField
          name="quantity"
          label={t('orders.quantity')}
          description={t(step === 1 ? 'orders.quantity.text' : 'orders.quantity.multiples', text)}
          step={step}
          isRequired
        />
      </FormRow>
    </FormSection>
  );
}
