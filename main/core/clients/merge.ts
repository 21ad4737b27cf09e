import {
  type Client,
  type clients,
  type MergedKind,
  MergedKind as MergedKinds,
  type MergePlan,
} from '../../../preload/api/clients.ts';
import type { Parsed } from '../../../preload/api/contract.ts';
import { AppError, type Context, fieldError } from '../kernel/index.ts';
import { isDuplicate, type Store, type Writer } from '../store/index.ts';
import type { TriggersService } from '../triggers/index.ts';
import { confirmationCode, isConfirmed } from './confirm-rules.ts';
import { moved } from './merge-tables.ts';
import { balancesOf } from './removal-store.ts';
import { joinedNotes } from './rules.ts';

interface MergeDeps {
  readonly store: Store;
  readonly triggers: TriggersService;
  readonly get: (id: string) => Client;
  readonly getLive: (id: string) => Client;
  readonly onMerged: (writer: Writer, fromId: string, intoId: string) => void;
}

const nameOf = ({ firstName, lastName }: Client): string => `${firstName} ${lastName}`;
/** What is merged, as it was shown: a record that changed since is looked at again. */
const act = (from: Client, into: Client): readonly string[] => [
  'merge',
  from.id,
  from.updatedAt,
  into.id,
  into.updatedAt,
];

/** Making one client of two records of the same one (issue item 1): all of the first becomes the second's. */
export function createMerge({ store, triggers, get, getLive, onMerged }: MergeDeps) {
  /** @throws AppError `not_found`, `client.deleted`, `input.invalid` into: same_client, not_found */
  function pair(fromId: string, intoId: string): { from: Client; into: Client } {
    if (fromId === intoId) throw fieldError('into', { code: 'same_client' });
    const from = getLive(fromId);
    try {
      return { from, into: getLive(intoId) };
    } catch (error) {
      // The form has a field for that one.
      if (error instanceof AppError) throw fieldError('into', { code: 'not_found' });
      throw error;
    }
  }

  const idsIn = ({ table, column }: (typeof moved)[number], clientId: string): { id: string }[] =>
    store.all(`client merge ${table}.${column}`, `SELECT id FROM ${table} WHERE ${column} = @clientId ORDER BY id`, {
      clientId,
    });

  function movesOf(clientId: string): MergePlan['moves'] {
    const counts = new Map<MergedKind, number>();
    for (const owned of moved) counts.set(owned.kind, (counts.get(owned.kind) ?? 0) + idsIn(owned, clientId).length);
    return MergedKinds.options.flatMap((kind) => {
      const count = counts.get(kind) ?? 0;
      return count === 0 ? [] : [{ kind, count }];
    });
  }

  function moveAll(writer: Writer, from: Client, into: Client): void {
    for (const owned of moved) {
      for (const { id } of idsIn(owned, from.id)) {
        try {
          writer.update(owned.table, id, { [owned.column]: into.id });
        } catch (error) {
          if (!isDuplicate(error)) throw error;
          continue;
        }
        if (owned.table === 'contract_product')
          triggers.fire(writer, 27, `merge/${from.id}/${id}`, { entity: 'contract_product', id, clientId: into.id });
      }
    }
  }

  return {
    /** What would move, and the code for this merge. @throws AppError as `merge`, without the code's */
    prepareMerge({ from: fromId, into: intoId }: Parsed<typeof clients.prepareMerge>): MergePlan {
      return store.snapshot(() => {
        const { from, into } = pair(fromId, intoId);
        return {
          ...confirmationCode(act(from, into), store.clock.now()),
          from,
          into,
          moves: movesOf(fromId),
          balances: balancesOf(store, fromId, intoId),
        };
      });
    },

    /**
     * Moves what belongs to `from` to `into` and leaves a tombstone that leads there, in one transaction. Invoices keep the
     * buyer they were issued to; the remaining record keeps its own data, and gets the notes of the other one below its own.
     * @throws AppError `not_found`, `client.deleted`, `input.invalid` (into: same_client, not_found; code: wrong_code)
     */
    merge({ from: fromId, into: intoId, code }: Parsed<typeof clients.merge>, context: Context): Client {
      // A change of an owner has no cause but the person; statuses do not move.
      store.transaction(context, (writer) => {
        const { from, into } = pair(fromId, intoId);
        if (!isConfirmed(code, act(from, into), store.clock.now())) throw fieldError('code', { code: 'wrong_code' });
        moveAll(writer, from, into);
        onMerged(writer, fromId, intoId);
        writer.update('client', fromId, { deleted_at: store.now(), merged_into_id: intoId });
        writer.update('client', intoId, { notes: joinedNotes(into.notes, from.notes) });
        writer.note('client', intoId, { merged: [null, `${nameOf(from)} <${from.email}>`] });
      });
      return get(intoId);
    },
  };
}
