import type { Right } from '../../../preload/api/rights.ts';
import type { Translate } from '../../i18n/provider.tsx';
import type { Command } from '../../workbench/commands.ts';
import { capsOf } from '../../workbench/keys.ts';
import { numberText } from '../../workbench/number.tsx';
import type { CommandEntry } from '../../ui/index.ts';
import type { SettingField } from '../settings/fields.ts';
import { type Searchable, search } from './match.ts';
import { type Found, recordId, recordKinds } from './records.ts';
import { occurrences } from './match.ts';
import type { Recent } from './store.ts';

/** A command or a setting with the words that it is found by. */
export interface Item extends Searchable {
  readonly id: string;
  readonly kind: 'command' | 'setting';
  readonly description?: string;
  readonly icon: Command['icon'];
  readonly keys?: readonly string[];
  readonly right?: Right;
}

/** Commands and settings as items, by their names in the language of the screen and in the other one. */
export function itemsOf(
  t: Translate,
  other: Translate,
  {
    commands,
    settings,
    settingIcon,
  }: { commands: readonly Command[]; settings: readonly SettingField[]; settingIcon: Command['icon'] },
): Item[] {
  return [
    ...commands
      .filter(({ isKeysOnly }) => !isKeysOnly)
      .map(({ id, name, keywords, icon, shortcuts, right }): Item => ({
        id,
        kind: 'command',
        name: name(t),
        keywords: [keywords?.(t) ?? '', name(other), keywords?.(other) ?? ''],
        icon,
        ...(shortcuts?.[0] === undefined ? {} : { keys: capsOf(shortcuts[0]) }),
        ...(right === undefined ? {} : { right }),
      })),
    ...settings.map(({ id, label, page }): Item => ({
      id,
      kind: 'setting',
      name: label(t),
      description: page(t),
      keywords: [page(t), label(other), page(other)],
      icon: settingIcon,
    })),
  ];
}

/** How many entries of a group are shown for a text. */
const most = { command: 7, setting: 5 } as const;

/** The items that a text finds, those used lately before equal ones. */
export function foundItems(
  text: string,
  items: readonly Item[],
  recent: readonly Recent[],
): Record<Item['kind'], { item: Item; found: CommandEntry['found'] }[]> {
  const lately = new Set(recent.map(({ id }) => id));
  const nearer = ({ item, match: { rank } }: ReturnType<typeof search<Item>>[number]): number =>
    lately.has(item.id) ? rank - 1 : rank;
  const found = search(text, items).sort((a, b) => nearer(a) - nearer(b));
  const of = (kind: Item['kind']) =>
    found
      .filter(({ item }) => item.kind === kind)
      .slice(0, most[kind])
      .map(({ item, match }) => ({ item, found: match.ranges }));
  return { command: of('command'), setting: of('setting') };
}

/** The entry of a record: its name, beside it what else it is known by and what found it. */
export function recordEntry(t: Translate, { hit, by }: Found): CommandEntry {
  const { kind, title, subtitle, field, text } = hit;
  const isShown = title.toLowerCase().includes(text.toLowerCase()) || subtitle === text || text === '';
  const label = numberText(t, title);
  const what = [subtitle, isShown || field === 'name' ? '' : text].filter((each) => each !== '').join(' · ');
  return {
    id: recordId(hit),
    label,
    found: label === title ? occurrences(title, by) : [],
    icon: recordKinds[kind].icon,
    ...(what === '' ? {} : { description: what }),
  };
}
