import { cellText } from '../document.ts';
import type { Answer, DocNode, DocumentHead, Row } from '../document.ts';
import type { SandboxGuesses } from '../guesses.ts';
import { jsonError } from './json.ts';

/**
 * Renders an answer for out=bjson: no `doc` around it, forms as `{"model":{...}}`, lists as `{"elem":[...]}`, success with `"ok":true`, an
 * order as `{"id":{"v":"N"}}` (ispmanager-api 1.5 and 2.2).
 */
export function renderBjson(answer: Answer, head: DocumentHead, guesses: SandboxGuesses): string {
  switch (answer.kind) {
    case 'error':
      return JSON.stringify({
        error:
          guesses.bjsonError === 'dollar' ? jsonError(answer.error, head, guesses) : plainError(answer.error, head),
      });
    case 'list': {
      const total = answer.total === null ? {} : { p_elems: String(answer.total) };
      if (answer.rows.length === 0 && guesses.emptyListAbsent) return JSON.stringify(total);
      return JSON.stringify({ elem: answer.rows.map((row) => plainRow(row)), ...total });
    }
    case 'form': {
      const slist = (answer.lists ?? []).map((list) => ({
        name: list.name,
        val: list.values.map(({ key, text }) => ({ key, v: text })),
      }));
      return JSON.stringify({
        model: plainRow(answer.fields),
        ...(slist.length > 0 && { slist }),
        ...(answer.ok && { ok: true }),
      });
    }
    case 'ok': {
      const warnings = (answer.warnings ?? []).map(({ elid, message }) => [elid, { msg: message }] as const);
      return JSON.stringify({
        ok: answer.text ?? true,
        ...(warnings.length > 0 && { warning: Object.fromEntries(warnings) }),
      });
    }
    case 'created': {
      if (answer.value === null) return JSON.stringify({ ok: true });
      const id = { v: { v: answer.value }, dollar: { $: answer.value }, plain: answer.value }[guesses.bjsonOrderId];
      return JSON.stringify({ [answer.field]: id, ok: true });
    }
    case 'tree':
      return JSON.stringify(plainTree(answer.nodes));
  }
}

function plainRow(row: Row): Record<string, string> {
  return Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, cellText(cell)]));
}

function plainError(error: Extract<Answer, { kind: 'error' }>['error'], head: DocumentHead): Record<string, string> {
  const { type, object, message, value } = error;
  return { type, object, lang: head.lang, msg: message, detail: message, ...(value !== '' && { value }) };
}

/** A document of its own shape without wrappers: a session is read as `model.auth`, success is `"ok":true`. */
function plainTree(nodes: readonly DocNode[]): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const node of nodes) {
    if (node.name === 'ok') result['ok'] = true;
    else if (node.name === 'auth') result['model'] = { auth: node.text ?? '' };
    else add(result, node);
  }
  return result;
}

function add(target: Record<string, unknown>, node: DocNode): void {
  const value = plain(node);
  const present = target[node.name];
  if (Array.isArray(present)) present.push(value);
  else if (present !== undefined) target[node.name] = [present, value];
  else target[node.name] = node.array === true ? [value] : value;
}

function plain(node: DocNode): unknown {
  if (!node.attrs && !node.children) return node.text ?? '';
  const object: Record<string, unknown> = { ...node.attrs };
  if (node.text !== undefined) object['v'] = node.text;
  for (const child of node.children ?? []) add(object, child);
  return object;
}
