import type { Context } from '../kernel/index.ts';
import type { PromoCodesService } from '../promo-codes/index.ts';
import type { SyncService } from '../sync/index.ts';

/** The hub counts no further. */
const mostUses = 1_000_000;

export interface PromoRightsDeps {
  readonly sync: Pick<SyncService, 'isJoined' | 'isReached' | 'grant' | 'openGrants' | 'keepGrant'>;
  readonly promoCodes: () => Pick<PromoCodesService, 'openUses' | 'useState' | 'arbitrated' | 'forgetTeam'>;
  readonly context: Context;
}

/**
 * Uses of promo codes with a limit, arbitrated by the team hub (spec 2.8): an order reserves its use here, the hub is asked after
 * that, and where it has none left the order waits for a person. Uses of before this desk joined are told as had.
 */
export function promoRights({ sync, promoCodes, context }: PromoRightsDeps) {
  let turn: Promise<unknown> = Promise.resolve();

  async function arbitrate(): Promise<void> {
    if (!sync.isJoined()) {
      promoCodes().forgetTeam(context);
      return;
    }
    if (!sync.isReached()) return;
    for (const { kind, key, requestId, amount } of sync.openGrants('redemption')) {
      const state = promoCodes().useState(requestId);
      if (state === 'committed') sync.keepGrant(context, requestId);
      if (state === 'committed' || state === 'reserved') continue;
      if ((await sync.grant({ kind, key, requestId, amount, release: true })).state === 'queued') return;
    }
    for (const { id, promoCodeId, maxUses, isAsked } of promoCodes().openUses()) {
      const answer = await sync.grant({
        kind: 'redemption',
        key: promoCodeId,
        requestId: id,
        amount: Math.min(maxUses, mostUses),
        ...(isAsked ? {} : { held: 0 }),
      });
      if (answer.state === 'granted') promoCodes().arbitrated(context, id, 'granted');
      else if (answer.state === 'held') promoCodes().arbitrated(context, id, 'refused');
      else return;
    }
  }

  return {
    /** Asks for what was used and gives back what was not paid. */
    arbitrate(): Promise<void> {
      const result = turn.then(arbitrate);
      turn = result.catch(() => undefined);
      return result;
    },
    settled: (): Promise<void> => turn.then(() => undefined),
  };
}
