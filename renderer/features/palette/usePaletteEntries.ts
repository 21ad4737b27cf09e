import { SlidersHorizontal } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { SearchHit } from '../../../preload/api/search.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { useEnvironment } from '../../state/environment.ts';
import type { CommandEntryGroup } from '../../ui/index.ts';
import type { CommandContext } from '../../workbench/commands.ts';
import { focusField } from '../../workbench/page-keys.ts';
import { useMay } from '../../workbench/useMay.ts';
import { settingFields } from '../settings/fields.ts';
import { byKind, recordId, recordKinds } from './records.ts';
import { foundItems, type Item, itemsOf, recordEntry } from './results.ts';
import { type Recent, remember, useKept } from './store.ts';
import { translatorOf } from './translators.ts';
import { useRecords } from './useRecords.ts';
import { useOffered } from './useOffered.ts';

export interface PaletteEntries {
  readonly groups: readonly CommandEntryGroup[];
  readonly isSearching: boolean;
  /** Records could not be searched. */
  readonly failed: boolean;
  readonly run: (id: string) => void;
}

/** What the palette shows for a text: what was used lately, commands, settings, records. */
export function usePaletteEntries(text: string, context: CommandContext): PaletteEntries {
  const t = useTranslate();
  const locale = useLocaleCode();
  const may = useMay();
  const environment = useEnvironment((state) => state.environment);
  // As it was when the palette came up: what is run from it does not move under the hand.
  const [recent] = useState(() => useKept.getState().recent[environment ?? ''] ?? []);
  const offered = useOffered();
  const items = useMemo(
    () =>
      itemsOf(t, translatorOf(locale === 'en' ? 'ru' : 'en'), {
        commands: offered,
        settings: settingFields,
        settingIcon: SlidersHorizontal,
      }),
    // oxlint-disable-next-line react/exhaustive-deps -- the words change with the language only
    [offered, locale],
  );
  const records = useRecords(text);

  const itemEntry = (item: Item, found: readonly (readonly [number, number])[] = []) => {
    const why = item.right === undefined ? undefined : may(item.right);
    return {
      id: item.id,
      label: item.name,
      found,
      icon: item.icon,
      ...(item.description === undefined ? {} : { description: item.description }),
      ...(item.keys === undefined ? {} : { keys: item.keys }),
      ...(why === undefined ? {} : { whyDisabled: why }),
    };
  };
  const heading = (id: string): string => t(`palette.group.${id}`);
  const groups: CommandEntryGroup[] = [];
  if (text.trim() === '') {
    const lately = recent.flatMap(({ id, record }) => {
      const item = items.find((each) => each.id === id);
      if (item) return [itemEntry(item)];
      return record ? [recordEntry(t, { hit: { ...record, field: 'name', text: '' }, by: '' })] : [];
    });
    const shown = new Set(lately.map(({ id }) => id));
    const rest = items.filter(({ id, kind }) => kind === 'command' && !shown.has(id));
    groups.push(
      { id: 'recent', heading: heading('recent'), entries: lately },
      { id: 'commands', heading: heading('commands'), entries: rest.map((item) => itemEntry(item)) },
    );
  } else {
    const found = foundItems(text, items, recent);
    groups.push(
      {
        id: 'commands',
        heading: heading('commands'),
        entries: found.command.map(({ item, found: parts }) => itemEntry(item, parts)),
      },
      {
        id: 'settings',
        heading: heading('settings'),
        entries: found.setting.map(({ item, found: parts }) => itemEntry(item, parts)),
      },
      ...byKind(records.found).map(([kind, hits]) => ({
        id: kind,
        heading: heading(kind),
        entries: hits.map((each) => recordEntry(t, each)),
      })),
    );
  }

  const run = (id: string): void => {
    const used = use(id);
    if (used) remember(environment ?? '', used);
  };
  /** Does what an entry stands for, and answers with what is to be remembered of it. */
  function use(id: string): Recent | null {
    const command = offered.find((each) => each.id === id);
    if (command) {
      command.run(context);
      return { id };
    }
    const setting = settingFields.find((each) => each.id === id);
    if (setting) {
      context.go(setting.path);
      focusField(setting.label(t));
      return { id };
    }
    const record =
      records.found.find(({ hit }) => recordId(hit) === id)?.hit ?? recent.find((each) => each.id === id)?.record;
    if (!record) return null;
    context.go(recordKinds[record.kind].pathOf(record.id));
    return { id, record: asRecord(record) };
  }
  return {
    groups: groups.filter(({ entries }) => entries.length > 0),
    isSearching: records.isSearching,
    failed: records.failed,
    run,
  };
}

const asRecord = ({ kind, id, title, subtitle }: Pick<SearchHit, 'kind' | 'id' | 'title' | 'subtitle'>) => ({
  kind,
  id,
  title,
  subtitle,
});
