import { useEffect, useMemo, useState } from 'react';
import { useWatch } from 'react-hook-form';
import type { OrderableProduct, SellablePrice } from '../../../preload/api/catalogue.ts';
import type { Order } from '../../../preload/api/orders.ts';
import { useCallForm } from '../../app/form.ts';
import { useAction, useCall, useEveryRow } from '../../app/query.ts';
import { useOnce } from '../../workbench/useOnce.ts';
import { useRenewedKey } from '../../workbench/useRenewedKey.ts';
import { chosenPrice, currenciesOf, placeSchema, termsIn, type OrderValues } from './place.ts';

const none: readonly OrderableProduct[] = [];
/** What the form fills in itself takes its complaint with it. */
const quietly = { shouldValidate: true } as const;
const keyOf = (price: SellablePrice, product: OrderableProduct): string =>
  `${product.id} ${price.termMonths} ${price.currency}`;

/**
 * The form of a new order. The person agrees to a price by seeing it: when it changes under the form, or core says that
 * it did, old and new are shown and nothing is sent until the new one is accepted.
 */
export function usePlaceOrder(presetClient: string | null, onPlaced: (order: Order) => void) {
  const products = useEveryRow('catalogue', 'listOrderable', {});
  const { data: brand } = useCall('brand', 'get', {});
  const place = useAction('orders', 'place');
  const offered = products.data ?? none;
  const [agreed, setAgreed] = useState<{ key: string; minor: number } | null>(null);

  const once = useOnce<OrderValues>();

  const callForm = useCallForm<OrderValues, object, Order>({
    // What was begun for one client is not offered again for another.
    id: presetClient === null ? 'order/new' : `order/new/${presetClient}`,
    schema: placeSchema,
    defaults: {
      requestKey: crypto.randomUUID(),
      clientId: presetClient,
      productId: null,
      termMonths: null,
      currency: null,
      ip: '',
      notes: '',
    },
    toInput: (values) => ({
      requestKey: values.requestKey,
      clientId: values.clientId ?? undefined,
      productId: values.productId ?? undefined,
      termMonths: values.termMonths === null ? undefined : Number(values.termMonths),
      currency: values.currency ?? undefined,
      expectedTotalMinor: agreed?.minor ?? 0,
      ip: values.ip,
      notes: values.notes,
    }),
    // The form's schema has checked the input before this is called.
    save: (input) => place.mutateAsync(input as Parameters<typeof place.mutateAsync>[0]),
    onSaved: (order) => {
      once.done();
      onPlaced(order);
    },
  });
  const { form, refusal } = callForm;
  useRenewedKey(callForm);
  const values = useWatch({ control: form.control }) as OrderValues;
  const product = offered.find(({ id }) => id === values.productId);
  const currencies = useMemo(() => currenciesOf(product, brand?.defaultCurrency), [product, brand?.defaultCurrency]);
  const terms = useMemo(() => termsIn(product, values.currency), [product, values.currency]);
  const price = chosenPrice(product, values);

  // A single product is chosen already; a product brings its first currency and shortest term.
  useEffect(() => {
    const [only] = offered;
    if (values.productId === null && only && offered.length === 1) form.setValue('productId', only.id, quietly);
  }, [offered, values.productId, form]);
  useEffect(() => {
    if (product && !currencies.includes(values.currency ?? ''))
      form.setValue('currency', currencies[0] ?? null, quietly);
  }, [product, currencies, values.currency, form]);
  useEffect(() => {
    if (terms.length > 0 && !terms.some(({ termMonths }) => String(termMonths) === values.termMonths)) {
      form.setValue('termMonths', String(terms[0]?.termMonths), quietly);
    }
  }, [terms, values.termMonths, form]);

  // Another choice: its price is what the person sees from now on.
  const key = price && product ? keyOf(price, product) : null;
  if (price && key !== null && agreed?.key !== key) setAgreed({ key, minor: price.amountMinor });
  const isPriceRefused = refusal?.code === 'order.price_changed';
  const { refetch } = products;
  useEffect(() => {
    if (isPriceRefused) void refetch();
  }, [isPriceRefused, refetch]);

  const isChanged = price !== null && agreed?.key === key && agreed.minor !== price.amountMinor;
  return {
    ...callForm,
    submit: once.guard(callForm.submit),
    refusal: isPriceRefused && isChanged ? null : refusal,
    values,
    isLoading: products.isPending,
    error: products.error,
    offered,
    brandCurrency: brand?.defaultCurrency,
    product,
    currencies,
    terms,
    price,
    /** The price moved since the person saw it. */
    change: isChanged ? { oldMinor: agreed.minor, newMinor: price.amountMinor, currency: price.currency } : null,
    acceptPrice: () => {
      if (price && key !== null) setAgreed({ key, minor: price.amountMinor });
    },
  };
}
