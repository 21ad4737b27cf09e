import type { Cause, CauseStep, causes } from '../../../preload/api/causes.ts';
import type { Parsed } from '../../../preload/api/contract.ts';
import { notFound } from '../kernel/index.ts';
import type { Store } from '../store/index.ts';
import { linkOf } from './links.ts';
import { endOf, maxLinks, step } from './rules.ts';
import { lastChange, type Subject, subjectOf, tableOf, waitingFor } from './store.ts';

export type CausesService = ReturnType<typeof causesService>;

/** "Why is it in this state?" (issue item 7; spec 2.16, invariant 7). Reads only; each link is a record, never a text. */
export function causesService({ store }: { readonly store: Store }) {
  /**
   * Why a record is in its state: the last change of its status, what led to that, what led to that, down to a person or
   * the passing of time; and what it waits for now. @throws AppError `not_found`
   */
  function of({ entity, id }: Parsed<typeof causes.of>): Cause {
    return store.snapshot(() => {
      const subject = subjectOf(store, tableOf[entity], id);
      if (!subject) throw notFound();
      return { status: subject.status, chain: chainOf(subject), waitsFor: waitingFor(store, subject) };
    });
  }

  function chainOf(subject: Subject): CauseStep[] {
    const change = lastChange(store, subject.id);
    const record = { entity: subject.entity, id: subject.id, name: subject.name, pageId: subject.pageId };
    // From before causes were kept: only what it is now is known.
    if (!change) return [step('status', { record, to: subject.status }), endOf('', null)];
    const chain = [
      step('status', {
        at: change.at,
        who: change.actor,
        record,
        from: change.from_status,
        to: change.to_status,
      }),
    ];
    // What was made with an order is there because of the order.
    const isMadeWithOrder = change.from_status === null && subject.orderId !== null && subject.entity !== 'orders';
    let cause = change.cause === '' && isMadeWithOrder ? `placing/${subject.orderId}` : change.cause;
    let who = change.actor;
    let at: string | null = change.at;
    const seen = new Set<string>();
    while (cause !== '' && !seen.has(cause) && chain.length < maxLinks) {
      seen.add(cause);
      const link = linkOf(store, cause, { who, at });
      chain.push(...link.steps);
      if (link.isEnd) return chain;
      ({ cause, who, at } = link);
    }
    return [...chain, endOf(who, at)];
  }

  return { of };
}
