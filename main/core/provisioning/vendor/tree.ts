import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { isTree, type Tree } from './text.ts';

/** The formats that are read (ispmanager-api 1.5). */
export type Format = 'json' | 'bjson' | 'xml';

/** Elements within elements; the vendor's documents have less than ten. What recurses below relies on this limit. */
const deepest = 64;

/**
 * Reads the text of an answer as a tree. A string is the reason why it is none, or could be read in two ways. Never
 * throws; takes time and memory in proportion to the text, however hostile it is.
 */
export function treeOf(body: string, format: Format): Tree | string {
  const text = body.replace(/^\uFEFF/, '');
  return format === 'xml' ? parseXml(text) : parseJson(text);
}

function parseJson(text: string): Tree | string {
  const objection = ambiguityOf(text);
  if (objection !== null) return objection;
  try {
    const value: unknown = JSON.parse(text);
    return isTree(value) ? value : 'not an object';
  } catch {
    return 'not JSON';
  }
}

/**
 * What JSON.parse would take without a word: a key that stands twice in one object (it keeps the last: which one is
 * meant?), and nesting without end. Exact for JSON; for anything else JSON.parse has the last word.
 */
function ambiguityOf(text: string): string | null {
  // The keys of each object that is open; null for an array.
  const open: (Set<string> | null)[] = [];
  for (let at = 0; at < text.length; at += 1) {
    switch (text[at]) {
      case '{':
      case '[':
        if (open.length === deepest) return 'nested too deep';
        open.push(text[at] === '{' ? new Set() : null);
        break;
      case '}':
      case ']':
        open.pop();
        break;
      case '"': {
        const end = endOfString(text, at);
        if (end === -1) return 'not JSON';
        const keys = open.at(-1);
        if (keys && isFollowedByColon(text, end)) {
          const key = keyOf(text.slice(at, end + 1));
          if (keys.has(key)) return 'a key that stands twice';
          keys.add(key);
        }
        at = end;
        break;
      }
    }
  }
  return null;
}

/** Where the string that begins at `start` has its closing quote; -1: nowhere. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at;
  }
  return -1;
}

function isFollowedByColon(text: string, end: number): boolean {
  let at = end + 1;
  while (at < text.length && /\s/.test(text[at] ?? '')) at += 1;
  return text[at] === ':';
}

/** `"a\u0062"` is the key `ab`. */
function keyOf(literal: string): string {
  if (!literal.includes('\\')) return literal;
  try {
    return JSON.stringify(JSON.parse(literal));
  } catch {
    return literal;
  }
}

function parseXml(text: string): Tree | string {
  // A DTD is where entity bombs and file reads begin, and the vendor sends none.
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) return 'XML with a DTD';
  const encoding = /^<\?xml[^>]*?\sencoding\s*=\s*["']([^"'>]*)/i.exec(text)?.[1];
  if (encoding !== undefined && !/^utf-?8$/i.test(encoding)) return 'XML of another charset';
  let foreign = false;
  try {
    if (XMLValidator.validate(text) !== true) return 'not well-formed XML';
    const value: unknown = new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: '$',
      textNodeName: '$',
      parseTagValue: false,
      parseAttributeValue: false,
      ignoreDeclaration: true,
      ignorePiTags: true,
      trimValues: true,
      maxNestedTags: deepest,
      processEntities: true,
      entityDecoder: onlyXmlEntities,
      attributeValueProcessor: (name, attributeValue) => {
        // The vendor's documents have no namespaces: `ok` of another one is not its ok.
        foreign ||= /^\$?xmlns(:|$)/.test(name);
        return attributeValue;
      },
    }).parse(text);
    if (foreign) return 'XML of another namespace';
    if (!isTree(value) || value['doc'] === undefined) return 'no doc element';
    return isTree(value['doc']) ? value : { doc: {} };
  } catch {
    return 'not readable XML';
  }
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

/** The five entities that XML has by itself and character numbers; no other ever is resolved. */
const onlyXmlEntities = {
  decode: (text: string): string =>
    text.replace(/&(?:(lt|gt|quot|apos|amp)|#(\d{1,7})|#x([\da-f]{1,6}));/gi, (whole, name, decimal, hex) => {
      if (typeof name === 'string') return named[name] ?? whole;
      const code = typeof decimal === 'string' ? Number.parseInt(decimal, 10) : Number.parseInt(String(hex), 16);
      return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
    }),
  setExternalEntities: (): void => undefined,
  addInputEntities: (): void => undefined,
  reset: (): void => undefined,
  setXmlVersion: (): void => undefined,
};
