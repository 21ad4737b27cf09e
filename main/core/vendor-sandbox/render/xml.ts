import { toNodes } from '../document.ts';
import type { Answer, DocNode, DocumentHead } from '../document.ts';
import { errorNodes } from './error-nodes.ts';

/** Renders an answer for out=xml: a `<doc>` root, rows as `<elem>`, a form's values as direct children (ispmanager-api 1.5). */
export function renderXml(answer: Answer, head: DocumentHead): string {
  const nodes = answer.kind === 'error' ? [errorElement(answer.error, head)] : toNodes(answer);
  const echoed = [...head.echoed].map(([name, text]) => ({ name, text }));
  const root: DocNode = {
    name: 'doc',
    attrs: {
      lang: head.lang,
      func: head.func,
      binary: head.binary,
      host: head.host,
      themename: 'orion',
      features: 'sandbox',
      notify: '',
    },
    children: [...nodes, { name: 'tparams', children: echoed }, { name: 'saved_filters' }],
  };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(root)}\n`;
}

function errorElement(error: Extract<Answer, { kind: 'error' }>['error'], head: DocumentHead): DocNode {
  const attrs = { type: error.type, object: error.object, lang: head.lang, code: '1' };
  return { name: 'error', attrs, children: errorNodes(error, head, true) };
}

function element(node: DocNode): string {
  // A parameter name is echoed as an element name; what cannot be one is left out rather than breaking the document.
  if (!/^[A-Za-z_][\w.-]*$/.test(node.name)) return '';
  const attrs = Object.entries(node.attrs ?? {}).map(([name, value]) => ` ${name}="${escapeXml(value)}"`);
  const inner = escapeXml(node.text ?? '') + (node.children ?? []).map((child) => element(child)).join('');
  const open = `${node.name}${attrs.join('')}`;
  return inner === '' ? `<${open}/>` : `<${open}>${inner}</${node.name}>`;
}

/** Escapes text for XML and HTML; characters that XML 1.0 forbids are dropped. */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
