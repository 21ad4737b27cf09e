import { describe, expect, it } from 'vitest';
import { otherLayouts } from '../../../renderer/features/palette/layouts.ts';
import { isNear, match, occurrences, search, weak } from '../../../renderer/features/palette/match.ts';

const item = (name: string, ...keywords: string[]) => ({ name, keywords });
const names = (text: string, items: readonly ReturnType<typeof item>[]): string[] =>
  search(text, items).map(({ item: { name } }) => name);

describe('6 what was typed under the other keyboard layout', () => {
  it('reads as it was meant, both ways, with the signs that are letters there', () => {
    expect(otherLayouts('сдшуте')).toEqual(['client']);
    expect(otherLayouts('rkbtyn')).toEqual(['клиент']);
    expect(otherLayouts('СДШУТЕ')).toEqual(['CLIENT']);
    expect(otherLayouts(',htyl')).toEqual(['бренд']);
    expect(otherLayouts('[jcnbyu')).toEqual(['хостинг']);
    expect(otherLayouts('фттф"сдшутеюучфьзду')).toEqual(['anna@client.example']);
  });

  it('is no second reading where there are no letters', () => {
    expect(otherLayouts('203.0.113.7')).toEqual([]);
    expect(otherLayouts('')).toEqual([]);
  });

  it('finds in both languages of the screen', () => {
    const all = [item('New client'), item('Новый клиент'), item('Settings')];
    expect(names('сдшуте', all)).toEqual(['New client']);
    expect(names('rkbtyn', all)).toEqual(['Новый клиент']);
    expect(names('ыефезшпы', all)).toEqual([]);
    expect(names('ыуеештпы', all)).toEqual(['Settings']);
  });
});

describe('6 slips of the hand', () => {
  it('are one wrong, missing, additional letter, or two that changed places', () => {
    for (const [one, other] of [
      ['settings', 'settinga'],
      ['settings', 'settngs'],
      ['settings', 'settiings'],
      ['settings', 'stetings'],
      ['client', 'lcient'],
      ['client', 'xlient'],
      ['тема', 'теам'],
    ] as const) {
      expect(isNear(one, other), other).toBe(true);
      expect(isNear(other, one), other).toBe(true);
    }
    for (const [one, other] of [
      ['settings', 'setgs'],
      ['client', 'clxxnt'],
      ['client', 'neiltc'],
      ['abcd', 'badc'],
    ] as const) {
      expect(isNear(one, other), other).toBe(false);
    }
  });

  it('are forgiven in words of four letters and more, at their beginnings too', () => {
    const all = [item('Store catalogue'), item('Clients'), item('Tax rates')];
    expect(names('catalouge', all)).toEqual(['Store catalogue']);
    expect(names('ctalog', all)).toEqual(['Store catalogue']);
    expect(names('clinets', all)).toEqual(['Clients']);
    expect(names('clien', all)).toEqual(['Clients']);
    expect(names('tzx', all)).toEqual([]);
    expect(match('clinets', item('Clients'))?.rank).toBeGreaterThanOrEqual(weak);
  });

  it('are no reason to show what is only similar beside what was typed', () => {
    expect(names('theme', [item('Theme: dark'), item('Themes of tickets'), item('Thene')])).toEqual([
      'Theme: dark',
      'Themes of tickets',
    ]);
  });
});

describe('6 the ranking', () => {
  it('puts whole words first, then beginnings, then insides, then words that are not shown', () => {
    expect(
      names('order', [
        item('Place something', 'order'),
        item('Reorder columns'),
        item('Orders'),
        item('Order number begins with'),
      ]),
    ).toEqual(['Order number begins with', 'Orders', 'Place something', 'Reorder columns']);
  });

  it('wants each word, in any order, and е for ё', () => {
    const all = [item('Отменить последнюю правку'), item('Чёрная тема'), item('New products category')];
    expect(names('category new', all)).toEqual(['New products category']);
    expect(names('category old', all)).toEqual([]);
    expect(names('черная', all)).toEqual(['Чёрная тема']);
    expect(names('   ', all)).toEqual([]);
  });

  it('says which parts of the name were found, and none for words that are not shown', () => {
    expect(match('new cat', item('New products category'))?.ranges).toEqual([
      [0, 3],
      [13, 16],
    ]);
    expect(match('create', item('New client', 'add create'))?.ranges).toEqual([]);
    expect(match('сдш', item('New client'))?.ranges).toEqual([[4, 7]]);
    expect(occurrences('Anna Petrova', 'petr anna')).toEqual([
      [0, 4],
      [5, 9],
    ]);
  });
});
