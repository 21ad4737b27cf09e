import type { Price, Product } from '../../../../../preload/api/catalogue.ts';

/** `option`: has prices; `attribute`: has none. */
export type ChoiceKind = 'option' | 'attribute';

/** An option or an attribute of a product, as lists show it. */
export interface Choice {
  readonly id: string;
  readonly name: string;
  readonly isRequired: boolean;
  readonly values: readonly { readonly id: string; readonly name: string; readonly prices?: readonly Price[] }[];
}

export interface ChoiceValue {
  /** Tells the lines apart while they come and go. */
  key: string;
  /** Null: a new value. */
  id: string | null;
  name: string;
  /** Minor units by term and currency (`slotOf`); null: not offered there. */
  amounts: Record<string, number | null>;
}

/** What the form of an option or attribute holds. */
export interface ChoiceValues {
  name: string;
  isRequired: boolean;
  values: ChoiceValue[];
}

/** A term and currency that the product has a price in, and so its options. */
export interface Slot {
  readonly id: string;
  readonly termMonths: Price['termMonths'];
  readonly currency: string;
}

const slotOf = ({ termMonths, currency }: Pick<Price, 'termMonths' | 'currency'>): string => `${currency}${termMonths}`;

/** The prices that each value of an option can have: those of the product, and what a value has besides. */
export function slotsOf(product: Product, choice: Choice | null): Slot[] {
  const all = [...product.prices, ...(choice?.values.flatMap(({ prices = [] }) => prices) ?? [])];
  return [...new Map(all.map((price) => [slotOf(price), { ...price, id: slotOf(price) }])).values()];
}

export const newValue = (): ChoiceValue => ({ key: crypto.randomUUID(), id: null, name: '', amounts: {} });

export function choiceValues(choice: Choice | null): ChoiceValues {
  if (choice === null) return { name: '', isRequired: true, values: [newValue()] };
  return {
    name: choice.name,
    isRequired: choice.isRequired,
    values: choice.values.map(({ id, name, prices = [] }) => ({
      key: id,
      id,
      name,
      amounts: Object.fromEntries(prices.map((price) => [slotOf(price), price.amountMinor])),
    })),
  };
}

const named = ({ id, name }: ChoiceValue): { id?: string; name: string } => ({ ...(id === null ? {} : { id }), name });

/** The input of an attribute: names alone. */
export const attributeInput = ({ name, isRequired, values }: ChoiceValues) => ({
  name,
  isRequired,
  values: values.map(named),
});

/** The input of an option: each value with the prices that were filled in, 0 included. */
export const optionInput = ({ name, isRequired, values }: ChoiceValues, slots: readonly Slot[]) => ({
  name,
  isRequired,
  values: values.map((value) => ({
    ...named(value),
    prices: slots.flatMap(({ id, termMonths, currency }) => {
      const amountMinor = value.amounts[id] ?? null;
      return amountMinor === null ? [] : [{ termMonths, currency, amountMinor }];
    }),
  })),
});
