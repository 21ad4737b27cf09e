import { z } from 'zod';
import { call } from './contract.ts';
import { NewPassword } from './entrance.ts';
import { ById, Id, Instant } from './values.ts';

/** How a client comes into the client area. No answer ever holds a password or what is kept of one. */
export const ClientLogin = z.strictObject({
  /** When the password was set; null: the client has none and cannot log in. */
  passwordSetAt: Instant.nullable(),
});
export type ClientLogin = z.output<typeof ClientLogin>;

/** What staff see and do of the logins of clients (R2). */
export const clientLogins = {
  get: call({ right: 'clients.read', input: ById, output: ClientLogin }),
  /** Sets a first or a new password, which whoever was logged in by the one before has to give. */
  setPassword: call({
    right: 'clients.write',
    input: z.strictObject({ id: Id, password: NewPassword }),
    output: ClientLogin,
  }),
};
