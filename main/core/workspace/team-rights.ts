import type { Log } from '../kernel/index.ts';
import { runRights, type RunRightsDeps } from './run-rights.ts';
import { type SendingRightsDeps, sendingRights } from './sending-rights.ts';

export interface TeamRightsDeps extends SendingRightsDeps, RunRightsDeps {
  readonly sync: SendingRightsDeps['sync'] & RunRightsDeps['sync'];
  readonly log: Log;
  /** The hub is reached again, or this desk is alone: what waited for it may go. */
  readonly onWay: () => void;
}

/** What areas must ask of the team hub, and what happens when it comes back. */
export function createTeamRights(deps: TeamRightsDeps) {
  const { sync, log } = deps;
  const sending = sendingRights(deps);
  let isStopped = false;
  let wasOut = false;

  function giveBack(): void {
    if (isStopped) return;
    sending.giveBack().catch((error: unknown) => {
      if (!isStopped) log.error({ err: error }, 'rights not given back');
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
      if (sync.isReached()) giveBack();
    },

    /** After the commit that is under way: what is over is given back. */
    later(): void {
      setImmediate(giveBack);
    },

    /** Asks and gives back nothing more. */
    async stop(): Promise<void> {
      isStopped = true;
      await sending.settled();
    },
  };
}
