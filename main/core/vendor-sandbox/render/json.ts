import { toNodes } from '../document.ts';
import type { Answer, DocNode, DocumentHead, VendorError } from '../document.ts';
import type { SandboxGuesses } from '../guesses.ts';
import { errorNodes } from './error-nodes.ts';

/** A JSON object under construction. It has no prototype, because parameter names of the caller become its keys. */
export type JsonObject = Record<string, unknown>;

/**
 * Renders an answer for out=json, sjson and xjson: `{"doc":{...}}`, text as `{"$":"v"}`, attributes as `"$name"` (ispmanager-api 1.5). Rows of
 * a list are an array, with the switches for one row (an object) and none (absent).
 */
export function renderJson(answer: Answer, head: DocumentHead, guesses: SandboxGuesses): string {
  if (answer.kind === 'error') return JSON.stringify({ doc: { error: jsonError(answer.error, head, guesses) } });
  const doc = emptyObject();
  Object.assign(doc, {
    $lang: head.lang,
    $func: head.func,
    $binary: head.binary,
    $host: head.host,
    $features: 'sandbox',
    $notify: '',
  });
  const echoed = [...head.echoed].map(([name, text]) => ({ name, text }));
  put(doc, [...toNodes(answer), { name: 'tparams', children: echoed }], guesses);
  if (answer.kind === 'list') shapeRows(doc, answer.rows.length, guesses);
  return JSON.stringify({ doc });
}

/** The error object of the captured document: type, object and lang as attributes, detail, msg and param as elements. */
export function jsonError(error: VendorError, head: DocumentHead, guesses: SandboxGuesses): JsonObject {
  const object = emptyObject();
  Object.assign(object, { $type: error.type, $object: error.object, $lang: head.lang });
  put(object, errorNodes(error, head, false), guesses);
  return object;
}

/** An element as JSON, with all below it. */
export function jsonElement(node: DocNode, guesses: SandboxGuesses): JsonObject {
  const object = emptyObject();
  for (const [name, value] of Object.entries(node.attrs ?? {})) object[`$${name}`] = value;
  if (node.children) put(object, node.children, guesses);
  else if (node.text !== undefined && node.text !== '') object['$'] = node.text;
  else if (guesses.emptyValue === 'empty-text') object['$'] = '';
  return object;
}

function put(target: JsonObject, nodes: readonly DocNode[], guesses: SandboxGuesses): void {
  const groups = new Map<string, DocNode[]>();
  for (const node of nodes) {
    const group = groups.get(node.name);
    if (group) group.push(node);
    else groups.set(node.name, [node]);
  }
  for (const [name, group] of groups) {
    const elements = group.map((node) => jsonElement(node, guesses));
    const single = elements.length === 1 && group[0]?.array !== true;
    target[name] = single ? elements[0] : elements;
  }
}

function shapeRows(doc: JsonObject, count: number, guesses: SandboxGuesses): void {
  if (count === 1 && !guesses.singleRowAsObject) doc['elem'] = [doc['elem']];
  if (count === 0 && !guesses.emptyListAbsent) doc['elem'] = [];
}

function emptyObject(): JsonObject {
  return Object.create(null) as JsonObject;
}
