import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { attributes, elements, paints, references } from '../../../main/core/assets/svg-allowed.ts';
import { sanitizeSvg } from '../../../main/core/assets/svg.ts';
import { mediaTypeOf } from '../../../main/core/assets/rules.ts';
import { runs } from '../../unit/support/runs.ts';

const clean = (text: string): string | null => sanitizeSvg(Buffer.from(text));

const evil = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  '&#106;avascript:alert(1)',
  'java&#x09;script:alert(1)',
  'vbscript:x',
  'https://spy.example/x.png',
  '//spy.example/x',
  'data:text/html,<script>alert(1)</script>',
  'data:image/svg+xml;base64,PHN2Zz48L3N2Zz4=',
  'url(https://spy.example/x)',
  "url('//spy.example#a')",
  'url(data:image/png;base64,AAAA)',
  'expression(alert(1))',
  '#a&quot; onload=&quot;alert(1)',
  '"><script>alert(1)</script>',
  "' onmouseover='alert(1)",
  '\\75 rl(x)',
  '@import "https://spy.example"',
  'https://spy.example/a.svg#b',
];
const harmless = ['#a', 'url(#a)', 'red', '10', 'M0 0h8v8z', 'data:image/png;base64,AAAA', 'none', 'a b', ''];
const names = [
  ...elements,
  'script',
  'foreignObject',
  'animate',
  'set',
  'animateTransform',
  'handler',
  'a',
  'iframe',
  'object',
  'embed',
  'feImage',
  'SCRIPT',
  'svg:script',
  'x:script',
  'html',
  'body',
  'img',
  'video',
  'audio',
  'use',
  'style',
  'image',
  'listener',
];
const attributeNames = [
  ...[...attributes].slice(0, 30),
  'href',
  'xlink:href',
  'style',
  'fill',
  'filter',
  'src',
  'onload',
  'onclick',
  'ONCLICK',
  'on:x',
  'xmlns',
  'xmlns:x',
  'formaction',
  'data-x',
  'xml:base',
  'attributeName',
  'to',
  'begin',
  'externalResourcesRequired',
  'action',
  'target',
];
const value = fc.oneof(fc.constantFrom(...evil), fc.constantFrom(...harmless), fc.string({ maxLength: 12 }));
const sheet = fc
  .array(
    fc.tuple(
      fc.constantFrom('.a', '#b', '*', '@media x', 'a[href]', 'g > *'),
      fc.constantFrom('fill', 'behavior', '-moz-binding', 'src'),
      value,
    ),
    { maxLength: 3 },
  )
  .map((rules) => rules.map(([selector, property, text]) => `${selector}{${property}:${text}}`).join(' '));

/** Any tree of elements with any attributes, written as a hostile author would. */
const { node } = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(value, sheet, fc.constant('<!-- x --><?php x ?><![CDATA[<script>alert(1)</script>]]>')),
    fc
      .tuple(
        fc.constantFrom(...names),
        fc.array(fc.tuple(fc.constantFrom(...attributeNames), value), { maxLength: 4 }),
        fc.array(tie('node'), { maxLength: 4 }),
      )
      .map(([name, given, children]) => {
        const seen = new Map(given);
        const attrs = [...seen].map(
          ([key, text]) => ` ${key}="${text.replaceAll('"', '&quot;').replaceAll('<', '&lt;')}"`,
        );
        return `<${name}${attrs.join('')}>${children.map((child) => (child.startsWith('<') ? child : child.replaceAll(/[<&](?!#)/g, ''))).join('')}</${name}>`;
      }),
  ),
}));
const document = fc
  .tuple(fc.constantFrom('', '<?xml version="1.0"?>', '\uFEFF', '<!-- x -->'), fc.array(node, { maxLength: 5 }))
  .map(
    ([head, children]) =>
      `${head}<svg onload="alert(1)" xmlns="http://www.w3.org/2000/svg">${children.filter((child) => child.startsWith('<')).join('')}</svg>`,
  );

interface Read {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}
/** Every element of a document with its attributes, entities read. */
function everyElement(text: string): Read[] {
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseAttributeValue: false,
  });
  const found: Read[] = [];
  const walk = (nodes: Record<string, unknown>[]): void => {
    for (const each of nodes) {
      for (const [name, children] of Object.entries(each)) {
        if (name === ':@' || name === '#text') continue;
        found.push({ name, attributes: (each[':@'] ?? {}) as Record<string, string> });
        walk(children as Record<string, unknown>[]);
      }
    }
  };
  walk(parser.parse(text) as Record<string, unknown>[]);
  return found;
}

/** What is wrong with a cleaned picture, told without its own rules. */
function harm(text: string): string[] {
  const wrong: string[] = [];
  if (XMLValidator.validate(text) !== true) wrong.push('not well-formed');
  if (/<!|<\?/.test(text)) wrong.push('a comment, CDATA, instruction or DTD');
  for (const { name, attributes: all } of everyElement(text)) {
    if (!elements.has(name)) wrong.push(`<${name}>`);
    for (const [key, held] of Object.entries(all)) {
      const isNamespace = name === 'svg' && /^xmlns(:xlink)?$/.test(key);
      if (!isNamespace && !attributes.has(key) && !paints.has(key) && !references.has(key) && key !== 'style')
        wrong.push(key);
      if (isNamespace) continue;
      if (/^on/i.test(key)) wrong.push(key);
      if (
        references.has(key) &&
        !/^#[\w.:-]+$/.test(held) &&
        !(name === 'image' && /^data:image\/(png|jpeg|gif|webp);base64,/.test(held))
      )
        wrong.push(`${key}=${held}`);
      if (!references.has(key) && /(java|vb)script:|https?:|\/\/|data:|expression|@import|\\/i.test(held))
        wrong.push(`${key}=${held}`);
      if (/url\((?!\s*["']?#)/i.test(held)) wrong.push(`${key}=${held}`);
      if (key === 'style' && /url/i.test(held)) wrong.push(`${key}=${held}`);
    }
  }
  for (const [, body = ''] of text.matchAll(/<style>([^<]*)<\/style>/g)) {
    if (/url|@|\\|expression|javascript|binding|behavior/i.test(body)) wrong.push(body);
  }
  return wrong;
}

describe('an SVG that was cleaned', () => {
  it('holds nothing that runs, loads or leads away, and stays as it is when it is cleaned again', () => {
    let kept = 0;
    fc.assert(
      fc.property(document, (text) => {
        const once = clean(text);
        if (once === null) return;
        kept += 1;
        expect(harm(once)).toEqual([]);
        expect(clean(once)).toBe(once);
        expect(mediaTypeOf(Buffer.from(once))).toBe('image/svg+xml');
      }),
      { numRuns: runs(600) },
    );
    // Hostile files are not all broken ones: without this the test could pass by refusing everything.
    expect(kept).toBeGreaterThan(runs(600) / 4);
  });

  it('is none of any other text, and never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.uint8Array().map((bytes) => Buffer.from(bytes).toString('latin1')),
        ),
        (text) => {
          const found = clean(text);
          if (found !== null) expect(harm(found)).toEqual([]);
        },
      ),
      { numRuns: runs(400) },
    );
  });

  it('the check above sees harm', () => {
    for (const text of [
      '<svg><script/></svg>',
      '<svg onload="x"/>',
      '<svg><use href="https://x"/></svg>',
      '<svg><g style="fill:url(#a)"/></svg>',
      '<svg><path fill="url(https://x)"/></svg>',
      '<svg><style>a{b:url(x)}</style></svg>',
      '<svg><!-- x --></svg>',
      '<svg><g foo="x"/></svg>',
      '<svg>',
    ]) {
      expect(harm(text), text).not.toEqual([]);
    }
  });

  it('looks the same: paths, gradients, text, styles and pictures within it stay', () => {
    const logo =
      '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 24 24">' +
      '<title>ispmanager &amp; co</title><defs><linearGradient id="a" x1="0"><stop offset="0" stop-color="#fff"/></linearGradient></defs>' +
      '<style>.st0{fill:#3B57D0; stroke-width:2}</style><g class="st0" transform="rotate(45 12 12)" style="opacity: .5; fill: red">' +
      '<path d="M1.5,2c-3-1 0 0 1e-5 4z" fill="url(#a)"/><use xlink:href="#a"/></g>' +
      '<text x="1" y="2">Хостинг &lt;3<tspan dy="1.2em">да</tspan></text>' +
      '<image href="data:image/png;base64,iVBORw0KGgo=" width="1" height="1"/></svg>';
    const kept = clean(logo) ?? '';
    for (const part of [
      'viewBox="0 0 24 24"',
      '<title>ispmanager &amp; co</title>',
      'stop-color="#fff"',
      'fill="url(#a)"',
      '.st0{fill:#3B57D0; stroke-width:2}',
      'style="opacity: .5; fill: red"',
      'xlink:href="#a"',
      'd="M1.5,2c-3-1 0 0 1e-5 4z"',
      '>Хостинг &lt;3<tspan dy="1.2em">да</tspan></text>',
      'href="data:image/png;base64,iVBORw0KGgo="',
    ]) {
      expect(kept).toContain(part);
    }
  });

  it('is refused when it is too deep or too large to be a picture', () => {
    expect(clean(`<svg>${'<g>'.repeat(80)}${'</g>'.repeat(80)}</svg>`)).toBeNull();
    expect(clean(`<svg>${'<g/>'.repeat(60_000)}</svg>`)).toBeNull();
    expect(clean(`<svg>${'<g>'.repeat(200_000)}`)).toBeNull();
    expect(sanitizeSvg(Buffer.from([0x3c, 0x73, 0x76, 0x67, 0xff, 0x2f, 0x3e]))).toBeNull();
    expect(clean('<svg>\u0000</svg>')).toBeNull();
    expect(clean('<svg/><svg/>')).toBeNull();
  });
});
