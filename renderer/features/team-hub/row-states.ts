import { useQuery } from '@tanstack/react-query';
import type { Output } from '../../../preload/api/contract.ts';
import type { sync as calls, SyncedRecord } from '../../../preload/api/sync.ts';
import { call, useCall } from '../../app/query.ts';

type RowState = Output<typeof calls.rowStates>[number];

interface Waiting {
  readonly id: string;
  readonly done: (state: RowState | null) => void;
  readonly failed: (error: unknown) => void;
}

/** What lines of lists ask for within one turn of the event loop, by the kind of record. */
const waiting = new Map<SyncedRecord, Waiting[]>();
/** As many as one call answers. */
const atOnce = 200;

/** The state of one record, asked for together with those of the other lines that are drawn. */
function rowState(record: SyncedRecord, id: string): Promise<RowState | null> {
  return new Promise((done, failed) => {
    if (waiting.size === 0) setTimeout(askAll, 0);
    waiting.set(record, [...(waiting.get(record) ?? []), { id, done, failed }]);
  });
}

function askAll(): void {
  const all = [...waiting];
  waiting.clear();
  for (const [record, lines] of all)
    for (let at = 0; at < lines.length; at += atOnce) void askFor(record, lines.slice(at, at + atOnce));
}

async function askFor(record: SyncedRecord, lines: readonly Waiting[]): Promise<void> {
  try {
    const found = await call('sync', 'rowStates')({ record, ids: lines.map(({ id }) => id) });
    const byId = new Map(found.map((each) => [each.id, each]));
    for (const { id, done } of lines) done(byId.get(id) ?? null);
  } catch (error) {
    for (const { failed } of lines) failed(error);
  }
}

/** How a record of a list stands with the hub; null where this desk works alone, or it is not known yet. */
export function useRowState(record: SyncedRecord, id: string): RowState | null {
  const { data: status } = useCall('sync', 'status', {});
  const isJoined = status?.isJoined ?? false;
  const { data } = useQuery({
    queryKey: ['sync', 'rowStates', 'line', record, id],
    queryFn: () => rowState(record, id),
    enabled: isJoined,
  });
  return isJoined ? (data ?? null) : null;
}
