import { z } from 'zod';
import { call } from './contract.ts';
import { Id } from './values.ts';

export const SearchKind = z.enum([
  'product',
  'category',
  'client',
  'order',
  'invoice',
  'credit_note',
  'contract_product',
  'license',
  'ticket',
]);
export type SearchKind = z.output<typeof SearchKind>;

export const SearchHit = z.strictObject({
  kind: SearchKind,
  /** Of the record to open; a license is opened by its contract product. */
  id: Id,
  title: z.string(),
  subtitle: z.string(),
  /** The field that it was found by, and what stands there. */
  field: z.enum([
    'name',
    'keywords',
    'slug',
    'package',
    'email',
    'company',
    'number',
    'subject',
    'ip',
    'key',
    'old_key',
    'token',
  ]),
  text: z.string(),
});
export type SearchHit = z.output<typeof SearchHit>;

export const search = {
  /**
   * Records that hold each word of the text somewhere, in any case of its letters; the best first, then the newest.
   * Kinds that the caller may not read are left out.
   */
  query: call({
    right: 'app.use',
    input: z.strictObject({
      text: z.string().trim().max(200, 'too_long'),
      kinds: z.array(SearchKind).max(10).optional(),
      limit: z.int().min(1).max(100).default(30),
    }),
    output: z.array(SearchHit),
  }),
};
