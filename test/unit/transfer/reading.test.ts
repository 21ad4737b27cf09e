import { describe, expect, it } from 'vitest';
import type { Delimiter, Encoding } from '../../../preload/api/catalogue-transfer.ts';
import { detectDelimiter, detectEncoding, rowsOf } from '../../../main/core/catalogue/transfer/decode.ts';
import { readPrice, safeCell, plainCell } from '../../../main/core/catalogue/transfer/cells.ts';
import { suggestMapping } from '../../../main/core/catalogue/transfer/suggest.ts';

/** Windows-1251 of Russian text. */
const cp1251 = (text: string): Uint8Array =>
  Uint8Array.from(Array.from(text), (sign) => {
    const code = sign.codePointAt(0) ?? 0;
    if (code < 0x80) return code;
    if (sign === 'ё') return 0xb8;
    if (sign === 'Ё') return 0xa8;
    return code - 0x410 + 0xc0;
  });
const utf16be = (text: string): Uint8Array => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16();
/** Bytes in parts of a size that cuts letters in two. */
const parts = (bytes: Uint8Array, size = 7) =>
  function* () {
    for (let at = 0; at < bytes.byteLength; at += size) yield bytes.subarray(at, at + size);
  };
async function read(bytes: Uint8Array): Promise<{ encoding: Encoding; delimiter: Delimiter; cells: string[][] }> {
  const of = parts(bytes, 64);
  const encoding = detectEncoding(of);
  const delimiter = detectDelimiter(of, encoding);
  const cells: string[][] = [];
  for await (const row of rowsOf(parts(bytes), { encoding, delimiter })) cells.push([...row.cells]);
  return { encoding, delimiter, cells };
}
const russian = 'Название;Цена\nЩит и ёж;5,00\n';
const cells = [
  ['Название', 'Цена'],
  ['Щит и ёж', '5,00'],
];

describe('31 reading of files', () => {
  it.each([
    ['UTF-8', Buffer.from(russian), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${russian}`), 'utf-8'],
    ['Windows-1251', cp1251(russian), 'windows-1251'],
    ['UTF-16 with a mark', Buffer.from(`\uFEFF${russian}`, 'utf16le'), 'utf-16le'],
    ['UTF-16 with the other mark', utf16be(russian), 'utf-16be'],
    ['UTF-16 without a mark', Buffer.from('Name;Price\nabc;5,00\nabcdef;6,00\n', 'utf16le'), 'utf-16le'],
  ] as const)('31 knows %s, also where letters are cut between parts', async (_, bytes, encoding) => {
    const found = await read(bytes);
    expect(found.encoding).toBe(encoding);
    expect(found.delimiter).toBe(';');
    if (encoding !== 'utf-16le' || found.cells[0]?.[0] !== 'Name') expect(found.cells).toEqual(cells);
  });

  it.each([
    ['comma', 'a,b,c\n1,"2;3;4;5",6\n', ','],
    ['semicolon', 'a;b\n"1,2,3";4\n', ';'],
    ['tab', 'a\tb\n1, 2\t3; 4\n', '\t'],
    ['bar', 'a|b|c\n1|2|3\n', '|'],
    ['what its first line says', 'sep=|\r\na,x|b\r\n1,y|2\r\n', '|'],
  ])('31 knows the delimiter: %s', async (_, text, delimiter) => {
    expect((await read(Buffer.from(text))).delimiter).toBe(delimiter);
  });

  it('31 keeps quotes, breaks and delimiters within cells, and leaves out lines that are empty', async () => {
    const text = 'a,b\r\n"he said ""yes""","two\r\nlines, one cell"\r\n\r\n,\r\n5" disk,x\r\n';
    expect((await read(Buffer.from(text))).cells).toEqual([
      ['a', 'b'],
      ['he said "yes"', 'two\r\nlines, one cell'],
      ['5" disk', 'x'],
    ]);
  });

  it('31 ends at a quote that is never closed, and says where', async () => {
    const bytes = Buffer.from('a,b\n1,2\n"3,4\n5,6\n');
    const rows = [];
    for await (const row of rowsOf(parts(bytes), { encoding: 'utf-8', delimiter: ',' })) rows.push(row);
    expect(rows.map(({ isBroken }) => isBroken)).toEqual([false, false, true]);
    expect(rows[2]?.line).toBe(3);
  });

  it('31 suggests what columns mean, English and Russian, each meaning once', () => {
    const price = (termMonths: number, currency: string) => ({ field: 'price', termMonths, currency });
    const headers = {
      Name: { field: 'name' },
      Название: null,
      'Путь категории': { field: 'category' },
      product_store_link: { field: 'slug' },
      PackageIdentifier: { field: 'packageIdentifier' },
      'Код отчёта 1': { field: 'reportCode1' },
      'Ключевые слова': { field: 'keywords' },
      Активен: { field: 'isActive' },
      'Виден клиентам': { field: 'isVisible' },
      'Price 1 EUR': price(1, 'EUR'),
      'price month EUR': null,
      'Цена, руб./мес': price(1, 'RUB'),
      'Цена за год, ₽': price(12, 'RUB'),
      'price 1 year USD': price(12, 'USD'),
      'One-off price (USD)': price(0, 'USD'),
      'Price 5 EUR': null,
      'Anything else': null,
    };
    expect(suggestMapping(Object.keys(headers), 'EUR')).toEqual(Object.values(headers));
    expect(suggestMapping(['Price'], 'USD')).toEqual([price(1, 'USD')]);
  });

  it('42 reads amounts exactly, and refuses what the currency cannot hold', () => {
    const amount = (cell: string, currency = 'EUR') => {
      const read = readPrice(cell, currency);
      return read.ok ? read.value : read.complaint.code;
    };
    expect([amount('5'), amount('5,5'), amount('1 234.50'), amount('5.00 EUR'), amount('€5'), amount('0.10')]).toEqual([
      500, 550, 123_450, 500, 500, 10,
    ]);
    expect([amount('5.001'), amount('five'), amount('1,234.50'), amount('-1')]).toEqual([
      'not_money',
      'not_money',
      'not_money',
      'too_small',
    ]);
    // A thousand to some and one to others: nobody is asked to guess with money.
    expect([amount('1,200'), amount('12.500'), amount('1,000', 'JPY')]).toEqual([
      'not_money',
      'not_money',
      'not_money',
    ]);
    expect([amount('5.0000'), amount('500', 'JPY'), amount('5.5', 'JPY'), amount('1.234', 'KWD')]).toEqual([
      500,
      500,
      'not_money',
      1234,
    ]);
  });

  it('32 no cell is a formula, and what was kept from being one is read as it was', () => {
    for (const text of ['=1+1', '+7 900', '-5', '@x', '\tx', "'=1", "''-5", "'quoted'", 'plain', "it's"]) {
      const cell = safeCell(text);
      expect(cell).not.toMatch(/^[=+\-@\t\r]/);
      expect(plainCell(cell)).toBe(text);
    }
  });
});
