import type { Store, Writer } from '../store/index.ts';

/** What a trigger is about. */
export interface TriggerSubject {
  readonly entity: 'orders' | 'invoice' | 'contract_product' | 'client' | 'ticket' | 'cancellation_request';
  readonly id: string;
  /** Whom it concerns; null: staff only. */
  readonly clientId: string | null;
}

export type TriggersService = ReturnType<typeof triggersService>;

/** The 55 notification triggers (spec 1c) as they come true. What is sent because of them is another area's. */
export function triggersService(store: Store) {
  /**
   * Keeps that trigger `no` (1 to 55, spec 1c) came true, once for a cause (spec 2.16, invariant 10). Part of the caller's
   * transaction; answers whether it was the first time.
   */
  function fire(writer: Writer, no: number, cause: string, subject: TriggerSubject): boolean {
    const known = store.get(
      'trigger of cause',
      'SELECT 1 FROM trigger_event WHERE trigger_no = @no AND cause = @cause',
      {
        no,
        cause,
      },
    );
    if (known) return false;
    writer.insert('trigger_event', {
      id: store.makeId(),
      at: store.now(),
      trigger_no: no,
      cause,
      client_id: subject.clientId,
      entity: subject.entity,
      entity_id: subject.id,
    });
    return true;
  }

  return { fire };
}
