import type { Client } from '../../../preload/api/clients.ts';
import type { IssueInvoice } from '../billing/index.ts';

/** A client as an invoice keeps them (spec 2.4). */
export const buyerOf = (client: Client): IssueInvoice['buyer'] => ({
  name: `${client.firstName} ${client.lastName}`,
  company: client.company,
  email: client.email,
  language: client.language,
});
