/**
 * Bodies that are wrong in one way each, and that a hasty reader takes for success (quality 2.4, rows 11 and 12). None is what the vendor sends; all are
 * what a client has to survive without a crash, without much memory, and without believing them.
 */
import { Buffer } from 'node:buffer';

export interface Corpus {
  contentType: string;
  body: string | Buffer;
}

export const CORPORA = [
  'json-bom',
  'json-duplicate-keys',
  'json-error-and-success',
  'json-deep',
  'json-nan',
  'json-huge-number',
  'json-prototype',
  'json-trailing',
  'json-twice',
  'json-array',
  'json-null',
  'json-text',
  'utf-16',
  'wrong-charset',
  'not-utf-8',
  'null-bytes',
  'xml-unclosed',
  'xml-two-roots',
  'xml-deep',
  'xml-namespace',
  'xml-entity-bomb',
  'xml-external-entity',
  'xml-dtd',
  'xml-as-json',
] as const;

export type CorpusName = (typeof CORPORA)[number];

const JSON_TYPE = 'application/json; charset=UTF-8';
const XML_TYPE = 'text/xml; charset=UTF-8';
const DEPTH = 100_000;

/** Whether a text names a corpus. */
export function isCorpus(name: string): name is CorpusName {
  return (CORPORA as readonly string[]).includes(name);
}

/** The body of that name, and the Content-Type it comes under. */
export function corpusOf(name: CorpusName): Corpus {
  const id = '{"$":"300001"}';
  const json = (body: string | Buffer, contentType = JSON_TYPE): Corpus => ({ contentType, body });
  const xml = (body: string): Corpus => ({ contentType: XML_TYPE, body });
  const good = `{"doc":{"id":${id},"ok":{}}}`;
  const goodXml = '<?xml version="1.0" encoding="UTF-8"?>\n<doc><id>300001</id><ok/></doc>\n';
  const cyrillic = '{"doc":{"id":{"$":"300001"},"licname":{"$":"Лицензия"},"ok":{}}}';
  switch (name) {
    case 'json-bom':
      return json(`\uFEFF${good}`);
    case 'json-duplicate-keys':
      return json(`{"doc":{"error":{"$type":"access"}},"doc":{"id":${id},"ok":{}}}`);
    case 'json-error-and-success':
      return json(`{"doc":{"id":${id},"ok":{},"error":{"$type":"value","msg":{"$":"No"}}}}`);
    case 'json-deep':
      return json(`{"doc":{"id":${id},"ok":${'['.repeat(DEPTH)}${']'.repeat(DEPTH)}}}`);
    case 'json-nan':
      return json('{"doc":{"id":{"$":NaN},"cost":Infinity,"ok":{}}}');
    case 'json-huge-number':
      return json('{"doc":{"id":{"$":1e400},"p_elems":{"$":99999999999999999999},"ok":{}}}');
    case 'json-prototype':
      return json(`{"doc":{"__proto__":{"id":${id},"ok":{}},"constructor":{"prototype":{"ok":{}}}}}`);
    case 'json-trailing':
      return json(`${good}<!-- served by proxy 7 -->`);
    case 'json-twice':
      return json(`${good}\n${good}`);
    case 'json-array':
      return json(`[${good}]`);
    case 'json-null':
      return json('null');
    case 'json-text':
      return json('"OK"');
    case 'utf-16':
      return json(Buffer.from(`\uFEFF${good}`, 'utf16le'));
    case 'wrong-charset':
      // Windows-1251 under the name of UTF-8, as an old server in front would do it.
      return json(windows1251(cyrillic));
    case 'not-utf-8':
      return json(
        Buffer.concat([Buffer.from('{"doc":{"id":{"$":"3000'), Buffer.of(0xff, 0xc0), Buffer.from('01"},"ok":{}}}')]),
      );
    case 'null-bytes':
      return json(good.replace('300001', '300001\0'));
    case 'xml-unclosed':
      return xml(goodXml.replace('</doc>', ''));
    case 'xml-two-roots':
      return xml(`${goodXml}<doc><error type="access"/></doc>`);
    case 'xml-deep':
      return xml(`<doc><id>300001</id><ok/>${'<a>'.repeat(DEPTH)}${'</a>'.repeat(DEPTH)}</doc>`);
    case 'xml-namespace':
      return xml('<x:doc xmlns:x="urn:somebody:else"><x:id>300001</x:id><x:ok/></x:doc>');
    case 'xml-entity-bomb':
      return xml(`<!DOCTYPE doc [${entityBomb()}]><doc><id>300001</id><ok/><msg>&e9;</msg></doc>`);
    case 'xml-external-entity':
      return xml(
        '<!DOCTYPE doc [<!ENTITY x SYSTEM "file:///etc/passwd">]><doc><id>300001</id><ok/><msg>&x;</msg></doc>',
      );
    case 'xml-dtd':
      return xml('<!DOCTYPE doc SYSTEM "http://192.0.2.1/doc.dtd"><doc><id>300001</id><ok/></doc>');
    case 'xml-as-json':
      return json(goodXml);
  }
}

/** Ten entities, each ten times the one before: three gigabytes when somebody unfolds them. */
function entityBomb(): string {
  let entities = '<!ENTITY e0 "lol">';
  for (let level = 1; level < 10; level += 1) entities += `<!ENTITY e${level} "${`&e${level - 1};`.repeat(10)}">`;
  return entities;
}

/** Encodes the Cyrillic letters of a text as Windows-1251, which Node cannot write by itself. */
function windows1251(text: string): Buffer {
  const bytes = Array.from(text, (letter) => {
    const code = letter.codePointAt(0) ?? 0;
    return code >= 0x4_10 && code <= 0x4_4f ? code - 0x4_10 + 0xc0 : code;
  });
  return Buffer.from(bytes);
}
