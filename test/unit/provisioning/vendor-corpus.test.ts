import { describe, expect, it } from 'vitest';
import { moneyOf } from '../../../main/core/provisioning/vendor/money.ts';
import { saysIncapable, saysLimited } from '../../../main/core/provisioning/vendor/index.ts';
import { choicesOf, parseAnswer } from '../../../main/core/provisioning/vendor/parse.ts';
import { dateOf, unwrap } from '../../../main/core/provisioning/vendor/text.ts';

/** Longest answer that is read whole, but for lists. */
const size = 1_000_000;
const fill = (part: string): string => part.repeat(Math.ceil(size / part.length));

/** Answers that nobody may take for one (quality 2.4, rows 11 and 12), each with success hidden in it. */
const json: readonly (readonly [name: string, body: string])[] = [
  ['nothing', ''],
  ['cut off', '{"doc":{"ok":{},"id":{"$":"5"}'],
  ['more than one', '{"doc":{"ok":{}}}{"doc":{"ok":{}}}'],
  ['something after the end', '{"doc":{"ok":{}}} ok'],
  ['a comment', '{"doc":{"ok":{}}} // ok'],
  ['single quotes', "{'doc':{'ok':{}}}"],
  ['a comma too many', '{"doc":{"ok":{},}}'],
  ['NaN', '{"doc":{"ok":{},"id":NaN}}'],
  ['Infinity', '{"doc":{"ok":{},"id":-Infinity}}'],
  ['a number in hexadecimal', '{"doc":{"ok":{},"id":0x5}}'],
  ['a line break in a text', '{"doc":{"ok":{},"id":"5\n"}}'],
  ['two byte order marks', '\uFEFF\uFEFF{"doc":{"ok":{}}}'],
  ['a byte order mark of UTF-16, read as UTF-8', '\uFFFD\uFFFD{\u0000"\u0000d\u0000'],
  ['a text', '"ok"'],
  ['a list', '[{"doc":{"ok":{}}}]'],
  ['null', 'null'],
  ['error and then ok under one key', '{"doc":{"error":{"$type":"x"}},"doc":{"ok":{}}}'],
  ['ok twice', '{"doc":{"ok":{"$":"false"},"ok":{}}}'],
  ['an id twice', '{"doc":{"ok":{},"id":{"$":"5"},"id":{"$":"6"}}}'],
  ['an id twice, spelled in two ways', '{"doc":{"ok":{},"id":{"$":"5"},"\\u0069d":{"$":"6"}}}'],
  ['the same twice, far down', '{"doc":{"ok":{},"a":[{"b":{"c":1,"c":1}}]}}'],
  ['a key twice with space before the colon', '{"doc":{"ok":{},"a" :1,"a"\n:2}}'],
  ['objects without end', fill('{"doc":')],
  ['lists without end', fill('[')],
  ['lists, closed', `{"doc":{"ok":${'['.repeat(400_000)}${']'.repeat(400_000)}}}`],
  ['an ok in many lists', `{"doc":{"ok":${'['.repeat(100)}"x"${']'.repeat(100)}}}`],
  ['quotes', fill('"')],
  ['backslashes', `{"${fill('\\')}`],
  ['an error that says nothing', '{"doc":{"ok":{},"error":{}}}'],
  ['an error within', '{"doc":{"ok":{},"doc":{"error":{"msg":"x"}}}}'],
  ['a list of texts', '{"doc":{"ok":{},"elem":["x"]}}'],
  ['an ok that says no', '{"ok":"false"}'],
  ['an ok with a life of its own', '{"ok":{"id":{"$":"5"}}}'],
];
const xml: readonly (readonly [name: string, body: string])[] = [
  ['nothing', ''],
  ['cut off', '<doc><ok/>'],
  ['closed in the wrong order', '<doc><ok></doc></ok>'],
  ['two roots', '<doc><ok/></doc><doc><ok/></doc>'],
  ['a text after the root', '<doc><ok/></doc>ok'],
  ['another root', '<ok/>'],
  ['a DTD', '<!DOCTYPE doc SYSTEM "http://127.0.0.1/x"><doc><ok/></doc>'],
  [
    'an entity bomb',
    `<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 20 }, (_, at) => `<!ENTITY a${at} "${`&a${at - 1};`.repeat(10)}">`).join('')}]><doc><ok>&a19;</ok></doc>`,
  ],
  ['an entity that is a file', '<!DOCTYPE d [<!ENTITY f SYSTEM "file:///etc/passwd">]><doc><ok>&f;</ok></doc>'],
  ['a DTD after the root', '<doc><ok/></doc><!DOCTYPE d [<!ENTITY a "b">]>'],
  ['another namespace', '<doc xmlns="urn:other"><ok/></doc>'],
  ['another namespace, further down', '<doc><ok xmlns="urn:other"/></doc>'],
  ['a namespace that is declared and not used', '<doc xmlns:x="urn:other"><ok/></doc>'],
  ['a document of another namespace', '<x:doc xmlns:x="urn:other"><x:ok/></x:doc>'],
  ['an attribute twice', '<doc a="1" a="2"><ok/></doc>'],
  ['another charset', '<?xml version="1.0" encoding="windows-1251"?><doc><ok/></doc>'],
  ['elements without end', fill('<a>')],
  ['elements in elements, closed', `<doc>${'<a>'.repeat(90_000)}${'</a>'.repeat(90_000)}<ok/></doc>`],
  ['signs', fill('<')],
  ['half a comment', `<doc>${fill('<!--')}</doc>`],
  ['half a CDATA', `<doc>${fill('<![CDATA[')}</doc>`],
  ['an ok with a life of its own', '<doc><ok><id>5</id></ok></doc>'],
  ['an error within', '<doc><ok/><doc><error type="x"/></doc></doc>'],
  ['an empty row', '<doc><ok/><elem/></doc>'],
];

describe('what is no answer', () => {
  it.each(json)('JSON: %s', (_name, body) => {
    expect(typeof parseAnswer(body, 'json')).toBe('string');
    expect(typeof parseAnswer(body, 'bjson')).toBe('string');
  });
  it.each(xml)('XML: %s', (_name, body) => {
    expect(typeof parseAnswer(body, 'xml')).toBe('string');
  });

  it('ok of another namespace is not the vendor’s', () => {
    const document = parseAnswer('<doc><x:ok/></doc>', 'xml');
    expect(typeof document === 'string' ? document : document.ok).not.toBe('');
  });
});

describe('time and memory', () => {
  const cases: readonly (readonly [name: string, format: 'json' | 'xml', part: (times: number) => string])[] = [
    ['keys', 'json', (times) => `{${Array.from({ length: times }, (_, at) => `"k${at}":1`).join(',')}}`],
    ['texts', 'json', (times) => `{"a":[${'"x",'.repeat(times)}"x"]}`],
    ['spaces', 'json', (times) => `{"a"${' '.repeat(times)}:1}`],
    ['quotes', 'json', (times) => '"'.repeat(times)],
    ['attributes', 'xml', (times) => `<doc ${Array.from({ length: times }, (_, at) => `a${at}="1"`).join(' ')}/>`],
    ['children', 'xml', (times) => `<doc>${'<a/>'.repeat(times)}</doc>`],
    ['texts', 'xml', (times) => `<doc>${'x<a/>'.repeat(times)}</doc>`],
    ['entities', 'xml', (times) => `<doc><ok>${'&amp;'.repeat(times)}</ok></doc>`],
    ['signs', 'xml', (times) => '<a '.repeat(times)],
    ['comments', 'xml', (times) => `<doc>${'<!--'.repeat(times)}</doc>`],
  ];

  /** CPU of one reading, the best of some: others use this machine too. */
  const cpu = (body: string, format: 'json' | 'xml'): number => {
    let best = Number.POSITIVE_INFINITY;
    for (let turn = 0; turn < 5; turn += 1) {
      const from = process.cpuUsage();
      parseAnswer(body, format);
      const { user, system } = process.cpuUsage(from);
      best = Math.min(best, user + system);
    }
    return best;
  };

  it.each(cases)('grow with the text and not with its square: %s, %s', (_name, format, part) => {
    // Eight times as long: linear is 8, quadratic 64. The time that is there at any length is added to both.
    const [short, long] = [cpu(part(4000), format), cpu(part(32_000), format)];
    expect(long / (short + 2000)).toBeLessThan(24);
  });

  it('an error’s text that grows as it is filled in stays short', () => {
    const param = Array.from({ length: 2000 }, (_, at) => ({
      $name: `p${at % 5}`,
      $: '__p0____p1____p2__'.repeat(20),
    }));
    const body = JSON.stringify({ error: { type: 'x', msg: '__p0__'.repeat(60_000), param } });
    const document = parseAnswer(body, 'bjson');
    const message = typeof document === 'string' ? '' : document.error?.message;
    expect(message?.length).toBeGreaterThan(0);
    expect(message?.length).toBeLessThanOrEqual(500);
  });
});

describe('choices', () => {
  it.each([
    [
      'json',
      '{"doc":{"slist":[{"$name":"other","val":[]},{"$name":"f","val":[{"$key":"1","$":"a & b"},{"$key":"2"}]}]}}',
    ],
    ['json', '{"doc":{"slist":{"$name":"f","val":[{"$key":"1","$":"a & b"},{"$key":"2","$":""}]}}}'],
    ['bjson', '{"model":{},"slist":[{"name":"f","val":[{"key":"1","v":"a & b"},{"key":"2","v":""}]}]}'],
    ['bjson', '{"model":{"slist":[{"name":"f","val":[{"key":1,"v":"a & b"},{"key":2,"v":""}]}]}}'],
    ['xml', '<doc><slist name="f"><val key="1">a &amp; b</val><val key="2"/></slist></doc>'],
    ['xml', '<doc><slist name="g"/><slist name="f"><val key="1">a &#38; b</val><val key="2"/></slist></doc>'],
  ] as const)('%s %s', (format, body) => {
    const document = parseAnswer(body, format);
    expect(typeof document === 'string' ? document : choicesOf(document, 'f')).toEqual([
      { key: '1', text: 'a & b' },
      { key: '2', text: '' },
    ]);
  });

  it('one, none, and no such field', () => {
    const one = parseAnswer('<doc><slist name="f"><val key="1">a</val></slist></doc>', 'xml');
    const none = parseAnswer('<doc><slist name="f"/></doc>', 'xml');
    if (typeof one === 'string' || typeof none === 'string') throw new Error('not read');
    expect(choicesOf(one, 'f')).toEqual([{ key: '1', text: 'a' }]);
    expect(choicesOf(none, 'f')).toEqual([]);
    expect(choicesOf(none, 'g')).toBeNull();
  });
});

describe('values', () => {
  it.each([
    [5, '5'],
    [5.25, '5.25'],
    [9_007_199_254_740_991, '9007199254740991'],
    // Rounded when it was read: nobody knows what it was.
    [JSON.parse('9007199254740993') as number, null],
    [1e21, null],
    [Number.POSITIVE_INFINITY, null],
    [['5'], '5'],
    [[['5']], '5'],
    [['5', '6'], null],
    [[], null],
    [{ $: '5', $x: 'y' }, '5'],
    [{ $: { $: '5' } }, null],
    [{ x: '5' }, null],
    [{}, ''],
    [null, null],
  ])('%j is read as %j', (value, text) => {
    expect(unwrap(value)).toBe(text);
  });

  it('keeps text of XML as it was meant', () => {
    const read = (inner: string): string | null => {
      const document = parseAnswer(`<doc><licname>${inner}</licname></doc>`, 'xml');
      return typeof document === 'string' ? document : document.field('licname');
    };
    expect(read('&amp;lt; &lt;b&gt; &quot;c&quot; &apos;d&apos;')).toBe('&lt; <b> "c" \'d\'');
    expect(read('1&#160;234&#x2c;50')).toBe('1\u00a0234,50');
    expect(read('<![CDATA[a &amp; <b>]]>')).toBe('a &amp; <b>');
    expect(read('&unknown; &#0; &#x110000;')).toBe('&unknown; &#0; &#x110000;');
    expect(read('00123')).toBe('00123');
  });

  it.each([
    ['2026-02-03', '2026-02-03'],
    ['2026-02-03 04:05:06', '2026-02-03'],
    ['2026-02-03T04:05:06Z', '2026-02-03'],
    ['0000-00-00', null],
    ['2026-02-031', null],
    ['03.02.2026', null],
    ['', null],
    [null, null],
  ])('%j as a date is %j', (text, date) => {
    expect(dateOf(text)).toBe(date);
  });

  it.each([
    ['5.00 EUR', null, 500, 'EUR'],
    ['1\u00a0234,50\u00a0EUR', null, 123_450, 'EUR'],
    ['1 234.5', 'EUR', 123_450, 'EUR'],
    ['5 USD', 'EUR', 500, 'USD'],
    ['-7.10 EUR', null, -710, 'EUR'],
    ['1,234', 'KWD', 1234, 'KWD'],
  ])('%j of %j is %i %s', (text, currency, amountMinor, code) => {
    expect(moneyOf(text, currency)).toEqual({ amountMinor, currency: code });
  });

  it.each([
    ['5.00', null],
    ['', 'EUR'],
    [null, 'EUR'],
    ['1,234', 'EUR'],
    ['1.234,50', 'EUR'],
    ['5 EUR per month', null],
    ['5', 'Euro'],
    ['٥', 'EUR'],
    ['99999999999999999', 'EUR'],
  ])('%j of %j is no amount', (text, currency) => {
    expect(moneyOf(text, currency)).toBeNull();
  });
});

describe('what a refusal says', () => {
  const refused = (type: string, object: string, message: string) =>
    ({ kind: 'refused', type, object, message }) as const;

  it.each([
    [refused('change_limit', 'ip', ''), true],
    [refused('value', 'lickey', 'The key can be changed only after 2026-05-01'), true],
    [refused('x', 'ip', 'Allowed once a month'), true],
    [refused('exists', 'ip', 'A license for IP address 192.0.2.7 already exists'), false],
    [refused('value', 'ip', 'The IP field has invalid value'), false],
    [refused('renew_limit', 'expiredate', 'The service can be renewed only after 2026-05-01'), false],
    [{ kind: 'unknown', code: 'vendor.timeout', message: 'limit' } as const, false],
  ])('%j: a monthly limit %s', (outcome, limited) => {
    expect(saysLimited(outcome)).toBe(limited);
  });

  it.each([
    [refused('missed', 'func', ''), true],
    [refused('access', 'func', ''), true],
    [refused('x', '', 'The module of function soft.checkip is not loaded'), true],
    [refused('missed', 'elid', ''), false],
  ])('%j: cannot at all %s', (outcome, incapable) => {
    expect(saysIncapable(outcome)).toBe(incapable);
  });
});
