import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { attributes, elements, paints, references, textElements } from './svg-allowed.ts';

const maxDepth = 60;
const maxNodes = 50_000;

/** An element as the parser hands it over: `{ name: children, ':@': attributes }`, or `{ '#text': text }`. */
type Node = Readonly<Record<string, unknown>>;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  allowBooleanAttributes: false,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  // Read here, so that a check sees what a browser would (and no entity is ever expanded).
  processEntities: false,
});

/**
 * The SVG with nothing in it that runs, loads or leads anywhere: read as XML, and written anew from what
 * `svg-allowed.ts` names (spec 32). Null when it is no SVG, is not well-formed, or brings a DTD: such a file is refused
 * rather than repaired. What comes out goes through unchanged.
 *
 * There is no kept sanitiser for SVG that works without a DOM; writing anew from a list needs none, and what a list does
 * not know cannot come out of it.
 */
export function sanitizeSvg(bytes: Uint8Array): string | null {
  const text = decode(bytes);
  if (text === null || /<!(DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)/i.test(text)) return null;
  if (XMLValidator.validate(text) !== true) return null;
  try {
    const roots = (parser.parse(text) as Node[]).filter(
      (node) => nameOf(node) !== null && !nameOf(node)?.startsWith('?'),
    );
    const [root] = roots;
    if (!root || roots.length !== 1 || nameOf(root) !== 'svg') return null;
    return written(root, 0, { count: 0 });
  } catch {
    // Refused while it was written, or beyond what the parser reads.
    return null;
  }
}

/** Something that is not to be repaired. */
class Refused extends Error {}

/** The text without its byte order mark, or null when it is not UTF-8. Control characters are not XML. */
function decode(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // oxlint-disable-next-line no-control-regex -- that is what is looked for
    return /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text) ? null : text;
  } catch {
    return null;
  }
}

const nameOf = (node: Node): string | null => Object.keys(node).find((key) => key !== ':@' && key !== '#text') ?? null;

function written(node: Node, depth: number, seen: { count: number }): string {
  seen.count += 1;
  if (depth > maxDepth || seen.count > maxNodes) throw new Refused();
  const name = nameOf(node);
  if (name === null || !elements.has(name)) return '';
  const children = node[name] as Node[];
  const given = attributesOf(node, name);
  if (name === 'image' && !given.some(([key]) => references.has(key))) return '';
  const open = `${name}${depth === 0 ? namespaces : ''}${given.map(([key, value]) => ` ${key}="${escape(value)}"`).join('')}`;
  const inside = name === 'style' ? styleSheet(children) : insideOf(children, name, depth, seen);
  if (name === 'style' && inside === '') return '';
  return inside === '' ? `<${open}/>` : `<${open}>${inside}</${name}>`;
}

const namespaces = ' xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';

const insideOf = (children: readonly Node[], name: string, depth: number, seen: { count: number }): string =>
  children
    .map((child) => {
      const text = child['#text'];
      if (typeof text !== 'string') return written(child, depth + 1, seen);
      return textElements.has(name) ? escape(unescape(text)) : '';
    })
    .join('');

function attributesOf(node: Node, element: string): [name: string, value: string][] {
  const all = (node[':@'] ?? {}) as Record<string, unknown>;
  const kept: [string, string][] = [];
  for (const [name, raw] of Object.entries(all)) {
    if (typeof raw !== 'string') continue;
    const value = valueOf(element, name, unescape(raw));
    if (value !== null) kept.push([name, value]);
  }
  return kept;
}

/** The value that an attribute keeps, or null: it is left out. */
function valueOf(element: string, name: string, value: string): string | null {
  if (references.has(name)) return isReference(element, value) ? value.trim() : null;
  if (name === 'style') return inlineStyle(value);
  if (paints.has(name)) return isPaint(value) ? value : null;
  return attributes.has(name) && isPlain(value) ? value : null;
}

/** A part of the same picture. An image needs its pixels: raster ones, in the file itself. */
const isReference = (element: string, value: string): boolean =>
  element === 'image'
    ? /^\s*data:image\/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]+$/.test(value)
    : /^\s*#[\w.:-]+\s*$/.test(value);

/** No function that loads, no scheme, no escape: numbers, words, colours, paths. */
const isPlain = (value: string): boolean =>
  !/url\s*\(|image\s*\(|expression|javascript|vbscript|data:|https?:|\/\/|[\\<>{}@]/i.test(value);

const isPaint = (value: string): boolean => isPlain(value.replaceAll(/url\(\s*(["']?)#[\w.:-]+\1\s*\)/g, ''));

/** Declarations of plain values; one that is not is left out. */
function inlineStyle(value: string): string | null {
  const kept = value
    .split(';')
    .map((declaration) => declaration.trim())
    .filter((declaration) => /^-?[a-z][a-z-]*\s*:\s*[^:]+$/i.test(declaration) && isPlain(declaration))
    .filter((declaration) => !/^(-moz-binding|behavior|src)\b/i.test(declaration));
  return kept.length === 0 ? null : kept.join('; ');
}

/** A style sheet of plain rules (selector and declarations), without comments and at-rules; empty when it is not that. */
function styleSheet(children: readonly Node[]): string {
  const parts = children.map((child) => child['#text']);
  if (!parts.every((part) => typeof part === 'string')) return '';
  const text = unescape(parts.join('')).replaceAll(/\/\*[\s\S]*?\*\//g, '');
  if (/@|\/\*|\*\//.test(text)) return '';
  const rules: string[] = [];
  for (const [, selector = '', body = ''] of text.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    const declarations = inlineStyle(body);
    if (/^[\w\s.#,*-]+$/.test(selector) && declarations !== null) rules.push(`${selector.trim()}{${declarations}}`);
  }
  return escape(rules.join('\n'));
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text with its entities read. One that XML does not define was defined by a DTD, which is refused. */
function unescape(text: string): string {
  return text.replaceAll(
    /&(?:#x([0-9a-f]+)|#(\d+)|([a-z]+));?|&/gi,
    (whole, hex?: string, decimal?: string, word?: string) => {
      if (!whole.endsWith(';')) throw new Refused();
      if (word !== undefined) {
        const known = entities[word];
        if (known === undefined) throw new Refused();
        return known;
      }
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      const isCharacter =
        code === 9 ||
        code === 10 ||
        code === 13 ||
        (code >= 32 && code < 0xd800) ||
        (code > 0xdfff && code < 0xfffe) ||
        (code > 0xffff && code <= 0x10_ffff);
      if (!isCharacter) throw new Refused();
      return String.fromCodePoint(code);
    },
  );
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
