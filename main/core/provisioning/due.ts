import type { OperationState } from '../../../preload/api/operations.ts';
import type { Store } from '../store/index.ts';

/** More than can be under way at once for a connection, so that what waits behind them is not read for nothing. */
const mostDue = 100;

export interface Due {
  readonly id: string;
  readonly connection_id: string;
  readonly state: OperationState;
}

/**
 * Operations that are due, connection by connection, so that a long queue of one cannot hide another's: what was sent
 * already before what is to be sent, and that in the order it was asked for, what somebody waits for before the rows of bulk
 * runs. What is queued is also due when it was last tried before `wokenAt`, and whatever is planned for
 * after `horizon`.
 */
export function dueOperations(
  store: Store,
  { now, wokenAt, horizon }: { now: string; wokenAt: string; horizon: string },
): Due[] {
  const usable = store.all<{ id: string; is_enabled: number }>(
    'connections in use',
    'SELECT id, is_enabled FROM connection WHERE deleted_at IS NULL AND credentials_stopped = 0 ORDER BY id',
  );
  return usable.flatMap(({ id, is_enabled: isEnabled }) => [
    ...store.all<Due>(
      'operations due to be read',
      `SELECT o.id, o.connection_id, o.state FROM operation o
        WHERE o.connection_id = @id AND o.state IN ('accepted', 'unknown')
          AND (o.next_check_at IS NULL OR o.next_check_at <= @now OR o.next_check_at > @horizon)
        ORDER BY coalesce(o.next_check_at, ''), o.id LIMIT @mostDue`,
      { id, now, horizon, mostDue },
    ),
    ...(isEnabled === 0
      ? []
      : store.all<Due>(
          'operations due to be sent',
          `SELECT o.id, o.connection_id, o.state FROM operation o
            WHERE o.connection_id = @id AND o.state = 'queued' AND o.held_for IS NULL
              AND (o.next_check_at IS NULL OR o.next_check_at <= @now OR o.next_check_at > @horizon
                OR o.updated_at < @wokenAt)
            ORDER BY o.cause GLOB 'bulk/*', o.id LIMIT @mostDue`,
          { id, now, horizon, wokenAt, mostDue },
        )),
  ]);
}

/** When the next one becomes due by itself, or null. */
export const nextDue = (store: Store, now: string): string | null =>
  store.get<{ at: string | null }>(
    'operations next due',
    `SELECT min(o.next_check_at) AS at FROM operation o JOIN connection c ON c.id = o.connection_id
      WHERE o.state IN ('queued', 'accepted', 'unknown') AND c.deleted_at IS NULL AND c.credentials_stopped = 0
        AND (o.state <> 'queued' OR (c.is_enabled = 1 AND o.held_for IS NULL)) AND o.next_check_at > @now`,
    { now },
  )?.at ?? null;

/** Connections that an earlier run could not reach, and since when: what it queued goes out in its order. */
export const leftUnreachable = (store: Store): { connectionId: string; since: string }[] =>
  store.all(
    'connections left unreachable',
    `SELECT o.connection_id AS connectionId, min(e.at) AS since FROM operation o
       JOIN operation_event e ON e.operation_id = o.id AND e.code = 'not_sent'
      WHERE o.state = 'queued' AND o.error_code = 'vendor.unreachable' GROUP BY o.connection_id`,
  );

/** How many operations of a connection wait to be sent; those that a person holds are not among them. */
export const countQueued = (store: Store, connectionId: string): number =>
  store.get<{ n: number }>(
    'operations queued of connection',
    `SELECT count(*) AS n FROM operation o JOIN connection c ON c.id = o.connection_id
      WHERE o.connection_id = @connectionId AND o.state = 'queued' AND o.held_for IS NULL
        AND c.is_enabled = 1 AND c.credentials_stopped = 0 AND c.deleted_at IS NULL`,
    { connectionId },
  )?.n ?? 0;
