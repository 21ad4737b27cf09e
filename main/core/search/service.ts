import type { Parsed } from '../../../preload/api/contract.ts';
import type { Right } from '../../../preload/api/rights.ts';
import { type search as api, type SearchHit, SearchKind } from '../../../preload/api/search.ts';
import { type Context, holds } from '../kernel/index.ts';
import type { Store } from '../store/index.ts';
import { matchOf, ranked, wordsOf } from './rules.ts';
import { found, newest } from './store.ts';

/** How many of the newest records of a kind are looked through for a text that is too short for the index. */
const lookedThrough = 200;

const rightOf: Readonly<Record<SearchKind, Right>> = {
  product: 'catalogue.read',
  category: 'catalogue.read',
  client: 'clients.read',
  order: 'orders.read',
  invoice: 'billing.read',
  contract_product: 'contracts.read',
  license: 'contracts.read',
  credit_note: 'billing.read',
  ticket: 'tickets.read',
};

export type SearchService = ReturnType<typeof searchService>;

/** Search over what is sold and what was: by name, e-mail, number, IP, license key. */
export function searchService(store: Store) {
  /**
   * Records in which each word occurs, in any case of its letters. Each kind gives its newest finds, as many as are asked
   * for, and only those are ranked, so the cost does not grow with what a word is found in.
   */
  function query(input: Parsed<typeof api.query>, { principal }: Context): SearchHit[] {
    const words = wordsOf(input.text);
    if (words.length === 0) return [];
    const match = matchOf(words);
    const kinds = (input.kinds ?? SearchKind.options).filter((kind) => holds(principal, rightOf[kind]));
    return [...new Set(kinds)]
      .flatMap((kind) => (match === null ? newest(store, kind, lookedThrough) : found(store, kind, match, input.limit)))
      .flatMap((candidate) => {
        const best = ranked(candidate, words);
        return best ? [{ ...best, seq: candidate.seq }] : [];
      })
      .sort((a, b) => a.rank - b.rank || b.seq - a.seq)
      .slice(0, input.limit)
      .map(({ hit }) => hit);
  }
  return { query };
}
