import { useEffect, useMemo, useRef, useState } from 'react';
import { useWatch } from 'react-hook-form';
import type { OrderableProduct, Product } from '../../../preload/api/catalogue.ts';
import type { Order } from '../../../preload/api/orders.ts';
import { quantityProblem, smallestQuantity } from '../../../preload/api/quantity.ts';
import { useCallForm } from '../../app/form.ts';
import { useAction, useCall, useEveryRow } from '../../app/query.ts';
import { useSumText } from '../../workbench/Money.tsx';
import { useOnce } from '../../workbench/useOnce.ts';
import { useRenewedKey } from '../../workbench/useRenewedKey.ts';
import {
  asksAddress,
  choicesOf,
  currenciesOf,
  noChoice,
  placeSchema,
  quantityOf,
  termsIn,
  type OrderValues,
} from './place.ts';
import { useTotal } from './useTotal.ts';

const none: readonly OrderableProduct[] = [];
/** What the rules of the form are about. */
interface Known {
  readonly product: Product | undefined;
  readonly quantity: number;
  /** The total that the person saw last. */
  readonly agreedMinor: number | null;
  /** It begins with a trial, and costs nothing now. */
  readonly isTrial: boolean;
}
const nothing: Known = { product: undefined, quantity: 1, agreedMinor: null, isTrial: false };
/** What the form fills in itself takes its complaint with it. */
const quietly = { shouldValidate: true } as const;

/**
 * The form of a new order. The person agrees to a total by seeing it: when it changes under the form, or core says that
 * it did, old and new are shown and nothing is sent until the new one is accepted.
 */
export function usePlaceOrder(presetClient: string | null, onPlaced: (order: Order) => void) {
  const products = useEveryRow('catalogue', 'listOrderable', {});
  const { data: brand } = useCall('brand', 'get', {});
  const place = useAction('orders', 'place');
  const sum = useSumText();
  const offered = products.data ?? none;
  // What the form's rules and input are about; the form is made before it is known.
  const [known, setKnown] = useState<Known>(nothing);

  const once = useOnce<OrderValues>();
  const schema = useMemo(() => placeSchema(known.product, known.quantity), [known]);
  const callForm = useCallForm<OrderValues, object, Order>({
    // What was begun for one client is not offered again for another.
    id: presetClient === null ? 'order/new' : `order/new/${presetClient}`,
    schema,
    defaults: {
      requestKey: crypto.randomUUID(),
      clientId: presetClient,
      productId: null,
      termMonths: null,
      currency: null,
      quantity: null,
      choices: {},
      ip: '',
      trial: false,
      notes: '',
    },
    toInput: (values) => {
      const { product, agreedMinor, isTrial } = known;
      return {
        requestKey: values.requestKey,
        clientId: values.clientId ?? undefined,
        productId: values.productId ?? undefined,
        termMonths: values.termMonths === null ? undefined : Number(values.termMonths),
        currency: values.currency ?? undefined,
        expectedTotalMinor: isTrial ? 0 : (agreedMinor ?? 0),
        quantity: quantityOf(product, values) ?? undefined,
        choices: choicesOf(product, values),
        ip: asksAddress(product) ? values.ip : '',
        trial: isTrial,
        notes: values.notes,
      };
    },
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
  const details = useCall(
    'catalogue',
    'getProduct',
    { id: values.productId ?? '' },
    { enabled: values.productId !== null },
  );
  const whole = product && details.data?.id === product.id ? details.data : undefined;
  const currencies = useMemo(() => currenciesOf(product, brand?.defaultCurrency), [product, brand?.defaultCurrency]);
  const terms = useMemo(() => termsIn(product, values.currency), [product, values.currency]);
  const total = useTotal(whole, values);
  const offer = useCall(
    'trials',
    'offer',
    { clientId: values.clientId ?? '', productId: values.productId ?? '' },
    { enabled: values.clientId !== null && whole !== undefined },
  ).data;
  const isOffered = whole !== undefined && offer !== undefined && offer !== null && !offer.isUsed;
  const isTrial = isOffered && (offer.isForced || values.trial);
  const knownNow: Known = {
    product: whole,
    quantity: quantityOf(whole, values) ?? 1,
    agreedMinor: total.agreedMinor,
    isTrial,
  };
  if (
    known.product !== knownNow.product ||
    !Object.is(known.quantity, knownNow.quantity) ||
    known.agreedMinor !== knownNow.agreedMinor ||
    known.isTrial !== knownNow.isTrial
  )
    setKnown(knownNow);

  // A trial that must be taken shows as taken.
  useEffect(() => {
    if (isOffered && offer.isForced) form.setValue('trial', true);
  }, [isOffered, offer, form]);
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
  // ... and its smallest quantity, unless what was entered fits it; what need not be chosen is not.
  const filledFor = useRef<string | null>(null);
  useEffect(() => {
    if (!whole || filledFor.current === whole.id) return;
    const isAnother = filledFor.current !== null;
    filledFor.current = whole.id;
    const { quantity, choices } = form.getValues();
    if (quantity === null || (isAnother && quantityProblem(whole.quantity, quantity) !== null))
      form.setValue('quantity', smallestQuantity(whole.quantity), isAnother ? quietly : {});
    for (const { id, isRequired } of [...whole.options, ...whole.attributes]) {
      if (!isRequired && !choices[id]) form.setValue(`choices.${id}`, noChoice);
    }
  }, [whole, form]);

  const isPriceRefused = refusal?.code === 'order.price_changed';
  const { refetch } = products;
  const { refetch: refetchTotal } = total;
  useEffect(() => {
    if (!isPriceRefused) return;
    void refetch();
    void refetchTotal();
  }, [isPriceRefused, refetch, refetchTotal]);

  return {
    ...callForm,
    submit: once.guard(callForm.submit),
    refusal: isPriceRefused && total.change !== null ? null : refusal,
    values,
    isLoading: products.isPending,
    error: products.error ?? details.error,
    offered,
    brandCurrency: brand?.defaultCurrency,
    product: whole,
    currencies,
    terms,
    /** What is paid now: nothing for a trial. */
    total: isTrial && total.total ? { ...total, total: { ...total.total, amountMinor: 0 } } : total,
    isTrial,
    /** What the product offers this client to begin with. */
    offer: whole === undefined ? null : (offer ?? null),
    /** Of a term, after a trial. */
    priceText: total.quote?.unit ? sum(total.quote.unit) : '—',
    /** The price moved since the person saw it. */
    change: total.change,
    acceptPrice: total.accept,
    choose: (id: string) => form.setValue('productId', id, quietly),
  };
}
