import type { Db } from '../../../main/core/store/index.ts';
import { type Had, maxUses } from './rights.ts';
import type { World } from './world.ts';

/** What all desks of a world have of what is had once, at each moment. */
export class HadOnce {
  /** What was had twice. */
  readonly doubles: string[] = [];
  readonly counts = { sent: 0, used: 0, run: 0 };
  readonly #world: Pick<World, 'desks' | 'isCopied'>;
  /** Thing → who sends about it now. */
  readonly #sending = new Map<string, { readonly desk: string; readonly operationId: string }>();
  /** Thing → who was done with it last, and when. */
  readonly #last = new Map<string, { readonly desk: string; readonly at: number }>();
  /** Operation → who has sent it. */
  readonly #sent = new Map<string, string>();
  readonly #uses = new Map<string, string>();

  constructor(world: Pick<World, 'desks' | 'isCopied'>) {
    this.#world = world;
  }

  of(desk: string): Had {
    return {
      sends: (operationId, thing, decidedAt) => {
        this.counts.sent += 1;
        const now = this.#sending.get(thing);
        if (now && now.desk !== desk) this.doubles.push(`operation ${thing}: ${now.desk},${desk} at one time`);
        const before = this.#sent.get(operationId);
        if (before !== undefined) this.doubles.push(`operation ${thing}: ${before} and ${desk} sent the same one`);
        const last = this.#last.get(thing);
        // A copy has the name of the other one at the hub, until it has one of its own.
        if (last && last.desk !== desk && last.at > decidedAt && !this.#world.isCopied)
          this.doubles.push(`operation ${thing}: ${desk} has not seen what ${last.desk} did`);
        this.#sending.set(thing, { desk, operationId });
        this.#sent.set(operationId, desk);
      },
      sent: (operationId, at) => {
        for (const [thing, now] of this.#sending) {
          if (now.operationId !== operationId) continue;
          this.#sending.delete(thing);
          this.#last.set(thing, { desk, at });
        }
      },
      uses: (useId, code) => {
        this.counts.used += 1;
        this.#uses.set(useId, code);
        const all = [...this.#uses.values()].filter((each) => each === code).length;
        // A copy has the orders of the other one, and what becomes of them in each is not told apart.
        if (all > maxUses && !this.#world.isCopied) this.doubles.push(`redemption ${code}: ${all} uses`);
      },
      gaveBack: (useId) => void this.#uses.delete(useId),
      runs: () => {
        this.counts.run += 1;
        const identities = new Map(
          this.#world.desks.filter(({ rights }) => rights.runs).map((each) => [each.desk.service.deskId(), each.name]),
        );
        if (identities.size > 1) this.doubles.push(`run: ${[...identities.values()].join()} at one time`);
      },
    };
  }

  /** Operations that are not judged any more. */
  forget(isForgotten: (desk: string, operationId: string) => boolean): void {
    for (const [thing, { desk, operationId }] of this.#sending)
      if (isForgotten(desk, operationId)) this.#sending.delete(thing);
    for (const [operationId, desk] of this.#sent) if (isForgotten(desk, operationId)) this.#sent.delete(operationId);
  }

  /**
   * The database of a copy. What was being sent is unknown to it, for a person. An operation that was asked for and is not sent
   * yet is left out: between the two nobody can tell a copy from the desk itself that starts again.
   */
  copy(db: Db): void {
    db.exec(`
      UPDATE operation SET state = 'unknown' WHERE state = 'sending';
      DELETE FROM operation WHERE state = 'queued' AND EXISTS (
        SELECT 1 FROM sync_grant g WHERE g.request_id LIKE operation.id || '/%');
      DELETE FROM sync_grant WHERE kind = 'operation' AND NOT EXISTS (
        SELECT 1 FROM operation o WHERE sync_grant.request_id LIKE o.id || '/%');`);
  }
}
