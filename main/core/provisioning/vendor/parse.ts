import type { Failure } from './outcome.ts';
import { attribute, clip, isTree, rowsOf, type Tree, unwrap } from './text.ts';
import { type Format, treeOf } from './tree.ts';

/** An answer in one shape, whichever format it came in. */
export interface VendorDocument {
  /** The function the answer says it is of, or null. */
  readonly func: string | null;
  /** null: the answer does not say ok. Text: as in `ok`, mostly empty. */
  readonly ok: string | null;
  readonly error: { readonly type: string; readonly object: string; readonly message: string } | null;
  /** The tree below `doc`, for what is nested. */
  readonly root: Tree;
  /** What holds the fields of a form: `model` in bjson, else the root. */
  readonly form: Tree;
  /** One value of a form or order answer; null when absent. */
  readonly field: (name: string) => string | null;
  readonly rows: readonly Tree[];
  /** The answer has a list, if an empty one. Without that no rows are no proof that there are none. */
  readonly isList: boolean;
  /** `p_elems`: how many rows there are in all; null when not told. */
  readonly total: number | null;
}

const mostParams = 20;

/**
 * Parses an answer. A string is the reason why it is none that can be relied on: HTML, cut off, of another function,
 * or of another shape. Never throws.
 */
export function parseAnswer(body: string, format: Format): VendorDocument | string {
  const tree = treeOf(body, format);
  if (typeof tree === 'string') return tree;
  // Around everything, or (bjson) one part among others: the nested doc of a renewal (ispmanager-api 4.2).
  const root = isTree(tree['doc']) && Object.keys(tree).length === 1 ? tree['doc'] : tree;
  const form = isTree(root['model']) ? root['model'] : root;
  const rows = root['elem'] === '' ? null : rowsOf(root['elem']);
  if (rows === null) return 'the list has no rows';
  const ok = okOf(root['ok']);
  if (ok === undefined) return 'an ok that does not say ok';
  const error = root['error'] === undefined ? null : errorOf(root['error']);
  if (error && error.type === '' && error.message === '') return 'an error that says nothing';
  if ([root['doc'], root['model']].some((part) => isTree(part) && part['error'] !== undefined))
    return 'an error in the middle of something else';
  const total = unwrap(root['p_elems'] ?? root['$p_elems']);
  if (total !== null && !/^\d{1,9}$/.test(total)) return 'the number of rows is not a number';
  return {
    func: unwrap(root['$func']),
    ok,
    error,
    root,
    form,
    field: (name) => unwrap(Object.hasOwn(form, name) ? form[name] : root[name])?.trim() ?? null,
    rows,
    isList: Object.hasOwn(root, 'elem') || total !== null,
    total: total === null ? null : Number(total),
  };
}

/** What `ok` says: null when it is absent or no, undefined when it is something that nobody has seen. */
function okOf(value: unknown): string | null | undefined {
  if (value === undefined || value === null || value === false) return null;
  const text = unwrap(value);
  return text === null || /^\s*(false|no|off|0|null)\s*$/i.test(text) ? undefined : text;
}

/** One choice of a form's field. */
export interface Choice {
  readonly key: string;
  readonly text: string;
}

/**
 * The choices of a field: `slist` with `val` rows, in the shapes of all formats (ispmanager-api 1.5). Null when the
 * form has none for that field, or they cannot be read.
 */
export function choicesOf(document: VendorDocument, name: string): readonly Choice[] | null {
  const lists = rowsOf(document.root['slist'] ?? document.form['slist'])?.filter(
    (list) => attribute(list, 'name') === name,
  );
  const [list] = lists ?? [];
  const values = list === undefined || lists?.length !== 1 ? null : rowsOf(list['val']);
  return values?.map((value) => ({ key: attribute(value, 'key')?.trim() ?? '', text: choiceText(value) })) ?? null;
}

/** Beside its key a bjson value may have other bare attributes, so the text is looked for by name. */
const choiceText = (value: Tree): string => (unwrap(value['$'] ?? value['v'] ?? value['text']) ?? '').trim();

function errorOf(value: unknown): { type: string; object: string; message: string } {
  if (!isTree(value)) return { type: '', object: '', message: clip(unwrap(value) ?? '') };
  const pick = (name: string): string => attribute(value, name) ?? '';
  let message = clip(pick('msg') || pick('detail'));
  // Texts may still hold __name__ places, filled from the params (ispmanager-api 5). Clipped at each step: a text that
  // is put in may hold places itself.
  for (const param of (rowsOf(value['param']) ?? []).slice(0, mostParams)) {
    const name = attribute(param, 'name');
    const text = clip(unwrap(param['$'] ?? param['v'] ?? param['value']) ?? '');
    if (name) message = clip(message.replaceAll(`__${name}__`, () => text));
  }
  return { type: clip(pick('type')), object: clip(pick('object')), message };
}

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
