import { ArrowDown, ArrowUp, Keyboard, Plus, Redo2, RefreshCw, Save, Search, TextSearch, Undo2 } from 'lucide-react';
import { billingCommands } from '../features/billing/commands.ts';
import { catalogueCommands } from '../features/catalogue/commands.ts';
import { causeCommands } from '../features/causes/commands.ts';
import { clientCommands } from '../features/clients/commands.ts';
import { orderCommands } from '../features/orders/commands.ts';
import { promoCodeCommands } from '../features/promo-codes/commands.ts';
import { reportCommands } from '../features/reports/commands.ts';
import { settingsCommands } from '../features/settings/commands.ts';
import { ticketCommands } from '../features/tickets/commands.ts';
import type { Command } from '../workbench/commands.ts';
import { pages } from './pages.ts';

/** What belongs to the frame and to every list and form. */
const frameCommands: readonly Command[] = [
  {
    id: 'palette',
    name: (t) => t('palette.open'),
    group: 'general',
    icon: Search,
    shortcuts: ['mod+k'],
    isKeysOnly: true,
    run: ({ openPalette }) => openPalette(),
  },
  {
    id: 'shortcuts',
    name: (t) => t('shortcuts.title'),
    keywords: (t) => t('command.shortcuts.words'),
    group: 'general',
    icon: Keyboard,
    shortcuts: ['?'],
    run: ({ openShortcuts }) => openShortcuts(),
  },
  {
    id: 'undo',
    name: (t) => t('command.undo'),
    group: 'general',
    icon: Undo2,
    shortcuts: ['mod+z'],
    isOfText: true,
    run: ({ undo }) => undo(),
  },
  {
    id: 'redo',
    name: (t) => t('command.redo'),
    group: 'general',
    icon: Redo2,
    shortcuts: ['mod+shift+z', 'mod+y'],
    isOfText: true,
    run: ({ redo }) => redo(),
  },
  {
    id: 'save',
    name: (t) => t('command.save'),
    group: 'general',
    icon: Save,
    shortcuts: ['mod+s'],
    isKeysOnly: true,
    worksInDialogs: true,
    run: ({ save }) => save(),
  },
  {
    id: 'reload',
    name: (t) => t('command.reload'),
    keywords: (t) => t('command.reload.words'),
    group: 'general',
    icon: RefreshCw,
    run: ({ reload }) => reload(),
  },
  {
    id: 'list.new',
    name: (t) => t('command.list.new'),
    group: 'list',
    icon: Plus,
    shortcuts: ['n'],
    isKeysOnly: true,
    run: ({ createHere }) => createHere(),
  },
  {
    id: 'list.search',
    name: (t) => t('command.list.search'),
    group: 'list',
    icon: TextSearch,
    shortcuts: ['/'],
    isKeysOnly: true,
    run: ({ searchList }) => searchList(),
  },
  {
    id: 'list.next',
    name: (t) => t('command.list.next'),
    group: 'list',
    icon: ArrowDown,
    shortcuts: ['j'],
    isKeysOnly: true,
    repeats: true,
    run: ({ moveInList }) => moveInList(1),
  },
  {
    id: 'list.previous',
    name: (t) => t('command.list.previous'),
    group: 'list',
    icon: ArrowUp,
    shortcuts: ['k'],
    isKeysOnly: true,
    repeats: true,
    run: ({ moveInList }) => moveInList(-1),
  },
];

const pageCommands = pages.map(({ id, name, icon, path, letter, needsTeam }): Command => ({
  id: `go.${id}`,
  name,
  keywords: (t) => t('command.go.words'),
  group: 'pages',
  icon,
  shortcuts: [`g ${letter}`],
  ...(needsTeam ? { needsTeam } : {}),
  run: ({ go }) => go(path),
}));

/** Every command of the staff window. A feature brings its own: see any `features/<area>/commands.ts`. */
export const commands: readonly Command[] = [
  ...clientCommands,
  ...orderCommands,
  ...promoCodeCommands,
  ...catalogueCommands,
  ...ticketCommands,
  ...causeCommands,
  ...pageCommands,
  ...billingCommands,
  ...reportCommands,
  ...settingsCommands,
  ...frameCommands,
];
