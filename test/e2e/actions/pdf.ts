import { inflateSync } from 'node:zlib';

/** What a test wants to know of a PDF. */
export interface Pdf {
  /** Of each page: its size in points, and its text, line by line from top to bottom. */
  readonly pages: readonly { readonly width: number; readonly height: number; readonly lines: readonly string[] }[];
  /** Each font that a page uses, and whether its shapes are in the file. */
  readonly fonts: readonly { readonly name: string; readonly isEmbedded: boolean }[];
  readonly title: string;
  readonly language: string;
  /** It carries its structure (headings, tables), so that it can be read aloud. */
  readonly isTagged: boolean;
}

/**
 * Reads a PDF as Chromium writes it: every object in the open, streams deflated, text as glyphs with a table that says
 * what they mean. Not a reader for other PDFs.
 */
export function readPdf(bytes: Buffer): Pdf {
  const objects = objectsOf(bytes);
  const catalog = [...objects.values()].find(({ text }) => /\/Type\s*\/Catalog\b/.test(text))?.text ?? '';
  const fontTables = new Map<string, ReadonlyMap<number, string>>();
  const fonts = new Map<string, { name: string; isEmbedded: boolean }>();
  const pages = pageNumbers(objects, catalog).map((number) => {
    const page = objects.get(number)?.text ?? '';
    const resources = dictionary(page, 'Resources', objects);
    const named = new Map(
      [...dictionary(resources, 'Font', objects).matchAll(/\/(\S+)\s+(\d+) 0 R/g)].map(
        ([, name = '', id = '']) => [name, id] as const,
      ),
    );
    for (const id of named.values()) {
      if (fonts.has(id)) continue;
      fonts.set(id, fontOf(objects, id));
      fontTables.set(id, meaningsOf(objects, id));
    }
    const [, , width = 0, height = 0] = (/\/MediaBox\s*\[([^\]]+)\]/.exec(page)?.[1] ?? '')
      .trim()
      .split(/\s+/)
      .map(Number);
    const content = [...(/\/Contents\s*(\[[^\]]*\]|\d+ 0 R)/.exec(page)?.[1] ?? '').matchAll(/(\d+) 0 R/g)]
      .map(([, id = '']) => objects.get(id)?.stream ?? '')
      .join('\n');
    const tableOf = (name: string) => fontTables.get(named.get(name) ?? '') ?? new Map<number, string>();
    return { width, height, lines: linesOf(runsOf(content, tableOf, (name) => isWide(objects, named.get(name)))) };
  });
  const info = [...objects.values()].find(({ text }) => /\/(Creator|Producer)\b/.test(text))?.text ?? '';
  return {
    pages,
    fonts: [...fonts.values()],
    title: stringOf(info, 'Title'),
    language: stringOf(catalog, 'Lang'),
    isTagged: /\/StructTreeRoot\b/.test(catalog) && /\/Marked\s+true/.test(catalog),
  };
}

interface PdfObject {
  readonly text: string;
  /** The content of a stream, inflated, a byte for a character. */
  readonly stream: string;
}
type Objects = ReadonlyMap<string, PdfObject>;

function objectsOf(bytes: Buffer): Objects {
  const file = bytes.toString('latin1');
  const objects = new Map<string, PdfObject>();
  const begin = /(\d+) 0 obj\b/g;
  for (let match = begin.exec(file); match; match = begin.exec(file)) {
    const start = match.index + match[0].length;
    const end = file.indexOf('endobj', start);
    const streamAt = file.slice(start, end).search(/\bstream\r?\n/);
    if (streamAt < 0) {
      objects.set(match[1] ?? '', { text: file.slice(start, end), stream: '' });
      begin.lastIndex = end;
      continue;
    }
    const text = file.slice(start, start + streamAt);
    const from =
      start + streamAt + (/^stream\r?\n/.exec(file.slice(start + streamAt, start + streamAt + 8))?.[0].length ?? 7);
    const length = Number(/\/Length\s+(\d+)/.exec(text)?.[1]);
    const raw = bytes.subarray(from, from + length);
    const isDeflated = /\/Filter\s*\[?\s*\/FlateDecode/.test(text);
    // Pictures are of no interest here, and fonts are only looked for.
    objects.set(match[1] ?? '', {
      text,
      stream: isDeflated ? inflateSync(raw).toString('latin1') : raw.toString('latin1'),
    });
    begin.lastIndex = from + length;
  }
  return objects;
}

/** A dictionary under a name, written there or somewhere else. */
function dictionary(text: string, name: string, objects: Objects): string {
  const found = new RegExp(`/${name}\\s*(<<|(\\d+) 0 R)`).exec(text);
  if (!found) return '';
  if (found[2] !== undefined) return objects.get(found[2])?.text ?? '';
  const start = found.index + found[0].length;
  for (let at = start, depth = 1; at < text.length; at += 1) {
    if (text.startsWith('<<', at)) depth += 1;
    else if (text.startsWith('>>', at)) depth -= 1;
    else continue;
    if (depth === 0) return text.slice(start, at);
    at += 1;
  }
  return text.slice(start);
}

function pageNumbers(objects: Objects, catalog: string): string[] {
  const walk = (id: string): string[] => {
    const text = objects.get(id)?.text ?? '';
    if (/\/Type\s*\/Page\b/.test(text)) return [id];
    return [...(/\/Kids\s*\[([^\]]*)\]/.exec(text)?.[1] ?? '').matchAll(/(\d+) 0 R/g)].flatMap(([, kid = '']) =>
      walk(kid),
    );
  };
  return walk(/\/Pages\s+(\d+) 0 R/.exec(catalog)?.[1] ?? '');
}

function stringOf(text: string, name: string): string {
  const literal = new RegExp(`/${name}\\s*\\(((?:[^()\\\\]|\\\\.)*)\\)`).exec(text)?.[1];
  const hex = new RegExp(`/${name}\\s*<([0-9A-Fa-f]*)>`).exec(text)?.[1];
  const raw =
    literal === undefined ? Buffer.from(hex ?? '', 'hex').toString('latin1') : literal.replaceAll(/\\(.)/g, '$1');
  return raw.startsWith('\u00FE\u00FF') ? utf16(Buffer.from(raw.slice(2), 'latin1')) : raw;
}

const utf16 = (bytes: Buffer): string => Buffer.from(bytes).swap16().toString('utf16le');

const isWide = (objects: Objects, id: string | undefined): boolean =>
  /\/Subtype\s*\/Type0\b/.test(objects.get(id ?? '')?.text ?? '');

/** A font with its shapes in the file: a font file, or drawings of its own (Type 3). */
function fontOf(objects: Objects, id: string): { name: string; isEmbedded: boolean } {
  const text = objects.get(id)?.text ?? '';
  const descendant = /\/DescendantFonts\s*\[?\s*(\d+) 0 R/.exec(text)?.[1];
  const inner = descendant === undefined ? text : (objects.get(descendant)?.text ?? '');
  const descriptor = dictionary(inner, 'FontDescriptor', objects);
  const name = /\/(?:FontName|BaseFont)\s*\/([^\s/>]+)/.exec(`${descriptor} ${text}`)?.[1] ?? '';
  return { name, isEmbedded: /\/FontFile[23]?\b/.test(descriptor) || /\/CharProcs\b/.test(text) };
}

/** What each code of a font means. */
function meaningsOf(objects: Objects, id: string): ReadonlyMap<number, string> {
  const map = objects.get(/\/ToUnicode\s+(\d+) 0 R/.exec(objects.get(id)?.text ?? '')?.[1] ?? '')?.stream ?? '';
  const meanings = new Map<number, string>();
  const text = (hex: string): string => utf16(Buffer.from(hex, 'hex'));
  for (const [, block = ''] of map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, code = '', value = ''] of block.matchAll(/<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>/g))
      meanings.set(Number.parseInt(code, 16), text(value));
  }
  for (const [, block = ''] of map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, from = '', to = '', value = ''] of block.matchAll(
      /<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>/g,
    )) {
      const first = Number.parseInt(from, 16);
      for (let code = first; code <= Number.parseInt(to, 16); code += 1)
        meanings.set(code, String.fromCodePoint(Number.parseInt(value, 16) + code - first));
    }
  }
  return meanings;
}

type Matrix = readonly [number, number, number, number, number, number];
const times = (m: Matrix, n: Matrix): Matrix => [
  m[0] * n[0] + m[1] * n[2],
  m[0] * n[1] + m[1] * n[3],
  m[2] * n[0] + m[3] * n[2],
  m[2] * n[1] + m[3] * n[3],
  m[4] * n[0] + m[5] * n[2] + n[4],
  m[4] * n[1] + m[5] * n[3] + n[5],
];
const asMatrix = (values: readonly string[]): Matrix => values.slice(-6).map(Number) as unknown as Matrix;

interface Run {
  readonly x: number;
  readonly y: number;
  text: string;
  /** Where its last glyph begins, and how high its font is. */
  lastX: number;
  size: number;
}

/** The pieces of text of a page with where they stand, in points from the lower left corner. */
function runsOf(
  content: string,
  tableOf: (font: string) => ReadonlyMap<number, string>,
  isWideFont: (font: string) => boolean,
): Run[] {
  const token = /\((?:[^()\\]|\\[\s\S])*\)|<[0-9A-Fa-f\s]*>|\/[^\s/<>[\]()]+|\[|\]|[^\s/<>[\]()]+/g;
  const runs: Run[] = [];
  const stack: Matrix[] = [];
  let [space, place]: Matrix[] = [identity, identity];
  let font = '';
  let fontSize = 0;
  let isNew = true;
  let given: string[] = [];
  for (const [word] of content.matchAll(token)) {
    switch (word) {
      case 'q':
        stack.push(space ?? identity);
        break;
      case 'Q':
        space = stack.pop() ?? identity;
        break;
      case 'cm':
        space = times(asMatrix(given), space ?? identity);
        break;
      case 'BT':
        place = identity;
        isNew = true;
        break;
      case 'Tm':
        place = asMatrix(given);
        isNew = true;
        break;
      case 'Td':
        place = times([1, 0, 0, 1, Number(given.at(-2)), Number(given.at(-1))], place ?? identity);
        if (Number(given.at(-1)) !== 0) isNew = true;
        break;
      case 'Tf':
        font = given.at(-2)?.slice(1) ?? '';
        fontSize = Number(given.at(-1));
        break;
      case 'Tj':
      case 'TJ': {
        const text = given
          .filter((part) => part.startsWith('<') || part.startsWith('('))
          .map((part) => meaning(part, tableOf(font), isWideFont(font)))
          .join('');
        const [scale, , , , x, y] = times(place ?? identity, space ?? identity);
        // Glyphs are placed one by one; the spaces between words are glyphs too.
        const last = runs.at(-1);
        if (last && !isNew) {
          last.text += text;
          last.lastX = x;
        } else runs.push({ x, y, text, lastX: x, size: Math.abs(scale) * fontSize });
        isNew = false;
        break;
      }
      default:
        given.push(word);
        continue;
    }
    given = [];
  }
  return runs;
}

const identity: Matrix = [1, 0, 0, 1, 0, 0];

function meaning(written: string, table: ReadonlyMap<number, string>, isWide: boolean): string {
  const bytes = written.startsWith('<')
    ? Buffer.from(written.slice(1, -1).replaceAll(/\s/g, ''), 'hex')
    : Buffer.from(unescaped(written.slice(1, -1)), 'latin1');
  const codes = isWide ? Array.from({ length: bytes.length >> 1 }, (_, at) => bytes.readUInt16BE(at * 2)) : [...bytes];
  return codes.map((code) => table.get(code) ?? '').join('');
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
const unescaped = (text: string): string =>
  text.replaceAll(/\\([0-7]{1,3}|[\s\S])/g, (_, sign: string) =>
    /^[0-7]/.test(sign) ? String.fromCodePoint(Number.parseInt(sign, 8)) : (escapes[sign] ?? sign),
  );

/** Pieces that stand at one height are a line, from left to right. */
function linesOf(runs: readonly Run[]): string[] {
  const lines: { y: number; runs: Run[] }[] = [];
  for (const run of runs) {
    const line = lines.find(({ y }) => Math.abs(y - run.y) < 1.5);
    if (line) line.runs.push(run);
    else lines.push({ y: run.y, runs: [run] });
  }
  return lines
    .toSorted((a, b) => b.y - a.y)
    .map((line) =>
      joined(line.runs.toSorted((a, b) => a.x - b.x))
        .replaceAll(/[\s\u00A0\u202F]+/g, ' ')
        .trim(),
    );
}

/** Words that change their font go on at once; what stands apart has a gap that no glyph is as wide as. */
function joined(runs: readonly Run[]): string {
  return runs.reduce((text, run, at) => {
    const before = runs[at - 1];
    const isApart = before !== undefined && run.x - before.lastX > before.size * 1.05;
    return `${text}${isApart ? ' ' : ''}${run.text}`;
  }, '');
}
