import type { CancellationState } from '../../../preload/api/cancellations.ts';
import { isProvisional } from '../../../preload/api/document-number.ts';
import type { Language } from '../../../preload/api/values.ts';

export type CancellationEvent = 'approved' | 'withdrawn' | 'deleted';

/** What becomes of a request (spec 2.2, 2.11): whoever decides first decides. */
export const machine: Readonly<
  Record<CancellationState, Readonly<Partial<Record<CancellationEvent, CancellationState>>>>
> = {
  pending: { approved: 'approved', withdrawn: 'deleted_by_client', deleted: 'deleted_by_user' },
  approved: {},
  deleted_by_client: {},
  deleted_by_user: {},
};

/** The trigger of each event (spec 1c). */
export const triggerOf: Readonly<Record<CancellationEvent | 'created', number>> = {
  approved: 12,
  created: 13,
  withdrawn: 14,
  deleted: 15,
};

/** Subject of the ticket that a request opens, in the client's language. It stays, so it names no number that does not. */
export const ticketSubject = (orderNumber: string, language: Language): string =>
  isProvisional(orderNumber)
    ? { en: 'Cancellation of an order', ru: 'Отмена заказа' }[language]
    : { en: `Cancellation of ${orderNumber}`, ru: `Отмена ${orderNumber}` }[language];
