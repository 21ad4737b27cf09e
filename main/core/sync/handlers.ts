import type { sync } from '../../../preload/api/sync.ts';
import { AppError, type Handlers } from '../kernel/index.ts';
import type { Store } from '../store/index.ts';
import { conflictDetailOf, conflictRowOf, editedValue } from './conflict-view.ts';
import type { Decision } from './conflicts.ts';
import { heldUp } from './held-up.ts';
import { decideMany, previewMany } from './many-view.ts';
import { recordState, refusalOf } from './record-states.ts';
import type { Team } from './team.ts';

/** Binds the verbs of `preload/api/sync.ts`. */
export function syncHandlers(store: Store, team: Team): Handlers<typeof sync> {
  const { service } = team;
  const deskName = (id: string) => ({
    name: service.desks().find(({ deskId }) => deskId === id)?.name ?? '',
    isThis: service.status().deskId === id,
  });
  return {
    status: () => team.status(),
    desks: () => team.desks(),
    conflicts: ({ cursor, limit }) => {
      const found = service.listConflicts({ after: Number(cursor ?? 0) || 0, limit: limit + 1 });
      const rows = found.slice(0, limit).map((each) => conflictRowOf(store, each, deskName));
      return { rows, nextCursor: found.length > limit ? (rows.at(-1)?.id ?? null) : null };
    },
    heldUp: (input) => heldUp(store, input),
    getConflict: ({ id }) => conflictDetailOf(store, service.getConflict(Number(id)), deskName),
    decide: ({ id, keep, values }, context) => {
      const conflict = service.getConflict(Number(id));
      if (conflict.state !== 'open' || conflict.isBeingDecided) throw new AppError('sync.decided');
      if (keep === 'both' && !conflict.canKeepBoth) throw new AppError('sync.not_editable');
      const decision: Decision = keep === 'edit' ? { keep, value: editedValue(conflict, values) } : { keep };
      service.decide(context, { id: Number(id), decision });
      return conflictDetailOf(store, service.getConflict(Number(id)), deskName);
    },
    previewMany: (input) => previewMany(store, service, deskName, input),
    decideMany: (input, context) => decideMany(store, service, deskName, input, context),
    takeOthers: ({ id }, context) => service.takeOthers(context, id),
    createWorkspace: (input, context) => team.createWorkspace(input, context),
    invite: (input) => team.invite(input),
    join: (input, context) => team.join(input, context),
    leave: (input, context) => team.leave(input, context),
    revoke: (input) => team.revoke(input),
    rowStates: ({ record, ids }) =>
      service.status().isJoined
        ? ids.map((id) => ({
            id,
            state: recordState(store, record, id),
            refusal: refusalOf(store, record, id),
            openAt: team.openAt(record, id),
          }))
        : [],
    setOpen: ({ open }) => {
      team.setOpen(open);
      return {};
    },
    updateHub: (input) => team.updateHub(input),
    readNews: ({ kind }, context) => team.readNews(kind, context),
    tryNow: () => team.tryNow(),
  };
}
