import { useEffect, useMemo, useRef, useState } from 'react';
import { useWatch } from 'react-hook-form';
import type { OrderableProduct, Product } from '../../../../preload/api/catalogue.ts';
import { defaultTerm } from '../../../../preload/api/default-term.ts';
import type { OrderLine } from '../../../../preload/api/orders.ts';
import { quantityProblem, smallestQuantity } from '../../../../preload/api/quantity.ts';
import { useCallForm } from '../../../app/form.ts';
import { useCall, useEveryRow } from '../../../app/query.ts';
import {
  asksAddress,
  choicesOf,
  currenciesOf,
  lineSchema,
  noChoice,
  type PricedIn,
  pricedIn,
  quantityOf,
  termsIn,
  type LineValues,
} from './line.ts';
import type { BasketValues } from './basket.ts';
import { useLineQuote } from './useLineQuote.ts';
import { useTrialOffer } from './useTrialOffer.ts';

const none: readonly OrderableProduct[] = [];
/** What the rules of the form are about. */
interface Known {
  readonly product: Product | undefined;
  readonly quantity: number;
  /** It begins with a trial. */
  readonly isTrial: boolean;
  readonly source: PricedIn;
}
const nothing: Known = { product: undefined, quantity: 1, isTrial: false, source: pricedIn(undefined, null) };
/** What the form fills in itself takes its complaint with it. */
const quietly = { shouldValidate: true } as const;

const empty: LineValues = {
  productId: null,
  termMonths: null,
  currency: null,
  quantity: null,
  choices: {},
  ip: '',
  trial: false,
};

/**
 * The form of one line: what is chosen before it goes into the basket. `currency`: the basket's, where it has one; all of
 * it is in one currency. Its client and lines decide whether a trial is offered.
 */
export function useOrderLine(
  draftOf: string | null,
  { currency, clientId, items }: Pick<BasketValues, 'currency' | 'clientId' | 'items'>,
  onAdd: (line: OrderLine, currency: string) => void,
) {
  const products = useEveryRow('catalogue', 'listOrderable', { converts: true });
  const { data: brand } = useCall('brand', 'get', {});
  const all = products.data ?? none;
  const offered = useMemo(
    () => (currency === null ? all : all.filter(({ prices }) => prices.some((price) => price.currency === currency))),
    [all, currency],
  );
  // What the form's rules and input are about; the form is made before it is known.
  const [known, setKnown] = useState<Known>(nothing);
  const schema = useMemo(() => lineSchema(known.product, known.quantity), [known]);
  const callForm = useCallForm<LineValues, object, null>({
    // Kept with the order's own draft, which is the one that is listed.
    id: draftOf === null ? 'order-line/new' : `order-line/new/${draftOf}`,
    schema,
    defaults: { ...empty, currency },
    toInput: (values) => ({
      productId: values.productId ?? undefined,
      termMonths: values.termMonths === null ? undefined : Number(values.termMonths),
      quantity: quantityOf(known.product, values) ?? undefined,
      choices: choicesOf(known.product, values, known.source),
      ip: asksAddress(known.product) ? values.ip : '',
      trial: known.isTrial,
    }),
    save: (input) => {
      // The form's schema has checked the input before this is called.
      onAdd(schema.parse(input), form.getValues('currency') ?? '');
      return Promise.resolve(null);
    },
    onSaved: () => {
      filledFor.current = null;
      callForm.discard();
    },
  });
  const { form } = callForm;
  const values = useWatch({ control: form.control }) as LineValues;
  const product = offered.find(({ id }) => id === values.productId);
  const details = useCall(
    'catalogue',
    'getProduct',
    { id: values.productId ?? '' },
    { enabled: values.productId !== null },
  );
  const whole = product && details.data?.id === product.id ? details.data : undefined;
  const client = useCall('clients', 'get', { id: draftOf ?? '' }, { enabled: draftOf !== null });
  // What the client pays in, else the brand's own.
  const preferred = client.data?.currency || brand?.defaultCurrency;
  const currencies = useMemo(
    () => (currency === null ? currenciesOf(product, preferred) : [currency]),
    [product, preferred, currency],
  );
  const terms = useMemo(() => termsIn(product, values.currency), [product, values.currency]);
  const source = useMemo(() => pricedIn(product, values.currency), [product, values.currency]);
  const quote = useLineQuote(whole, values, source);
  const quantityNow = quantityOf(whole, values) ?? 1;
  const trial = useTrialOffer(whole, { clientId, items });
  const isTrial = trial.isOffered && (trial.isForced || values.trial);
  if (
    known.product !== whole ||
    !Object.is(known.quantity, quantityNow) ||
    known.isTrial !== isTrial ||
    known.source !== source
  )
    setKnown({ product: whole, quantity: quantityNow, isTrial, source });
  // A trial that must be taken shows as taken.
  const { isForced } = trial;
  const isTaken = values.trial;
  useEffect(() => {
    if (isForced && !isTaken) form.setValue('trial', true);
  }, [isForced, isTaken, form]);

  // A single product is chosen already; a product brings its first currency and the term that is offered first.
  useEffect(() => {
    const [only] = offered;
    if (values.productId === null && only && offered.length === 1) form.setValue('productId', only.id, quietly);
  }, [offered, values.productId, form]);
  // The currency that the form proposed; another one was chosen by hand and stays while the product has it.
  const proposed = useRef<string | null>(null);
  const chosen = values.currency;
  useEffect(() => {
    if (!product) return;
    if (chosen !== null && chosen !== proposed.current && currencies.includes(chosen)) return;
    proposed.current = currencies[0] ?? null;
    if (proposed.current !== chosen) form.setValue('currency', proposed.current, quietly);
  }, [product, currencies, chosen, form]);
  // The term that the form proposed, by the product's rule once it is known; one chosen by hand stays while it is offered.
  const proposedTerm = useRef<string | null>(null);
  const rule = whole?.effective.defaultTerm.effective;
  const { termMonths } = values;
  useEffect(() => {
    if (terms.length === 0) return;
    const isOffered = terms.some((term) => String(term.termMonths) === termMonths);
    if (isOffered && termMonths !== proposedTerm.current) return;
    const first = rule === undefined ? terms[0]?.termMonths : defaultTerm(terms, rule);
    proposedTerm.current = String(first);
    if (proposedTerm.current !== termMonths) form.setValue('termMonths', proposedTerm.current, quietly);
  }, [terms, rule, termMonths, form]);
  // ... and its smallest quantity, unless what was entered fits it; what need not be chosen is not.
  const filledFor = useRef<string | null>(null);
  useEffect(() => {
    if (!whole || filledFor.current === whole.id) return;
    const isAnother = filledFor.current !== null;
    filledFor.current = whole.id;
    if (isAnother) form.setValue('trial', false);
    const { quantity, choices } = form.getValues();
    if (quantity === null || (isAnother && quantityProblem(whole.quantity, quantity) !== null))
      form.setValue('quantity', smallestQuantity(whole.quantity), isAnother ? quietly : {});
    for (const { id, isRequired } of [...whole.options, ...whole.attributes]) {
      if (!isRequired && !choices[id]) form.setValue(`choices.${id}`, noChoice);
    }
  }, [whole, form]);

  return {
    ...callForm,
    values,
    isLoading: products.isPending,
    error: products.error ?? details.error,
    /** Nothing can be ordered at all. */
    isNothingOffered: products.data !== undefined && all.length === 0,
    offered,
    preferredCurrency: preferred,
    product: whole,
    currencies,
    terms,
    quote,
    /** Where its prices come from. */
    source,
    isTrial,
    /** What the product offers this client to begin with. */
    offer: trial.offer,
    choose: (id: string) => form.setValue('productId', id, quietly),
  };
}
