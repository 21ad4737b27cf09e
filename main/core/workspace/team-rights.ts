import type { Log } from '../kernel/index.ts';
import { numberRights, type NumberRightsDeps } from './number-rights.ts';
import { promoRights, type PromoRightsDeps } from './promo-rights.ts';
import { runRights, type RunRightsDeps } from './run-rights.ts';
import { type SendingRightsDeps, sendingRights } from './sending-rights.ts';

export interface TeamRightsDeps extends SendingRightsDeps, RunRightsDeps, PromoRightsDeps, NumberRightsDeps {
  readonly sync: SendingRightsDeps['sync'] & RunRightsDeps['sync'] & PromoRightsDeps['sync'] & NumberRightsDeps['sync'];
  readonly log: Log;
  /** The hub is reached again, or this desk is alone: what waited for it may go. */
  readonly onWay: () => void;
}

/** What areas must ask of the team hub, and what happens when it comes back. */
export function createTeamRights(deps: TeamRightsDeps) {
  const { log } = deps;
  const sending = sendingRights(deps);
  const promo = promoRights(deps);
  const numbers = numberRights(deps);
  let isStopped = false;
  let wasOut = false;
  let isComing = false;

  /** Gives back what is over, and has asked for what was used and what wants a number. */
  function settle(): void {
    if (isStopped) return;
    for (const done of [sending.giveBack(), promo.arbitrate(), numbers.settle()])
      done.catch((error: unknown) => {
        if (!isStopped) log.error({ err: error }, 'rights not settled with the hub');
      });
  }

  return {
    sending,
    run: runRights(deps),

    /** After each round, and after this desk joined or left. */
    look(): void {
      if (isStopped) return;
      const isOut = sending.isOutOfReach();
      if (wasOut && !isOut) deps.onWay();
      wasOut = isOut;
      settle();
    },

    /** After the commit that is under way: what is over is given back, what was used or wants a number is asked for. */
    later(): void {
      if (isComing) return;
      isComing = true;
      setImmediate(() => {
        isComing = false;
        settle();
      });
    },

    /** Asks and gives back nothing more. */
    async stop(): Promise<void> {
      isStopped = true;
      await Promise.all([sending.settled(), promo.settled(), numbers.settled()]);
    },
  };
}
