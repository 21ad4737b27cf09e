import type { Language } from '../../../preload/api/values.ts';
import type { IssueInvoice } from '../billing/index.ts';
import { bundleName } from '../contract-products/index.ts';
import { addDays, periodStart, shares } from '../kernel/index.ts';
import type { SoldBasket } from './basket.ts';
import type { OrdersTrials } from './deps.ts';
import { discountText, lineText, optionText } from './rules.ts';

/**
 * The lines of an order's invoice: of each of its lines all of the product (of a bundle: of the bundle, once), then all of each priced option (spec 2.9),
 * each lowered by its part of the discount before tax (spec 2.8). A line that begins with a trial is one over nothing, so that its
 * days are covered too (spec 2.4).
 */
export function invoiceLines(
  { lines, discounts, promo }: Pick<SoldBasket, 'lines' | 'discounts' | 'promo'>,
  currency: string,
  language: Language,
  issuedOn: string,
  trialText: OrdersTrials['text'],
): IssueInvoice['lines'] {
  return lines.flatMap((line, itemLine) => {
    const { termMonths, quantity } = line;
    const name = nameOf(line);
    if (line.trial) {
      const { days } = line.trial;
      return [
        {
          period: { from: issuedOn, to: addDays(issuedOn, days) },
          itemLine,
          contractProductId: null,
          text: trialText(name, days, language),
          amountMinor: 0,
        },
      ];
    }
    const period = { from: issuedOn, to: periodStart(issuedOn, termMonths, 1) };
    const parts = [
      { text: lineText(name, termMonths, language, quantity), amountMinor: line.baseMinor * quantity },
      ...line.choices.flatMap((choice) =>
        choice.amountMinor === null
          ? []
          : [{ text: optionText(line.product.name, choice, quantity), amountMinor: choice.amountMinor * quantity }],
      ),
    ];
    const taken = shares(
      discounts[itemLine] ?? 0,
      parts.map(({ amountMinor }) => amountMinor),
    );
    return parts.map(({ text, amountMinor }, at) => ({
      period,
      itemLine,
      contractProductId: null,
      text: `${text}${discountText(promo?.promo.code ?? '', taken[at] ?? 0, currency, language)}`,
      amountMinor: amountMinor - (taken[at] ?? 0),
    }));
  });
}

/** What an invoice calls a line: of a bundle with what is in it (spec 2.9), since one line is for all of it. */
const nameOf = ({ product, parts }: SoldBasket['lines'][number]): string =>
  product.type === 'bundle'
    ? bundleName(
        product.name,
        parts.map(({ productName }) => productName),
      )
    : product.name;
