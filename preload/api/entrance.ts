import { z } from 'zod';
import { Asset } from './assets.ts';
import { call } from './contract.ts';
import { Email, Empty, HexColor, Id, Language, line } from './values.ts';

/** Longest password, in characters: long enough for any phrase, and a bound for the work of hashing. */
const maxPassword = 128;
/** A password as it is typed to come in; no space of it is taken off. */
export const Password = z.string().min(1, 'required').max(maxPassword, 'too_long');
/** A password that is set: long enough not to be guessed where the attempts are slowed down. */
export const NewPassword = z.string().min(1, 'required').min(8, 'too_short').max(maxPassword, 'too_long');

/** Colours of a brand, `#rrggbb`, or null for the product's own. */
export const BrandColors = z.strictObject({
  accentColor: HexColor.nullable(),
  onAccentColor: HexColor.nullable(),
  headerColor: HexColor.nullable(),
  onHeaderColor: HexColor.nullable(),
});

/**
 * Who came in. The main process binds the window by it (design 7); neither id is a secret, and a page can do nothing
 * with them: no call takes them.
 */
export const Entered = z.strictObject({ clientId: Id, loginId: Id });
export type Entered = z.output<typeof Entered>;

/** The calls of a client area's window in which nobody logged in yet (spec 78, 79). */
export const entrance = {
  /** Whose client area it is and how it looks, for who is in and for who is not. */
  look: call({
    right: 'entrance.read',
    input: Empty,
    output: z.strictObject({
      /** Nobody is logged in: the page shows how to. */
      isVisitor: z.boolean(),
      brandName: z.string(),
      /** The brand's logo, see `logo`; null: none. */
      logoAssetId: Id.nullable(),
      colors: BrandColors,
      theme: z.enum(['light', 'dark', 'system']),
      environment: z.enum(['live', 'sandbox']),
      /** The brand's default language where the screens exist in it, else this desk's. */
      language: Language,
    }),
  }),
  /** The bytes of the brand's logo; null: none. */
  logo: call({ right: 'entrance.read', input: Empty, output: Asset.nullable() }),
  /** Errors: `login.failed`; `login.wait` (params seconds) after repeated failures. */
  logIn: call({
    right: 'entrance.enter',
    input: z.strictObject({ email: Email, password: Password }),
    output: Entered,
  }),
  /** Makes a client with a password, who is logged in at once. Errors: `input.invalid` email: email_taken; `login.wait`. */
  register: call({
    right: 'entrance.enter',
    input: z.strictObject({
      firstName: line(100),
      lastName: line(100),
      email: Email,
      password: NewPassword,
      /** The one in which the form was filled in. */
      language: Language,
    }),
    output: Entered,
  }),
};
