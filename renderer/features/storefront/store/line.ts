import { useState } from 'react';
import type { QuoteInput, StoreProduct } from '../../../../preload/api/catalogue-store.ts';
import type { PriceTerm } from '../../../../preload/api/values.ts';

/** What is being chosen on a product's page. */
export interface StoreLine {
  /** Null: nothing is offered in the currency. */
  readonly termMonths: PriceTerm | null;
  /** Null: empty. NaN: what stands in the field is no quantity. */
  readonly quantity: number | null;
  /** Option or attribute → chosen value. */
  readonly choices: Readonly<Record<string, string>>;
}

export interface StoreLineActs {
  readonly setTerm: (term: PriceTerm) => void;
  readonly setQuantity: (quantity: number | null) => void;
  /** Null takes the choice back. */
  readonly choose: (optionId: string, valueId: string | null) => void;
}

/** Greatest quantity that can be asked about. */
export const maxQuantity = 100_000_000;

/**
 * The choice on a product's page, from what is offered first. Of a choice what is there is kept: in another currency the
 * same term, if it is offered there. Use it in a component with the product's id as key.
 */
export function useStoreLine(product: StoreProduct): readonly [StoreLine, StoreLineActs] {
  const [term, setTerm] = useState<PriceTerm | null>(null);
  const [quantity, setQuantity] = useState<number | null>(product.firstQuantity);
  const [choices, setChoices] = useState<Readonly<Record<string, string>>>({});
  const isOffered = product.offers.some(({ termMonths }) => termMonths === term);
  const line = { termMonths: isOffered ? term : product.defaultTermMonths, quantity, choices };
  return [
    line,
    {
      setTerm,
      setQuantity,
      choose: (optionId, valueId) =>
        setChoices(({ [optionId]: _before, ...rest }) => (valueId === null ? rest : { ...rest, [optionId]: valueId })),
    },
  ];
}

/** What is asked of core about a line, or null: it has no term, or no quantity that could be asked about. */
export function quoteInputOf(product: StoreProduct, line: StoreLine): QuoteInput | null {
  const { termMonths, quantity, choices } = line;
  if (termMonths === null || quantity === null || !Number.isInteger(quantity)) return null;
  return {
    productId: product.id,
    termMonths,
    currency: product.currency,
    quantity,
    choices: Object.entries(choices).map(([optionId, valueId]) => ({ optionId, valueId })),
  };
}
