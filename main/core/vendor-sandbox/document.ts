/**
 * The answer of a function before it has a format. A function says what it answers; the renderers in `render/` know how each `out=` spells it
 * (ispmanager-api 1.5), so that no function is written four times.
 */

/** One element of the answer document. */
export interface DocNode {
  name: string;
  attrs?: Readonly<Record<string, string>>;
  text?: string;
  children?: readonly DocNode[];
  /** In JSON this element is an array even when it is alone. */
  array?: boolean;
}

/** Values that may be picked in a form field. */
export interface SelectList {
  name: string;
  values: readonly { key: string; text: string }[];
}

/** An error as the vendor reports it, with HTTP status 200 (ispmanager-api 5). */
export interface VendorError {
  type: string;
  object: string;
  /** What is shown to people; `__object__` and `__value__` stand for the fields below and above until the answer leaves. */
  message: string;
  /** The offending value; "" leaves the parameter out. */
  value: string;
}

/** A value of a row: its text, or its text with attributes beside it. */
export type Cell = string | { readonly text: string; readonly attrs: Readonly<Record<string, string>> };

export type Row = Readonly<Record<string, Cell>>;

/** The text of a cell, without what stands beside it. */
export function cellText(cell: Cell): string {
  return typeof cell === 'string' ? cell : cell.text;
}

export type Answer =
  /** Rows, with the total over all pages when the installation sends it. */
  | { kind: 'list'; rows: readonly Row[]; total: number | null }
  /** Fields of a form; `ok` when the form has just been applied. */
  | { kind: 'form'; fields: Row; lists?: readonly SelectList[]; ok: boolean }
  /** Success without data. `text` turns it into "go there first", as with func=totp.confirm. */
  | { kind: 'ok'; text?: string; warnings?: readonly { elid: string; message: string }[] }
  /** Something was created; without a value the answer says ok and names nothing. */
  | { kind: 'created'; field: 'id' | 'billorder'; value: string | null }
  /** A document of its own shape. */
  | { kind: 'tree'; nodes: readonly DocNode[] }
  | { kind: 'error'; error: VendorError };

/** Facts about the call that a document repeats in its head. */
export interface DocumentHead {
  func: string;
  lang: string;
  binary: string;
  host: string;
  /** Parameters echoed in `tparams`, without anything secret. */
  echoed: ReadonlyMap<string, string>;
  /** Who is signed in, or "". */
  user: string;
}

/** The elements of an answer, common to XML and the JSON formats that mirror it. Errors have a shape of their own and are not handled here. */
export function toNodes(answer: Exclude<Answer, { kind: 'error' }>): DocNode[] {
  switch (answer.kind) {
    case 'list': {
      const nodes: DocNode[] = answer.rows.map((row) => ({ name: 'elem', children: fieldNodes(row) }));
      if (answer.total !== null) nodes.push({ name: 'p_elems', text: String(answer.total) });
      return nodes;
    }
    case 'form': {
      const nodes = [...fieldNodes(answer.fields), ...(answer.lists ?? []).map((list) => selectNode(list))];
      if (answer.ok) nodes.push({ name: 'ok' });
      return nodes;
    }
    case 'ok': {
      const ok: DocNode = answer.text === undefined ? { name: 'ok' } : { name: 'ok', text: answer.text };
      const warnings = (answer.warnings ?? []).map(({ elid, message }) => ({
        name: 'warning',
        attrs: { elid },
        text: message,
      }));
      return [...warnings, ok];
    }
    case 'created': {
      const ok: DocNode = { name: 'ok' };
      return answer.value === null ? [ok] : [{ name: answer.field, text: answer.value }, ok];
    }
    case 'tree':
      return [...answer.nodes];
  }
}

function fieldNodes(row: Row): DocNode[] {
  return Object.entries(row).map(([name, cell]) =>
    typeof cell === 'string' ? { name, text: cell } : { name, ...cell },
  );
}

function selectNode(list: SelectList): DocNode {
  const children = list.values.map(({ key, text }) => ({ name: 'val', attrs: { key }, text, array: true }));
  return { name: 'slist', attrs: { name: list.name }, children, array: true };
}
