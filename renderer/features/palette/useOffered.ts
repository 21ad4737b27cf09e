import { useMemo } from 'react';
import { commands } from '../../app/commands.ts';
import { useCall } from '../../app/query.ts';
import { useEnvironment } from '../../state/environment.ts';
import { type Command, offeredIn } from '../../workbench/commands.ts';

/** The commands that this desk has now: in its environment, and as one of a team or alone. */
export function useOffered(): readonly Command[] {
  const environment = useEnvironment((state) => state.environment);
  const { data: sync } = useCall('sync', 'status', {});
  const isInTeam = sync?.isJoined === true;
  return useMemo(() => offeredIn(commands, { environment, isInTeam }), [environment, isInTeam]);
}
