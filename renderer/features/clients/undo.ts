import { clients, type Client } from '../../../preload/api/clients.ts';
import type { Input } from '../../../preload/api/contract.ts';
import { fieldEdit, type UndoEntry } from '../../workbench/undo.ts';

type Field = Exclude<keyof Input<typeof clients.update>, 'id'>;

/** The calls that an edit of a client is taken back with; each answers with its value or throws. */
export interface ClientCalls {
  get(input: { id: string }): Promise<Client>;
  update(input: Input<typeof clients.update>): Promise<Client>;
}

/** A client's saved data as an entry of the undo stack; null: nothing of it changed. */
export const clientSaved = (calls: ClientCalls, label: string, before: Client, after: Client): UndoEntry | null =>
  fieldEdit<Client, Field>({
    label,
    fields: Object.keys(clients.update.input.shape).filter((name) => name !== 'id') as Field[],
    before,
    after,
    read: () => calls.get({ id: after.id }),
    write: (change) => calls.update({ id: after.id, ...change }),
  });
