import type { Client } from '../../../preload/api/clients.ts';

/** What the form of a client holds. */
export type ClientValues = Omit<
  Client,
  'id' | 'orderCount' | 'licenseCount' | 'createdAt' | 'updatedAt' | 'deletedAt' | 'mergedIntoId' | 'country'
> & {
  /** Null: not told. */
  country: string | null;
  [key: string]: unknown;
};

/** The choice of a client without a currency of their own: the list knows no empty one. */
export const brandsOwn = 'brand';

export const clientValues = (client: Client): ClientValues => ({
  firstName: client.firstName,
  lastName: client.lastName,
  email: client.email,
  company: client.company,
  language: client.language,
  notes: client.notes,
  country: client.country || null,
  region: client.region,
  address: client.address,
  taxNumber: client.taxNumber,
  isTaxExempt: client.isTaxExempt,
  currency: client.currency || brandsOwn,
});

/** A form in which nothing was said. */
export const noClient = (language: Client['language']): ClientValues => ({
  firstName: '',
  lastName: '',
  email: '',
  company: '',
  language,
  notes: '',
  country: null,
  region: '',
  address: '',
  taxNumber: '',
  isTaxExempt: false,
  currency: brandsOwn,
});

type ClientInput = Omit<ClientValues, 'country'> & { country: string };

/** What is sent. */
export const clientInput = (values: ClientValues): ClientInput => ({
  ...values,
  country: values.country ?? '',
  currency: values.currency === brandsOwn ? '' : values.currency,
});
