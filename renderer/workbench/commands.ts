import type { LucideIcon } from 'lucide-react';
import type { Environment, Preferences } from '../../preload/api/app.ts';
import type { Right } from '../../preload/api/rights.ts';
import type { Translate } from '../i18n/provider.tsx';

/** What a command may do; the shell hands it over when the command runs. */
export interface CommandContext {
  readonly go: (path: string) => void;
  readonly change: (part: Partial<Preferences>) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly openPalette: () => void;
  readonly openShortcuts: () => void;
  /** Opens the client area of the client who is open; asks for one where none is. */
  readonly openClientArea: () => void;
  /** Opens the client area with nobody chosen, where clients log in or register. */
  readonly openEntrance: () => void;
  /** Opens "why is it in this state?" for the record that is open; says so where none is. */
  readonly openWhy: () => void;
  readonly reload: () => void;
  /** Presses the Save or Create of the form that is open. */
  readonly save: () => void;
  /** Runs the command that makes a new record of the list on the screen; false: that list has none. */
  readonly createHere: () => boolean;
  readonly searchList: () => void;
  /** Moves the selection of the list by a row; false: the page has none. */
  readonly moveInList: (step: 1 | -1) => boolean;
}

/** How the sheet of shortcuts and the palette group commands. */
export type CommandGroup = 'general' | 'create' | 'pages' | 'list' | 'look';

/** One thing that can be done from everywhere: found in the palette, shown in the sheet, run by its shortcut. */
export interface Command {
  readonly id: string;
  readonly name: (t: Translate) => string;
  /** Further words to find it by. */
  readonly keywords?: (t: Translate) => string;
  readonly group: CommandGroup;
  readonly icon: LucideIcon;
  /** See keys.ts; the first one is shown. */
  readonly shortcuts?: readonly string[];
  /** What it takes to be allowed to. */
  readonly right?: Right;
  readonly environment?: Environment;
  /** Only where the desk shares its work with others. */
  readonly needsTeam?: true;
  /** Address of the list that it makes a new record of: N runs it there. */
  readonly list?: string;
  /** Only by its keys: in the palette it would have nothing to work on. */
  readonly isKeysOnly?: true;
  /** Also while a dialog is open. */
  readonly worksInDialogs?: true;
  /** Not while text is being typed, where the same keys mean the text. */
  readonly isOfText?: true;
  /** Held down it goes on. */
  readonly repeats?: true;
  /** False: it means nothing on this page, and its keys are the page's own. */
  readonly run: (context: CommandContext) => boolean | void;
}

/** Where commands are offered. */
export interface CommandPlace {
  readonly environment: Environment | null;
  /** The desk has joined a workspace. */
  readonly isInTeam: boolean;
}

/** Commands as they are offered in a place, with their keys: what is not offered has none. */
export const offeredIn = (commands: readonly Command[], { environment, isInTeam }: CommandPlace): readonly Command[] =>
  commands.filter(
    (each) => (each.environment === undefined || each.environment === environment) && (isInTeam || !each.needsTeam),
  );

/** Shortcuts that mean more than one thing: two commands have it, or one is the beginning of another. */
export function conflicts(commands: readonly Pick<Command, 'id' | 'shortcuts'>[]): string[] {
  const all = commands.flatMap(({ id, shortcuts = [] }) => shortcuts.map((shortcut) => ({ id, shortcut })));
  return all.flatMap((one, at) =>
    all
      .slice(at + 1)
      .filter(
        ({ shortcut }) =>
          shortcut === one.shortcut ||
          shortcut.startsWith(`${one.shortcut} `) ||
          one.shortcut.startsWith(`${shortcut} `),
      )
      .map((other) => `${one.id} ${one.shortcut} / ${other.id} ${other.shortcut}`),
  );
}

/** The command that makes a new record on the page of an address. */
export const createCommandAt = (commands: readonly Command[], pathname: string): Command | undefined =>
  commands.find(({ list }) => list !== undefined && (pathname === list || pathname.startsWith(`${list}/`)));
