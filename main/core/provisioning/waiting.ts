import type { OperationState } from '../../../preload/api/operations.ts';

/**
 * A queued or accepted operation (`o`, of connection `c`) that somebody has to do something for: confirm a price, mend
 * credentials, enable the connection, look at a license that is not the one that was ordered. One that waits for its next
 * try, or for its key, needs nobody.
 */
export const isHeld = `(CASE WHEN o.state = 'accepted' THEN o.error_code IS NOT NULL
  ELSE (o.error_code IS NOT NULL AND o.next_check_at IS NULL)
    OR c.credentials_stopped = 1 OR c.is_enabled = 0 OR c.deleted_at IS NOT NULL END)`;

/**
 * Operations (`o`, of connection `c`) that wait for a person. While one is read again (`reconciling`) it is as unclear as
 * before; leaving it out would make it come and go.
 */
export const needsPerson = `(o.state IN ('unknown', 'reconciling', 'absent') OR (o.state IN ('queued', 'accepted') AND ${isHeld}))`;

/** Where an operation stands for the people who look at lists. */
export type Section = 'unclear' | 'held' | 'moving' | 'settled';

/** The states of each section; of what is queued or accepted those that are held, or those that are not. */
export const sections: Readonly<
  Record<Section, readonly { readonly state: OperationState; readonly held?: boolean }[]>
> = {
  unclear: [{ state: 'unknown' }, { state: 'reconciling' }, { state: 'absent' }],
  held: [
    { state: 'queued', held: true },
    { state: 'accepted', held: true },
  ],
  moving: [{ state: 'queued', held: false }, { state: 'sending' }, { state: 'accepted', held: false }],
  settled: [{ state: 'succeeded' }, { state: 'refused' }, { state: 'abandoned' }],
};

export const sectionOf = (state: OperationState, held: boolean): Section => {
  const found = (Object.keys(sections) as Section[]).find((section) =>
    sections[section].some((part) => part.state === state && (part.held === undefined || part.held === held)),
  );
  return found ?? 'settled';
};
