import { useEffect, useRef, useState } from 'react';
import { useWatch } from 'react-hook-form';
import { type Order, type OrderLine, PlaceOrder } from '../../../../preload/api/orders.ts';
import { useCallForm } from '../../../app/form.ts';
import { useAction, useCall } from '../../../app/query.ts';
import { todayIn } from '../../../workbench/today.ts';
import { useOnce } from '../../../workbench/useOnce.ts';
import { useRenewedKey } from '../../../workbench/useRenewedKey.ts';
import { type BasketLine, type BasketValues, lineInput, type Step } from './basket.ts';
import { useBasketQuote } from './useBasketQuote.ts';

/**
 * The form of a new order. The person agrees to a total by seeing it: when it changes under the form, or core says that
 * it did, old and new are shown and nothing is sent until the new one is accepted.
 */
export function useBasket(presetClient: string | null, onPlaced: (order: Order) => void) {
  const place = useAction('orders', 'place');
  const { data: brand } = useCall('brand', 'get', {});
  const today = todayIn(brand?.timeZone);
  const once = useOnce<BasketValues>();
  // The total is known after the form is made.
  const [agreedMinor, setAgreedMinor] = useState<number | null>(null);
  /** Which of the two buttons was pressed. */
  const pays = useRef(false);
  const callForm = useCallForm<BasketValues, object, Order>({
    // What was begun for one client is not offered again for another.
    id: presetClient === null ? 'order/new' : `order/new/${presetClient}`,
    schema: PlaceOrder,
    defaults: {
      requestKey: crypto.randomUUID(),
      clientId: presetClient,
      currency: null,
      items: [],
      promoCode: '',
      promoText: '',
      notes: '',
      paymentMethod: 'bank_transfer',
      receivedOn: null,
      reference: '',
      step: 'shop',
    },
    toInput: (values) => ({
      requestKey: values.requestKey,
      clientId: values.clientId ?? undefined,
      currency: values.currency ?? 'EUR',
      items: values.items.map(lineInput),
      promoCode: values.promoCode,
      expectedTotalMinor: agreedMinor ?? 0,
      paymentMethod: values.paymentMethod,
      payment: pays.current
        ? {
            // Out of the account it is taken today.
            receivedOn: values.paymentMethod === 'account_balance' ? today : (values.receivedOn ?? today),
            reference: values.reference,
          }
        : null,
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
  const values = useWatch({ control: form.control }) as BasketValues;
  const total = useBasketQuote(values);
  if (agreedMinor !== total.agreedMinor) setAgreedMinor(total.agreedMinor);

  const isPriceRefused = refusal?.code === 'order.price_changed';
  const { refetch } = total;
  useEffect(() => {
    if (isPriceRefused) void refetch();
  }, [isPriceRefused, refetch]);

  const setItems = (items: BasketLine[]): void => {
    form.clearErrors('items');
    form.setValue('items', items, { shouldDirty: true });
    // An empty basket is of no currency; a code was for what was in it.
    if (items.length === 0) form.setValue('currency', null);
  };
  const submit = once.guard(callForm.submit);
  return {
    ...callForm,
    refusal: isPriceRefused && total.change !== null ? null : refusal,
    values,
    total,
    today,
    go: (step: Step): void => form.setValue('step', step),
    add: (line: OrderLine, currency: string): void => {
      form.setValue('currency', currency);
      setItems([...values.items, { ...line, key: crypto.randomUUID() }]);
    },
    change: (key: string, quantity: number | null): void =>
      setItems(values.items.map((line) => (line.key === key ? { ...line, quantity: quantity ?? Number.NaN } : line))),
    /** Lets a line begin with its product's trial, or not. */
    setTrial: (key: string, trial: boolean): void =>
      setItems(values.items.map((line) => (line.key === key ? { ...line, trial } : line))),
    remove: (key: string): void => setItems(values.items.filter((line) => line.key !== key)),
    /** Takes the code over that stands in its field; an empty one takes it away. */
    apply: (): void => form.setValue('promoCode', values.promoText.trim()),
    /** Places the order; `withPayment`: and records what was received for it, in one act. */
    place: (withPayment: boolean): void => {
      // What it comes to is being read: in a moment there is something to agree to.
      if (values.items.length > 0 && total.agreedMinor === null) return;
      pays.current = withPayment;
      void form.handleSubmit(submit)();
    },
  };
}
