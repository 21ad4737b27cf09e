import { describe, expect, it } from 'vitest';
import { commands } from '../../../renderer/app/commands.ts';
import { paths } from '../../../renderer/app/paths.ts';
import { search } from '../../../renderer/features/palette/match.ts';
import { foundItems, itemsOf } from '../../../renderer/features/palette/results.ts';
import { withRecent } from '../../../renderer/features/palette/store.ts';
import { translatorOf } from '../../../renderer/features/palette/translators.ts';
import { settingFields } from '../../../renderer/features/settings/fields.ts';
import { conflicts, createCommandAt, offeredIn } from '../../../renderer/workbench/commands.ts';
import { ariaKeys, capsOf, keyReader, type Press, strokeOf } from '../../../renderer/workbench/keys.ts';

const en = translatorOf('en');
const ru = translatorOf('ru');
const items = (t = en, other = ru) =>
  itemsOf(t, other, { commands, settings: settingFields, settingIcon: commands[0]!.icon });
const press = (key: string, code: string, more: Partial<Press> = {}): Press => ({
  key,
  code,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...more,
});

describe('the registry of commands', () => {
  it('37 has no two commands on one shortcut, and no id twice', () => {
    expect(conflicts(commands)).toEqual([]);
    expect(new Set([...commands, ...settingFields].map(({ id }) => id)).size).toBe(
      commands.length + settingFields.length,
    );
  });

  it('37 would tell: the same keys, or keys that begin others', () => {
    expect(
      conflicts([
        { id: 'a', shortcuts: ['n'] },
        { id: 'b', shortcuts: ['mod+k', 'n'] },
      ]),
    ).toEqual(['a n / b n']);
    expect(
      conflicts([
        { id: 'a', shortcuts: ['g d'] },
        { id: 'b', shortcuts: ['g'] },
      ]),
    ).toEqual(['a g d / b g']);
    expect(
      conflicts([
        { id: 'a', shortcuts: ['g d'] },
        { id: 'b', shortcuts: ['g o'] },
      ]),
    ).toEqual([]);
  });

  it('37 has the review queue, and its keys, only where this desk is in a team', () => {
    const queue = (isInTeam: boolean) =>
      offeredIn(commands, { environment: 'live', isInTeam }).filter(
        ({ id, shortcuts }) => id === 'go.conflicts' || shortcuts?.includes('g v'),
      );
    expect(queue(false)).toEqual([]);
    expect(queue(true).map(({ id }) => id)).toEqual(['go.conflicts']);
  });

  it('6 names each command and setting in both languages', () => {
    for (const { name, keywords } of items()) {
      expect(name).not.toBe('');
      expect(keywords[1]).not.toBe('');
    }
    expect(items().map(({ name }) => name)).toEqual(
      expect.arrayContaining(['New client', 'Place new order', 'New product', 'Theme: Dark', 'Time zone', 'Tax rates']),
    );
  });

  it('6 finds by the name of either language, mistyped, and under the other layout', () => {
    const first = (text: string, t = en, other = ru) => search(text, items(t, other))[0]?.item.id;
    expect(first('new client')).toBe('client.new');
    expect(first('новый клиент')).toBe('client.new');
    expect(first('new clietn')).toBe('client.new');
    expect(first('туц сдшуте')).toBe('client.new');
    expect(first('yjdsq rkbtyn', ru, en)).toBe('client.new');
    // Both at once: another layout, and a letter beside the right one.
    expect(first('ntvf nfvyfz', ru, en)).toBe('theme.dark');
    expect(first('ntvf', ru, en)).toMatch(/theme/);
    expect(first('time zoen')).toBe('setting.brand.timeZone');
    expect(first('xyzzy')).toBeUndefined();
  });

  it('offers the practice vendor in the sandbox only', () => {
    const has = (environment: 'live' | 'sandbox') =>
      offeredIn(commands, { environment, isInTeam: false }).some(({ id }) => id === 'settings.practiceVendor');
    expect([has('live'), has('sandbox')]).toEqual([false, true]);
  });

  it('37 makes the record of the list on the screen', () => {
    expect(createCommandAt(commands, paths.clients)?.id).toBe('client.new');
    expect(createCommandAt(commands, paths.client('x'))?.id).toBe('client.new');
    expect(createCommandAt(commands, paths.catalogue)?.id).toBe('product.new');
    expect(createCommandAt(commands, '/clientsx')).toBeUndefined();
    expect(createCommandAt(commands, paths.dashboard)).toBeUndefined();
  });

  it('6 puts what was used lately before what is found as well', () => {
    const at = (recent: string[]) =>
      foundItems(
        'theme',
        items(),
        recent.map((id) => ({ id })),
      ).command.map(({ item: { id } }) => id);
    expect(at([]).slice(0, 2)).toEqual(['theme.light', 'theme.dark']);
    expect(at(['theme.system'])[0]).toBe('theme.system');
    expect(withRecent([{ id: 'a' }, { id: 'b' }], { id: 'b' })).toEqual([{ id: 'b' }, { id: 'a' }]);
    expect(
      withRecent(
        Array.from({ length: 8 }, (_, n) => ({ id: `${n}` })),
        { id: 'new' },
      ),
    ).toHaveLength(8);
  });
});

describe('37 keys', () => {
  it('are those of a Latin layout under a Russian one', () => {
    expect(strokeOf(press('я', 'KeyZ', { ctrlKey: true }), false)).toBe('mod+z');
    expect(strokeOf(press('Я', 'KeyZ', { ctrlKey: true, shiftKey: true }), false)).toBe('mod+shift+z');
    expect(strokeOf(press('л', 'KeyK', { ctrlKey: true }), false)).toBe('mod+k');
    expect(strokeOf(press('.', 'Slash'), false)).toBe('/');
    expect(strokeOf(press(',', 'Slash', { shiftKey: true }), false)).toBe('?');
    expect(strokeOf(press('?', 'Digit7', { shiftKey: true }), false)).toBe('?');
  });

  it('go by their letters where those are Latin, whatever key they stand on', () => {
    // Dvorak: k stands on V.
    expect(strokeOf(press('k', 'KeyV', { ctrlKey: true }), false)).toBe('mod+k');
    expect(strokeOf(press('.', 'Period'), false)).toBe('.');
  });

  it('are none with AltGr, and with the other modifier of the system', () => {
    expect(strokeOf(press('k', 'KeyK', { altKey: true }), false)).toBeNull();
    expect(strokeOf(press('k', 'KeyK', { metaKey: true }), false)).toBeNull();
    expect(strokeOf(press('k', 'KeyK', { metaKey: true }), true)).toBe('mod+k');
  });

  it('are shown as they are labelled', () => {
    expect(capsOf('mod+shift+z', false)).toEqual(['Ctrl', 'Shift', 'Z']);
    expect(capsOf('mod+k', true)).toEqual(['⌘', 'K']);
    expect(capsOf('g d', false)).toEqual(['G', 'D']);
    expect(ariaKeys('mod+k', false)).toBe('Control+K');
    expect(ariaKeys('g d', false)).toBeUndefined();
  });

  it('one after the other are one shortcut, if they come soon', () => {
    const reader = keyReader(['g d', 'n', 'mod+k']);
    expect(reader.read('g', 0)).toEqual({ waiting: 'g' });
    expect(reader.read('d', 1000)).toEqual({ shortcut: 'g d' });
    expect(reader.read('d', 1001)).toBeNull();
    expect(reader.read('g', 2000)).toEqual({ waiting: 'g' });
    expect(reader.read('d', 4000)).toBeNull();
    // What does not go on with the sequence means what it means alone.
    expect(reader.read('g', 5000)).toEqual({ waiting: 'g' });
    expect(reader.read('n', 5100)).toEqual({ shortcut: 'n' });
    expect(reader.read('g', 6000)).toEqual({ waiting: 'g' });
    reader.reset();
    expect(reader.read('d', 6100)).toBeNull();
  });
});
