import os from 'node:os';
import type { Desk, HubProblem, SyncStatus as Shown } from '../../../preload/api/sync.ts';
import type { Store } from '../store/index.ts';
import { membership } from './membership.ts';
import type { SyncService } from './service.ts';
import { changesAfter } from './skipped.ts';
import { memory } from './state.ts';
import type { HubState } from './transport.ts';

/** What screens are shown of a desk's membership is made of. */
export interface TeamView {
  readonly store: Store;
  readonly service: SyncService;
  /** What the hub said last. */
  readonly hub: () => HubState | null;
  /** What keeps the line from being opened. */
  readonly broken: () => HubProblem | null;
  /** The schema of the hub that this console brings; 0: not loaded yet. */
  readonly ownHubVersion: () => number;
}

/** Desks that spoke with the hub within this time are there now, ms. */
const presentMs = 2 * 60_000;

/** How this desk stands with its hub. */
export function shownStatus({ store, service, hub, broken, ownHubVersion }: TeamView): Shown {
  const found = membership(store);
  const now = service.status();
  const problem = broken() ?? now.problem;
  const hubVersion = hub()?.hubVersion ?? ownHubVersion();
  return {
    isJoined: now.isJoined,
    deskName: found?.deskName ?? '',
    workspaceName: now.workspaceName === '' ? (found?.workspaceName ?? '') : now.workspaceName,
    hub: found
      ? { kind: found.kind, address: `${found.address.host}:${found.address.port}/${found.address.database}` }
      : null,
    lastContact: now.lastContact === '' ? null : now.lastContact,
    problem,
    waiting: now.waiting,
    conflicts: now.conflicts,
    deferred: now.deferred,
    refused: now.refused,
    behind: now.behind,
    clockOffsetMs: now.clockOffsetMs,
    isClockWrong: now.isClockWrong,
    // What was equal at the last contact need not be so now.
    checksum: problem === null ? now.checksum : 'unknown',
    isCopying: now.isCopying,
    copy: now.copy,
    isBringing: now.isBringing,
    suggestedDeskName: os.hostname().slice(0, 100),
    // The hub on this computer is brought up to date when it starts.
    canUpdateHub: found?.kind === 'server' && (problem === 'hub_too_old' || hubVersion < ownHubVersion()),
    news: [...service.news()],
    awaited: shownDesks({ store, service, hub, broken, ownHubVersion })
      .filter(({ isAwaited }) => isAwaited)
      .map(({ name }) => name),
  };
}

/** The desks of the workspace, each as it was when it last spoke with the hub. */
export function shownDesks({ store, service, hub }: TeamView): Desk[] {
  const own = memory(store)?.deskId ?? '';
  const state = hub();
  return service.desks().map((desk) => ({
    id: desk.deskId,
    name: desk.name,
    isThis: desk.deskId === own,
    isRevoked: desk.revoked,
    lag: state ? changesAfter(desk.acked, state) : 0,
    waiting: desk.waiting,
    // This one has told it by the end of its round.
    isAwaited: desk.deskId !== own && (state?.awaited ?? []).includes(desk.deskId),
    lastSeen: desk.lastSeen === '' ? null : desk.lastSeen,
    checksum:
      state === null || desk.revoked || desk.checksum === '' || desk.acked !== state.head
        ? 'unknown'
        : desk.checksum === state.checksum
          ? 'equal'
          : 'differs',
  }));
}

/** Names of other desks that have a record (`<record>/<id>`) open now. Without the hub nobody knows. */
export function openElsewhere({ store, service, hub }: TeamView, record: string): string[] {
  const state = hub();
  const own = memory(store)?.deskId;
  if (!state || !service.isReached()) return [];
  return state.desks
    .filter((desk) => desk.deskId !== own && !desk.revoked && desk.open.includes(record))
    .filter((desk) => Date.parse(state.now) - Date.parse(desk.lastSeen) < presentMs)
    .map(({ name }) => name);
}
