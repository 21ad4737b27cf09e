import { createHash } from 'node:crypto';
import {
  HubError,
  type Change,
  type HubErrorCode,
  type HubTransport,
  type LoggedChange,
  type Register,
} from '../../../../main/core/sync/transport.ts';
import { hello } from './changes.ts';

/** One desk of a workspace; `again()` is another line of the same desk. */
export interface ContractDesk {
  readonly deskId: string;
  readonly line: HubTransport;
  again(): HubTransport;
}

/** One fresh workspace of a hub. */
export interface ContractWorkspace {
  desk(options?: { readonly mayWrite?: boolean }): Promise<ContractDesk>;
  revoke(deskId: string): Promise<void>;
  compact(days: number): Promise<void>;
  newEpoch(): Promise<void>;
  setMinSchema(schema: number): Promise<void>;
  /** Keeps a copy of the workspace's rows; what it resolves to puts them back and says nothing to anybody. */
  backup(): Promise<() => Promise<void>>;
}

export interface ContractHub {
  workspace(): Promise<ContractWorkspace>;
  close(): Promise<void>;
}

/** The code of the `HubError` with which something fails. */
export const failure = async (work: Promise<unknown>): Promise<HubErrorCode | undefined> => {
  try {
    await work;
  } catch (error) {
    if (error instanceof HubError) return error.code;
    throw error;
  }
  return undefined;
};

/** The rule of the checksum (design 6), written again: XOR of the first 64 bits of SHA-256 of each register. */
export function checksumOf(registers: readonly Register[]): string {
  let sum = 0n;
  for (const { entity, rowId, field, rev, value } of registers) {
    const text = [entity, rowId, field, rev, value ?? ''].join('\u001f');
    sum ^= BigInt(`0x${createHash('sha256').update(text).digest('hex').slice(0, 16)}`);
  }
  return sum.toString(16).padStart(16, '0');
}

/** The log of the hub after `from`, page by page. */
export async function wholeLog(line: HubTransport, epoch: string, from = 0): Promise<LoggedChange[]> {
  const log: LoggedChange[] = [];
  for (let after = from; ; after = log.at(-1)?.seq ?? after) {
    const { changes } = await line.pull({ epoch, after, limit: 100 });
    if (changes.length === 0) return log;
    log.push(...changes);
  }
}

/** All pages of a snapshot together. */
export async function wholeSnapshot(line: HubTransport, epoch: string, limit = 1000) {
  const registers: Register[] = [];
  const parked: LoggedChange[] = [];
  let head: number | undefined;
  let after = null;
  do {
    const page = await line.snapshot({ epoch, after, limit });
    head ??= page.head;
    registers.push(...page.registers);
    parked.push(...page.parked);
    after = page.next;
  } while (after);
  return { registers, parked, head };
}

/** A workspace with desks that have said hello. */
export async function meetingAt(hub: ContractHub, desks: number) {
  const workspace = await hub.workspace();
  const all: ContractDesk[] = [];
  let epoch = '';
  for (let n = 0; n < desks; n += 1) {
    const desk = await workspace.desk();
    epoch = (await desk.line.hello(hello({ deskName: `Desk ${n}`, session: `s${n}` }))).epoch;
    all.push(desk);
  }
  const [a, b, c] = all as [ContractDesk, ContractDesk, ContractDesk];
  const push = async (desk: ContractDesk, ...changes: Change[]) => {
    const { answers } = await desk.line.push({ epoch, changes });
    return answers.map(({ outcome, seq, reason }) => (reason === '' ? `${outcome} ${seq}` : `${outcome} ${reason}`));
  };
  return { workspace, epoch, a, b, c, all, push };
}

/** Opens a workspace with so many desks. */
export type Meeting = (desks: number) => ReturnType<typeof meetingAt>;
