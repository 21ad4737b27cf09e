import type { ClientLogin, clientLogins } from '../../../preload/api/client-logins.ts';
import type { clientArea } from '../../../preload/api/client-area.ts';
import type { entrance, Entered } from '../../../preload/api/entrance.ts';
import type { Parsed } from '../../../preload/api/contract.ts';
import type { ClientsService } from '../clients/index.ts';
import { AppError, fieldError, type Context } from '../kernel/index.ts';
import type { Store, Writer } from '../store/index.ts';
import { createAttempts } from './attempts.ts';
import { createHashing } from './hashing.ts';
import { decoy } from './rules.ts';
import { type LoginRow, loginOf, loginOfEmail } from './store.ts';

/** What logins need of other areas; the composition root gives it. */
export interface ClientLoginsDeps {
  readonly store: Store;
  readonly clients: Pick<ClientsService, 'add' | 'get' | 'getLive' | 'idOfEmail'>;
}

/** How a password came to be, as the client's history says it. */
type Origin = 'registered' | 'set' | 'changed';

/** What failed registrations are counted under, of whatever e-mail; none is written so. */
const registrations = 'registrations';

export type ClientLoginsService = ReturnType<typeof clientLoginsService>;

/** How clients come into the client area: e-mail and password (spec 78, 79; R2). */
export function clientLoginsService({ store, clients }: ClientLoginsDeps) {
  const attempts = createAttempts(store.clock);
  const hashing = createHashing();

  /** Replaces what is kept of a client's password. The row is a new one: see migration 230. */
  function keep(writer: Writer, clientId: string, password_hash: string, origin: Origin): Entered {
    const before = loginOf(store, clientId);
    if (before) writer.remove('client_login', before.id);
    const loginId = store.makeId();
    writer.insert('client_login', { id: loginId, client_id: clientId, password_hash });
    writer.note('client', clientId, { client_login: [null, origin] });
    return { clientId, loginId };
  }

  /** Whether a login is still the one that somebody came in by: nobody set another password, or deleted the client. */
  const isCurrent = ({ clientId, loginId }: Entered): boolean => loginOf(store, clientId)?.id === loginId;

  /** Counts an attempt and checks a password; `undefined` as the login takes as long. @throws AppError `login.wait` */
  async function isRight(email: string, password: string, login: LoginRow | undefined): Promise<boolean> {
    attempts.begin(email);
    const matches = await hashing.isRight(password, login?.password_hash ?? decoy);
    // Another password may have been set meanwhile.
    const isIn = matches && login !== undefined && isCurrent({ clientId: login.client_id, loginId: login.id });
    if (isIn) attempts.succeeded(email);
    return isIn;
  }

  /** Whether a client can log in, and since when with this password. @throws AppError `not_found` */
  function get(clientId: string): ClientLogin {
    clients.get(clientId);
    return { passwordSetAt: loginOf(store, clientId)?.created_at ?? null };
  }

  return {
    isCurrent,
    get,

    /** Sets a client's password for them. @throws AppError `not_found`, `client.deleted` */
    async setPassword(
      { id, password }: Parsed<typeof clientLogins.setPassword>,
      context: Context,
    ): Promise<ClientLogin> {
      clients.getLive(id);
      const hash = await hashing.hash(password);
      store.transaction(context, (writer) => {
        clients.getLive(id);
        keep(writer, id, hash, 'set');
      });
      return get(id);
    },

    /**
     * Who an e-mail and a password belong to. @throws AppError `login.failed`, the same and after the same work whether the
     *   e-mail, the password or both are wrong; `login.wait` (params seconds)
     */
    async logIn({ email, password }: Parsed<typeof entrance.logIn>): Promise<Entered> {
      const login = loginOfEmail(store, email);
      if (!(await isRight(email, password, login)) || !login) throw new AppError('login.failed');
      return { clientId: login.client_id, loginId: login.id };
    },

    /**
     * Makes a client of a visitor (spec 79, 80), in this organisation as staff's own form does. An e-mail that a client has is
     * refused, also where that client has no password yet: nothing proves that the visitor is that client.
     * @throws AppError `input.invalid` email: email_taken; `login.wait` (params seconds) after many of these, so that nobody
     *   learns of a list of e-mails which are clients
     */
    async register(
      { password, ...fields }: Parsed<typeof entrance.register>,
      { traceId }: Pick<Context, 'traceId'>,
    ): Promise<Entered> {
      const refuseTaken = (): void => {
        if (clients.idOfEmail(fields.email) !== undefined) throw fieldError('email', { code: 'email_taken' });
      };
      attempts.begin(registrations);
      refuseTaken();
      const hash = await hashing.hash(password);
      const id = store.makeId();
      const name = `${fields.firstName} ${fields.lastName}`;
      // What becomes of it is the client's own act, and so the history says.
      const principal = { kind: 'client', clientId: id, name, actingStaffName: null } as const;
      const entered = store.transaction({ principal, traceId }, (writer) => {
        refuseTaken();
        clients.add(writer, id, fields);
        return keep(writer, id, hash, 'registered');
      });
      attempts.succeeded(registrations);
      return entered;
    },

    /**
     * Changes the password of a client who logged in. @throws AppError `call.forbidden` to staff on their behalf;
     *   `input.invalid` currentPassword: wrong_password; `login.wait` (params seconds)
     */
    async changePassword(
      { currentPassword, newPassword }: Parsed<typeof clientArea.changePassword>,
      context: Context,
    ): Promise<Entered> {
      const clientId = ownClientOf(context);
      const login = loginOf(store, clientId);
      if (!(await isRight(clients.getLive(clientId).email, currentPassword, login)) || !login)
        throw fieldError('currentPassword', { code: 'wrong_password' });
      const hash = await hashing.hash(newPassword);
      return store.transaction(context, (writer) => {
        if (!isCurrent({ clientId, loginId: login.id }))
          throw fieldError('currentPassword', { code: 'wrong_password' });
        return keep(writer, clientId, hash, 'changed');
      });
    },

    /** Whether the window's client may log out. @throws AppError `call.forbidden` where staff opened it: nobody logged in */
    logOut(context: Context): void {
      ownClientOf(context);
    },
  };
}

/** The client who logged in. @throws AppError `call.forbidden` to everybody else, staff on a client's behalf too */
function ownClientOf({ principal }: Context): string {
  if (principal.kind !== 'client' || principal.actingStaffName !== null) throw new AppError('call.forbidden');
  return principal.clientId;
}
