import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { isTree, type Tree } from './text.ts';

/** The formats that are read (ispmanager-api 1.5). */
export type Format = 'json' | 'bjson' | 'xml';

/** Reads the text of an answer as a tree. A string is the reason why it is none. Never throws. */
export function treeOf(body: string, format: Format): Tree | string {
  const text = body.replace(/^\uFEFF/, '');
  return format === 'xml' ? parseXml(text) : parseJson(text);
}

function parseJson(text: string): Tree | string {
  try {
    const value: unknown = JSON.parse(text);
    return isTree(value) ? value : 'not an object';
  } catch {
    return 'not JSON';
  }
}

function parseXml(text: string): Tree | string {
  // A DTD is where entity bombs and file reads begin, and the vendor sends none.
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) return 'XML with a DTD';
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
      processEntities: true,
      entityDecoder: onlyXmlEntities,
    }).parse(text);
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
