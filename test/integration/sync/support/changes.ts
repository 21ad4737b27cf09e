import { v7 } from 'uuid';
import type { Change, Hello } from '../../../../main/core/sync/transport.ts';

/** A change with everything that a test does not care about filled in. `value` is made JSON text. */
export function change(deskSeq: number, what: Omit<Partial<Change>, 'value'> & { readonly value?: unknown }): Change {
  const { value = deskSeq, ...rest } = what;
  return {
    deskSeq,
    changeSet: v7(),
    entity: 'product',
    rowId: 'row-1',
    field: 'name',
    policy: 'review',
    baseRev: 0,
    baseOwn: 0,
    hlc: `${String(deskSeq).padStart(12, '0')}-0000`,
    actor: 'Anna',
    resolves: 0,
    schema: 1,
    ...rest,
    value: value === null ? null : JSON.stringify(value),
  };
}

export function hello(what: Partial<Hello> = {}): Hello {
  return {
    schema: 1,
    appVersion: '1.0.0',
    deskName: 'Desk',
    epoch: '',
    cursor: 0,
    // More than any desk of these tests gives out: none is taken for an older copy of itself.
    deskSeq: 1_000_000,
    answeredSeq: 0,
    session: '',
    checksum: '',
    waiting: 0,
    open: [],
    series: {},
    now: '2026-11-30T12:00:00.000Z',
    ...what,
  };
}
