import type { Failure, RawAnswer } from '../../../../main/core/provisioning/vendor/index.ts';
import type { Random } from './random.ts';

/** What reaches the console of one call: an answer, whatever is in it, or where the connection failed. */
export type Given = RawAnswer | Failure;

/** What can be done to the answer of one call. */
export interface Damage {
  readonly name: string;
  /** To the vendor's own answer, begun or whole. */
  of(answer: RawAnswer): Given;
  /** In its place: nothing of the vendor's answer is in it. */
  alone(): Given;
  /** So much later than usual, milliseconds. */
  readonly lateMs?: number;
}

export const lost = (message: string): Failure => ({ kind: 'unknown', code: 'vendor.broken_answer', message });

const json = 'application/json; charset=UTF-8';
const html = 'text/html; charset=UTF-8';
const page = (body: string, status = 200, contentType = html): RawAnswer => ({
  kind: 'answer',
  status,
  contentType,
  body,
});

/** The same to the vendor's answer and without one. */
const both = (name: string, given: () => Given, lateMs = 0): Damage => ({ name, of: given, alone: given, lateMs });
/** A body that a hasty reader takes for success, where there is no answer to spoil. */
const hollow: RawAnswer = page('{"doc":{"$lang":"en","ok":{},"id":{"$":"300099"}}}', 200, json);
const spoiled = (name: string, spoil: (answer: RawAnswer) => Given): Damage => ({
  name,
  of: spoil,
  alone: () => spoil(hollow),
});
const body = (name: string, change: (text: string) => string): Damage =>
  spoiled(name, (answer) => ({ ...answer, body: change(answer.body) }));
/** Can be read all the same, so there is none where the vendor did not answer. */
const onlyTrue = (name: string, change: (text: string) => string): Damage => ({
  name,
  of: (answer) => ({ ...answer, body: change(answer.body) }),
  alone: () => lost(''),
});

/** Row 4. */
export const resetBefore = (random: Random): Damage => {
  const code = random.pick(['ECONNRESET', 'EPIPE', 'ECONNABORTED', '']);
  return both(`reset ${code}`, () => lost(code || 'the call failed'));
};

/** Row 5. A body that ends with its connection can end anywhere. */
export const resetWithin = (random: Random): Damage => {
  const share = random.next();
  return random.pick<Damage>([
    both('reset in the head', () => lost(random.pick(['HPE_INVALID_HEADER_TOKEN', 'ECONNRESET']))),
    both('reset in a body of known length', () => lost('ECONNRESET')),
    body('cut off, length not told', (text) => text.slice(0, 1 + Math.floor(share * (text.length - 1)))),
    { name: 'reset after the body', of: (answer) => answer, alone: () => lost('ECONNRESET') },
  ]);
};

/** Row 6. */
export const slow = (random: Random): Damage => {
  const whole = (lateMs: number): Damage => ({
    name: `slow by ${lateMs} ms`,
    of: (answer) => answer,
    alone: () => lost('ECONNRESET'),
    lateMs,
  });
  return random.pick([whole(45_000), whole(75_000), whole(600_000), whole(86_400_000)]);
};

/** Row 8. */
export const serverError = (random: Random): Damage => {
  const status = random.pick([500, 502, 503, 504, 429]);
  const titles: Readonly<Record<number, string>> = { 429: 'Too Many Requests', 500: 'Internal Server Error' };
  const errorPage = `<html><head><title>${status} ${titles[status] ?? 'Bad Gateway'}</title></head><body></body></html>`;
  return random.pick<Damage>([
    both(`HTTP ${status} page`, () => page(errorPage, status)),
    both(`HTTP ${status} without a body`, () => page('', status, '')),
    spoiled(`HTTP ${status} around the answer`, (answer) => ({ ...answer, status })),
    both(`HTTP ${status} with an error document`, () =>
      page('{"doc":{"error":{"$type":"unknown","$object":"","msg":{"$":"try again"}}}}', status, json),
    ),
  ]);
};

/** Row 9. */
export const webPage = (random: Random): Damage => {
  const pages = [
    '<!DOCTYPE html><html><head><title>Sign in</title></head><body><form action="/billmgr" method="post"></form></body></html>',
    '<html lang="en"><head><meta http-equiv="refresh" content="0;url=http://login.hotel.example/"></head></html>',
    '\r\n\r\n <!doctype html><title>Maintenance</title><h1>We will be back soon. ok</h1>',
    '<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml"><body><ok/></body></html>',
    '<script>location.href="/billmgr?func=logon"</script>',
    '\uFEFF<HTML><BODY>ok</BODY></HTML>',
  ];
  const text = random.pick(pages);
  const contentType = random.pick([html, html, 'text/html', json, 'text/plain', 'application/xml', '']);
  return both(`web page as ${contentType || 'nothing'}`, () => page(text, 200, contentType));
};

/** Row 10. */
export const redirect = (random: Random): Damage => {
  const status = random.pick([301, 302, 303, 307, 308]);
  return random.pick([
    both(`redirect ${status}`, () => page('', status)),
    spoiled(`redirect ${status} around the answer`, (answer) => ({ ...answer, status })),
  ]);
};

/** Row 11. */
export const brokenJson = (random: Random): Damage => {
  const cut = random.next();
  return random.pick<Damage>([
    body('truncated', (text) => text.slice(0, 1 + Math.floor(cut * (text.length - 2)))),
    onlyTrue('a key twice, true one last', (text) => text.replace(/"id":/, '"id":{"$":"999"},"id":')),
    onlyTrue('a key twice, false one last', (text) =>
      text.replace(/("id":(?:\{[^}]*\}|"[^"]*"))/, '$1,"id":{"$":"999"}'),
    ),
    onlyTrue('a byte order mark', (text) => `\uFEFF${text}`),
    both('an object of somebody else', () => page('{"message":"Service Unavailable","status":"ok"}', 200, json)),
    both('an empty object', () => page('{}', 200, json)),
    both('an empty document', () => page('{"doc":{}}', 200, json)),
    body('UTF-16 read as UTF-8', (text) => text.split('').join('\u0000')),
    body('bytes of another charset', (text) => text.replaceAll(/[aeiou]/g, '\uFFFD')),
    both('longer than allowed', () => lost('the answer is longer than 1000000 bytes')),
    both('deep', () => page('['.repeat(100_000), 200, json)),
    both('deep and closed', () => page(`{"doc":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}`, 200, json)),
    both('not a number', () => page('{"doc":{"ok":NaN,"id":Infinity}}', 200, json)),
    both('a huge number', () => page('{"doc":{"ok":{},"id":1e400}}', 200, json)),
    both('a number that loses digits', () => page('{"doc":{"ok":{},"id":{"$":90071992547409931234567}}}', 200, json)),
    both('null', () => page('null', 200, json)),
    both('a list', () => page('[{"doc":{"ok":{}}}]', 200, json)),
    both('a text', () => page('"ok"', 200, json)),
    both('only white space', () => page(' \r\n', 200, json)),
    both('ok and error', () =>
      page('{"doc":{"ok":{},"error":{"$type":"value","$object":"ip","msg":{"$":"no"}}}}', 200, json),
    ),
    both('an error that says nothing', () => page('{"doc":{"error":{}}}', 200, json)),
    both('rows that are none', () => page('{"doc":{"elem":[1,2],"p_elems":{"$":"2"}}}', 200, json)),
    both('a total that is none', () => page('{"doc":{"elem":[],"p_elems":{"$":"many"}}}', 200, json)),
    both('prototype', () => page('{"__proto__":{"ok":{}},"doc":{"__proto__":{"ok":{},"id":"1"}}}', 200, json)),
  ]);
};

/** Row 12; for a client that asks for XML. */
export const brokenXml = (random: Random): Damage => {
  const cut = random.next();
  const xml = 'text/xml; charset=UTF-8';
  const given = (text: string): (() => Given) => {
    return () => page(text, 200, xml);
  };
  const lol = Array.from({ length: 9 }, (_none, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('');
  return random.pick<Damage>([
    body('truncated', (text) => text.slice(0, 1 + Math.floor(cut * (text.length - 2)))),
    both(
      'entity bomb',
      given(`<?xml version="1.0"?><!DOCTYPE d [<!ENTITY l0 "l">${lol}]><doc><id>&l9;</id><ok/></doc>`),
    ),
    both('DTD from elsewhere', given('<!DOCTYPE doc SYSTEM "http://127.0.0.1:9/x.dtd"><doc><ok/><id>1</id></doc>')),
    both('file by entity', given('<!DOCTYPE d [<!ENTITY f SYSTEM "file:///etc/passwd">]><doc><ok>&f;</ok></doc>')),
    both('another namespace', given('<x:doc xmlns:x="urn:x"><x:ok/><x:id>300001</x:id></x:doc>')),
    both('another root', given('<html><doc><ok/><id>300001</id></doc></html>')),
    both('two roots', given('<doc><ok/></doc><doc><error type="x"/></doc>')),
    both('crossed tags', given('<doc><ok><id>1</ok></id></doc>')),
    both('ok and error', given('<doc><ok/><error type="value" object="ip"><msg>no</msg></error></doc>')),
    both('ok in a comment', given('<doc><!-- <ok/><id>1</id> --></doc>')),
    both('ok in CDATA', given('<doc><![CDATA[<ok/><id>1</id>]]></doc>')),
    both('attributes open', given('<doc lang="en><ok/></doc>')),
    body('bytes that are no text', (text) => text.replaceAll('<', '\u0000<')),
    both('ten thousand levels', given(`<doc>${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}</doc>`)),
    both('not XML but JSON', given('{"doc":{"ok":{},"id":{"$":"300001"}}}')),
  ]);
};

/** The answer under another type, which does not make it another answer. */
const typed = (contentType: string): Damage => ({
  name: `the answer as ${contentType || 'nothing'}`,
  of: (answer) => ({ ...answer, contentType }),
  alone: () => lost(''),
});

/** Row 13. */
export const wrongTransfer = (random: Random): Damage =>
  random.pick<Damage>([
    spoiled('the answer as HTML', (answer) => ({ ...answer, contentType: html })),
    typed('text/plain'),
    typed(''),
    both('compressed though not asked for', () => page(`\u001f\uFFFD\u0008${'\uFFFD'.repeat(200)}`, 200, json)),
    both('a bomb of compressed zeros', () => lost('the answer is longer than 1000000 bytes')),
    both('a chunk of a wrong size', () => lost('HPE_INVALID_CHUNK_SIZE')),
    both('chunks that do not end', () => lost('ECONNRESET')),
    both('another protocol', () => lost('HPE_INVALID_CONSTANT')),
    body('more after the answer', (text) => `${text}HTTP/1.1 200 OK\r\n\r\n{"doc":{"ok":{}}}`),
    body('something before the answer', (text) => `)]}',\n${text}`),
  ]);

/** Row 14, on the way back: the right thing was done, and the answer, or a later reading, speaks of another one. */
export const otherThing = (random: Random): Damage => {
  const other = random.pick(['299999', '1', '0', '-300001', '300001x', '3e5', '']);
  return random.pick<Damage>([
    body('no id', (text) => text.replaceAll(/(["<])id(?=[">])/g, '$1number')),
    body(`id ${other || 'empty'}`, (text) => text.replaceAll(/3000\d\d/g, other)),
    body('another product', (text) => text.replaceAll(/5522[789]/g, '55230').replaceAll('ispmanager 6 lite', 'other')),
    body('another IP', (text) => text.replaceAll('192.0.2.', '203.0.113.')),
    body('another price', (text) => text.replaceAll(/\d+\.\d\d EUR/g, '99.00 EUR')),
    body('another name', (text) => text.replaceAll(/rc-[0-9a-z]{26}/g, 'rc-00000000000000000000000000')),
  ]);
};
