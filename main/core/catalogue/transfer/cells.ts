import type { PlainField, ProblemCode } from '../../../../preload/api/catalogue-transfer.ts';
import { Product } from '../../../../preload/api/catalogue-product.ts';
import { fieldsOf } from '../../../../preload/api/fields.ts';
import type { FieldErrorCode } from '../../../../preload/api/errors.ts';
import { exponent, parseDecimal } from '../../kernel/index.ts';

/** A complaint about one cell. */
export interface Complaint {
  readonly code: ProblemCode;
  readonly params: Readonly<Record<string, string | number>>;
}
export type Cell<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly complaint: Complaint };

const refused = (code: ProblemCode, params: Complaint['params'] = {}): Cell<never> => ({
  ok: false,
  complaint: { code, params },
});

/** Signs that make a spreadsheet take a text for a formula, also behind apostrophes that keep it from that. */
const formula = /^'*[=+\-@＝＋－＠\t\r]/;

/** A text as a cell that no spreadsheet calculates: an apostrophe before it (ASVS 1.2.10). `plainCell` takes it away. */
export const safeCell = (text: string): string => (formula.test(text) ? `'${text}` : text);
/** What a cell of a file says, without the apostrophe that keeps spreadsheets from calculating. */
export const plainCell = (cell: string): string => (cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell);

/** What a complaint of a schema or a rule is called of a row. */
const codes: Partial<Record<FieldErrorCode, ProblemCode>> = {
  required: 'required',
  too_long: 'too_long',
  too_small: 'too_small',
  too_big: 'too_big',
  not_package: 'not_package',
  not_money: 'not_money',
  not_slug: 'not_slug',
  duplicate: 'duplicate',
  not_found: 'not_found',
  wrong_term: 'wrong_term',
};
export const problemOf = (code: FieldErrorCode): ProblemCode => codes[code] ?? 'invalid';

const yes = new Set(['yes', 'y', 'true', '1', 'on', '+', 'да', 'д', 'истина', 'вкл']);
const no = new Set(['no', 'n', 'false', '0', 'off', '-', 'нет', 'н', 'ложь', 'выкл']);

function yesNo(cell: string): Cell<boolean> {
  const word = cell.trim().toLowerCase();
  if (yes.has(word)) return { ok: true, value: true };
  if (no.has(word)) return { ok: true, value: false };
  return refused('not_yes_no');
}

/** What a choice is called in files, beside its own code. */
const purchaseTypes: Readonly<Record<string, string>> = {
  recurring: 'recurring',
  subscription: 'recurring',
  'recurring payment (subscription)': 'recurring',
  подписка: 'recurring',
  one_off: 'one_off',
  'one-off': 'one_off',
  'one-off payment': 'one_off',
  разовый: 'one_off',
  'разовый платёж': 'one_off',
  'разовый платеж': 'one_off',
};
const deferModes: Readonly<Record<string, string>> = {
  inherit: 'inherit',
  none: 'none',
  optional: 'optional',
  hidden: 'hidden',
};

const choice =
  (known: Readonly<Record<string, string>>) =>
  (cell: string): Cell<string> => {
    const word = cell.trim().toLowerCase();
    const value = Object.hasOwn(known, word) ? known[word] : undefined;
    return value === undefined
      ? refused('not_listed', { listed: [...new Set(Object.values(known))].join(', ') })
      : { ok: true, value };
  };

/** A text that the field's own schema takes. */
function text(
  field: 'name' | 'description' | 'slug' | 'packageIdentifier' | 'reportCode1' | 'reportCode2' | 'keywords',
) {
  const schema = Product.shape[field];
  return (cell: string): Cell<string> => {
    const parsed = schema.safeParse(cell, { reportInput: true });
    if (parsed.success) return { ok: true, value: parsed.data ?? '' };
    const [first] = Object.values(fieldsOf(parsed.error));
    return refused(problemOf(first?.code ?? 'invalid'), first?.params);
  };
}

/** A reference is looked up as it stands. */
const asIs = (cell: string): Cell<string> => ({ ok: true, value: cell.trim() });

/** How the cell of each field is read. An empty cell does not come here. */
export const readers: Readonly<Record<PlainField, (cell: string) => Cell<string | boolean>>> = {
  id: asIs,
  category: asIs,
  connection: asIs,
  name: text('name'),
  slug: text('slug'),
  packageIdentifier: text('packageIdentifier'),
  description: text('description'),
  reportCode1: text('reportCode1'),
  reportCode2: text('reportCode2'),
  keywords: text('keywords'),
  isActive: yesNo,
  isVisible: yesNo,
  purchaseType: choice(purchaseTypes),
  deferMode: choice(deferModes),
};

const largest = 1_000_000_000_00;
const signs: Readonly<Record<string, string>> = { EUR: '€', USD: '$', GBP: '£', RUB: '₽', UAH: '₴', KZT: '₸' };

/** Minor units of a cell such as `5`, `5,00`, `1 234.50` or `5.00 EUR`. What the currency cannot hold is refused, not rounded. */
export function readPrice(cell: string, currency: string): Cell<number> {
  const places = exponent(currency);
  let number = cell.trim();
  for (const name of [currency, signs[currency]]) {
    if (name === undefined) continue;
    if (number.toUpperCase().endsWith(name)) number = number.slice(0, -name.length).trim();
    else if (number.toUpperCase().startsWith(name)) number = number.slice(name.length).trim();
  }
  // `1,200` is a thousand and two hundred to some, and one and a fifth to others.
  if (places !== 3 && /^\d{1,3}[.,]\d{3}$/.test(number)) return refused('not_money', { digits: places });
  const amount = parseDecimal(number, currency);
  const fraction = /[.,](\d+)$/.exec(number)?.[1] ?? '';
  if (amount === null || !/^0*$/.test(fraction.slice(places))) return refused('not_money', { digits: places });
  if (amount < 0) return refused('too_small', { minimum: 0 });
  if (amount > largest) return refused('too_big', { maximum: largest / 10 ** places });
  return { ok: true, value: amount };
}

/** An amount of minor units as a plain number with the decimal sign given. */
export function amountCell(amountMinor: number, currency: string, point: '.' | ','): string {
  const places = exponent(currency);
  const digits = String(amountMinor).padStart(places + 1, '0');
  return places === 0 ? digits : `${digits.slice(0, -places)}${point}${digits.slice(-places)}`;
}
