import { z } from 'zod';
import { call } from './contract.ts';
import { ById, Email, Id, Instant, Language, PageInput, line, optionalLine, optionalText, page } from './values.ts';

const fields = {
  firstName: line(100),
  lastName: line(100),
  email: Email,
  company: optionalLine(200),
  language: Language.default('en'),
  notes: optionalText(),
};
export const Client = z.strictObject({
  id: Id,
  ...fields,
  orderCount: z.int(),
  licenseCount: z.int(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type Client = z.output<typeof Client>;

export const clients = {
  /** Newest first; `search` matches name, e-mail and company. */
  list: call({
    right: 'clients.read',
    input: z.strictObject({ search: z.string().trim().max(200).default(''), ...PageInput }),
    output: page(Client),
  }),
  get: call({ right: 'clients.read', input: ById, output: Client }),
  /** An e-mail that exists already is refused (spec item 79). */
  create: call({ right: 'clients.write', input: z.strictObject(fields), output: Client }),
  update: call({ right: 'clients.write', input: z.strictObject({ id: Id, ...fields }), output: Client }),
};
