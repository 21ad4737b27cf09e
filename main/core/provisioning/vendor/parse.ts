import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { Failure } from './outcome.ts';

/** The formats that are read (ispmanager-api 1.5). */
export type Format = 'json' | 'bjson' | 'xml';

/** An answer in one shape, whichever format it came in. */
export interface VendorDocument {
  /** The function the answer says it is of, or null. */
  readonly func: string | null;
  /** null: the answer does not say ok. Text: as in `ok`, mostly empty. */
  readonly ok: string | null;
  readonly error: { readonly type: string; readonly object: string; readonly message: string } | null;
  /** The tree below `doc`, for what is nested. */
  readonly root: Tree;
  /** One value of a form or order answer; null when absent. */
  field(name: string): string | null;
  readonly rows: readonly Tree[];
  /** `p_elems`: how many rows there are in all; null when not told. */
  readonly total: number | null;
}

export type Tree = Readonly<Record<string, unknown>>;

const longestMessage = 500;

/** Reads one value in any of its wrappers: `v`, `{"$":v}`, `{"v":v}`, `[x]` (ispmanager-api 1.5). Null when it is none. */
export function unwrap(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.length === 1 ? unwrap(value[0]) : null;
  if (!isTree(value)) return null;
  if (Object.hasOwn(value, '$')) return scalar(value['$']);
  if (Object.hasOwn(value, 'v')) return scalar(value['v']);
  // An element without text: `{}` or attributes only.
  return Object.keys(value).every((key) => key.startsWith('$')) ? '' : null;
}

const scalar = (value: unknown): string | null =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;

export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A list in any of its forms: array, one object, absent. Null when it is something else, or a row is no object. */
export function rowsOf(value: unknown): readonly Tree[] | null {
  if (value === undefined || value === null || value === '') return [];
  const rows = Array.isArray(value) ? value : [value];
  return rows.every(isTree) ? rows : null;
}

/**
 * Parses an answer. A string is the reason why it is none that can be relied on: HTML, cut off, of another function,
 * or of another shape. Never throws.
 */
export function parseAnswer(body: string, format: Format): VendorDocument | string {
  const tree = format === 'xml' ? parseXml(body) : parseJson(body);
  if (typeof tree === 'string') return tree;
  const root = isTree(tree['doc']) ? tree['doc'] : tree;
  const form = isTree(root['model']) ? root['model'] : root;
  const rows = rowsOf(root['elem']);
  if (rows === null) return 'the list has no rows';
  const error = root['error'] === undefined ? null : errorOf(root['error']);
  if (error && error.type === '' && error.message === '') return 'an error that says nothing';
  const total = unwrap(root['p_elems'] ?? root['$p_elems']);
  if (total !== null && !/^\d{1,9}$/.test(total)) return 'the number of rows is not a number';
  return {
    func: unwrap(root['$func']),
    ok: root['ok'] === undefined || root['ok'] === false ? null : (unwrap(root['ok']) ?? ''),
    error,
    root,
    field: (name) => unwrap(Object.hasOwn(form, name) ? form[name] : root[name]),
    rows,
    total: total === null ? null : Number(total),
  };
}

function parseJson(body: string): Tree | string {
  try {
    const value: unknown = JSON.parse(body.replace(/^\uFEFF/, ''));
    return isTree(value) ? value : 'not an object';
  } catch {
    return 'not JSON';
  }
}

function parseXml(body: string): Tree | string {
  // A DTD is where entity bombs and file reads begin, and the vendor sends none.
  if (/<!(DOCTYPE|ENTITY)/i.test(body)) return 'XML with a DTD';
  if (XMLValidator.validate(body) !== true) return 'not well-formed XML';
  try {
    const value: unknown = new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: '$',
      textNodeName: '$',
      parseTagValue: false,
      parseAttributeValue: false,
      processEntities: false,
      ignoreDeclaration: true,
      trimValues: true,
    }).parse(body);
    if (!isTree(value) || value['doc'] === undefined) return 'no doc element';
    return isTree(value['doc']) ? value : { doc: {} };
  } catch {
    return 'not readable XML';
  }
}

/** The five entities that XML has by itself; the parser is told to resolve none, so that no other ever is. */
function plain(text: string): string {
  return text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&');
}

function errorOf(value: unknown): { type: string; object: string; message: string } {
  if (!isTree(value)) return { type: '', object: '', message: clip(unwrap(value) ?? '') };
  const pick = (name: string): string => unwrap(value[`$${name}`]) ?? unwrap(value[name]) ?? '';
  let message = pick('msg') || pick('detail');
  // Texts may still hold __name__ places, filled from the params (ispmanager-api 5).
  for (const param of rowsOf(value['param']) ?? []) {
    const name = unwrap(param['$name'] ?? param['name']);
    const text = unwrap(param['$'] ?? param['v'] ?? param['value']) ?? '';
    if (name) message = message.replaceAll(`__${name}__`, text);
  }
  return { type: pick('type'), object: pick('object'), message: clip(plain(message)) };
}

/** The vendor's words for a person: one line, bounded, no control characters. */
export function clip(text: string): string {
  // oxlint-disable-next-line no-control-regex -- taking them out is the point
  const oneLine = text.replace(/[\u0000-\u001f\u007f\s]+/g, ' ');
  return oneLine.trim().slice(0, longestMessage);
}

/** The XML values of fields keep their entities until they are read; JSON has none. */
export const valueOf = (text: string | null, format: Format): string | null =>
  text === null ? null : format === 'xml' ? plain(text) : text;

/**
 * What an error document means: who may not come in (`auth`), or what was refused. Only these branches; the vendor's
 * vocabulary is open (ispmanager-api 5).
 */
export function failureOf(error: NonNullable<VendorDocument['error']>): Failure {
  const { type, object, message } = error;
  if (type === 'extraconfirm') return { kind: 'auth', code: 'vendor.two_factor', message };
  if (type.startsWith('captcha')) return { kind: 'auth', code: 'vendor.captcha', message };
  if (/access from this ip/i.test(message) || (type === 'access' && object === 'ip')) {
    return { kind: 'auth', code: 'vendor.ip_denied', message };
  }
  if (type === 'auth') return { kind: 'auth', code: 'vendor.bad_password', message };
  // The authinfo itself has no right: nothing else will work either (2FA accounts on some installations).
  if (type === 'access' && (object === 'authinfo' || object === 'auth'))
    return { kind: 'auth', code: 'vendor.no_right', message };
  return { kind: 'refused', type, object, message };
}
