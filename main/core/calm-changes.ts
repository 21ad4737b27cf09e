import type { Changed } from '../../preload/api/events.ts';
import type { Clock } from './kernel/index.ts';

/** The first pause between two tellings, and the longest, which only a flood brings about. Milliseconds. */
const shortestMs = 50;
const longestMs = 1000;

/** More ids than a change carries mean "refetch all of the area". */
const mostIds = 100;

/**
 * Tells a change at once, and what follows in the pause after it together at the pause's end, once per area. While changes go on
 * without a gap (a bulk run) the pauses grow, so that screens are read again once a second and not at every commit.
 */
export function calmChanges(tell: (change: Changed) => void, clock: Pick<Clock, 'sleep'>): (change: Changed) => void {
  const held = new Map<string, Set<string> | 'all'>();
  let isPausing = false;

  const hold = ({ area, ids }: Changed): void => {
    const known = held.get(area) ?? new Set<string>();
    const all = known === 'all' || ids.length === 0 ? 'all' : new Set([...known, ...ids]);
    held.set(area, all !== 'all' && all.size > mostIds ? 'all' : all);
  };

  const pause = async (): Promise<void> => {
    isPausing = true;
    for (let ms = shortestMs; ; ms = Math.min(2 * ms, longestMs)) {
      await clock.sleep(ms);
      if (held.size === 0) break;
      const changes = [...held];
      held.clear();
      for (const [area, ids] of changes) tell({ area, ids: ids === 'all' ? [] : [...ids] });
    }
    isPausing = false;
  };

  return (change) => {
    if (isPausing) return hold(change);
    tell(change);
    void pause();
  };
}
