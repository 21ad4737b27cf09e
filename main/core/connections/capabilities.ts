import {
  type Capabilities,
  type Capability,
  type CapabilityFact,
  CapabilityName,
} from '../../../preload/api/connections.ts';
import type { Store, Writer } from '../store/index.ts';

interface Row {
  readonly id: string;
  readonly name: CapabilityName;
  readonly value: Capability;
  readonly source: 'detected' | 'staff';
  readonly evidence: string;
  readonly operation_id: string | null;
  readonly seen_at: string;
}

const rowsOf = (store: Store, connectionId: string): Row[] =>
  store.all<Row>(
    'capabilities of connection',
    'SELECT * FROM connection_capability WHERE connection_id = @connectionId',
    {
      connectionId,
    },
  );

const notSeen: CapabilityFact = { value: 'unknown', source: null, at: null, evidence: '', operationId: null };

/** What is known of an account's capabilities (X6); what was never seen nor set is `unknown`. */
export function capabilitiesOf(store: Store, connectionId: string): Capabilities {
  const rows = new Map(rowsOf(store, connectionId).map((row) => [row.name, row]));
  return Object.fromEntries(
    CapabilityName.options.map((name): [CapabilityName, CapabilityFact] => {
      const row = rows.get(name);
      // What was seen once and is forgotten, or given back by staff, is as if it had never been seen.
      if (!row || (row.source === 'detected' && row.value === 'unknown')) return [name, { ...notSeen }];
      const { value, source, seen_at: at, evidence, operation_id: operationId } = row;
      return [name, { value, source, at, evidence, operationId }];
    }),
  ) as Capabilities;
}

function write(
  store: Store,
  writer: Writer,
  connectionId: string,
  name: CapabilityName,
  {
    operationId,
    ...fact
  }: { value: Capability; source: 'detected' | 'staff'; evidence: string; operationId: string | null },
): void {
  const before = rowsOf(store, connectionId).find((row) => row.name === name);
  if (before?.value === fact.value && before.source === fact.source) return;
  const columns = { ...fact, operation_id: operationId, seen_at: store.now() };
  if (before) writer.update('connection_capability', before.id, columns);
  else writer.insert('connection_capability', { id: store.makeId(), connection_id: connectionId, name, ...columns });
  writer.touch('connections', connectionId);
}

/** Notes what an answer of the vendor showed. What staff set stays: they know why. */
export function sawCapability(
  store: Store,
  writer: Writer,
  connectionId: string,
  name: CapabilityName,
  seen: { readonly value: 'yes' | 'no'; readonly evidence: string; readonly operationId: string | null },
): void {
  const before = rowsOf(store, connectionId).find((row) => row.name === name);
  if (before?.source !== 'staff') write(store, writer, connectionId, name, { ...seen, source: 'detected' });
}

const forgotten = { value: 'unknown', source: 'detected', evidence: '', operationId: null } as const;

/** Sets a capability by hand, or (null) gives it back to what is seen from now on. */
export function setCapability(
  store: Store,
  writer: Writer,
  connectionId: string,
  name: CapabilityName,
  value: Capability | null,
  by: string,
): void {
  write(
    store,
    writer,
    connectionId,
    name,
    value === null ? forgotten : { value, source: 'staff', evidence: by, operationId: null },
  );
}

/** Another account, or one that was tested anew: what was seen of it does not hold any more. `only`: rows of that value. */
export function forgetDetected(store: Store, writer: Writer, connectionId: string, only?: Capability): void {
  for (const row of rowsOf(store, connectionId)) {
    if (row.source === 'detected' && (only === undefined || row.value === only))
      write(store, writer, connectionId, row.name, forgotten);
  }
}
