import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Input } from '../../../../preload/api/contract.ts';
import type { ApiError } from '../../../../preload/api/errors.ts';
import type { ActionPreview, licenses } from '../../../../preload/api/licenses.ts';
import { api, valueOf, type CallError } from '../../../app/api.ts';
import { useDelayed } from '../../../workbench/useDelayed.ts';

/** What is known before an action is asked for. */
export interface PreviewRead {
  /**
   * `reading` the vendor is being asked; `read` it answered; `slow` it still has not; `unread` it could not be read.
   * From the last two on an action may be queued on what earlier readings left.
   */
  readonly state: 'reading' | 'read' | 'slow' | 'unread';
  /** Of the vendor now; while that is not there, of earlier readings; null in the first moment. */
  readonly preview: ActionPreview | null;
  /** Whether `preview` is of the vendor now. */
  readonly isFresh: boolean;
  readonly error: ApiError | null;
  readonly readAgain: () => void;
}

/** So long a person waits for the vendor before the dialog offers to queue without its answer, milliseconds. */
const patience = 6000;
/** Typing is over after so long. */
const settleMs = 400;

/**
 * Asks for the preview of an action, anew at each opening of a dialog and whenever what is asked for changes. It is
 * outside of the cache that core's changes refresh: reading it changes the mirror, which would ask for it again.
 */
export function usePreview(input: Omit<Input<typeof licenses.preview>, 'fresh'>): PreviewRead {
  const [opening] = useState(() => crypto.randomUUID());
  const wanted = JSON.stringify(input);
  const asked = useSettled(wanted, settleMs);
  const call = (fresh: boolean) => ({
    queryKey: ['preview', opening, fresh, asked],
    queryFn: () => valueOf(api.licenses.preview({ ...(JSON.parse(asked) as typeof input), fresh })),
    gcTime: 0,
    placeholderData: keepPreviousData,
  });
  const known = useQuery<ActionPreview, CallError>(call(false));
  const now = useQuery<ActionPreview, CallError>(call(true));
  const isReading = asked !== wanted || now.isFetching;
  const isSlow = useDelayed(isReading, patience);
  const error = isReading ? null : (now.error?.error ?? null);
  const isFresh = !isReading && error === null && now.data !== undefined;
  return {
    state: isReading ? (isSlow ? 'slow' : 'reading') : error === null ? 'read' : 'unread',
    preview: (isFresh ? now.data : known.data) ?? null,
    isFresh,
    error: error ?? known.error?.error ?? null,
    readAgain: () => void now.refetch(),
  };
}

/** A value once it has stayed the same for a moment; the first one at once. */
function useSettled(value: string, delay: number): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    if (value === settled) return undefined;
    const timer = setTimeout(() => setSettled(value), delay);
    return () => clearTimeout(timer);
  }, [value, settled, delay]);
  return settled;
}
