/**
 * Shortcuts as text: `mod+shift+z`, `?`, `g d` (one key after the other). `mod` is Ctrl, on a Mac ⌘. Letters are those of the
 * keys under a Latin layout, so that a shortcut is the same keys under a Russian one.
 */
export interface Press {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** How long the second key of a sequence is waited for, in milliseconds. */
export const sequenceMs = 1500;

export const isMac = (): boolean => typeof navigator !== 'undefined' && navigator.platform.startsWith('Mac');

const latinPunctuation: Readonly<Record<string, string>> = { Slash: '/', Comma: ',', Period: '.' };

/** The key as a Latin layout has it, lower case; the name of a key that writes nothing. */
function keyOf({ key, code, shiftKey }: Press): string {
  // Under ЙЦУКЕН the key of the slash writes a point, with Shift a comma.
  if (code === 'Slash' && (key === '.' || key === ',')) return shiftKey ? '?' : '/';
  if (/^[!-~]$/.test(key)) return key.toLowerCase();
  const letter = /^Key([A-Z])$/.exec(code)?.[1] ?? /^Digit(\d)$/.exec(code)?.[1];
  return letter?.toLowerCase() ?? latinPunctuation[code] ?? key;
}

/** A press as one step of a shortcut (`mod+k`); null: it is none, such as AltGr with a letter. */
export function strokeOf(press: Press, mac: boolean = isMac()): string | null {
  const [mod, other] = mac ? [press.metaKey, press.ctrlKey] : [press.ctrlKey, press.metaKey];
  if (other || press.altKey) return null;
  const key = keyOf(press);
  // Shift belongs to the sign: a question mark is one on every layout.
  const isShifted = press.shiftKey && /^[a-z0-9]$|^.{2,}$/.test(key);
  return `${mod ? 'mod+' : ''}${isShifted ? 'shift+' : ''}${key}`;
}

/** True for a shortcut that begins with a key that writes: such ones can be turned off (WCAG 2.1.4). */
export const isPlain = (shortcut: string): boolean => !shortcut.startsWith('mod+');

/** The caps to show for a shortcut: `mod+k` is `Ctrl`, `K`. */
export function capsOf(shortcut: string, mac: boolean = isMac()): string[] {
  return shortcut
    .split(/[ +]/)
    .map((part) => (part === 'mod' ? (mac ? '⌘' : 'Ctrl') : part === 'shift' ? (mac ? '⇧' : 'Shift') : cap(part)));
}
const cap = (key: string): string => key.charAt(0).toUpperCase() + key.slice(1);

/** A shortcut as `aria-keyshortcuts` wants it; undefined for keys one after the other, which it cannot say. */
export function ariaKeys(shortcut: string, mac: boolean = isMac()): string | undefined {
  if (shortcut.includes(' ')) return undefined;
  return shortcut
    .split('+')
    .map((part) => (part === 'mod' ? (mac ? 'Meta' : 'Control') : part === 'shift' ? 'Shift' : cap(part)))
    .join('+');
}

/** What came of a press: the shortcut that is complete with it, or the keys that wait for a further one. */
export type Read = { readonly shortcut: string } | { readonly waiting: string } | null;

/** Reads presses one by one, and puts together those that belong to a sequence. `now` in milliseconds. */
export function keyReader(shortcuts: readonly string[]): { read(stroke: string, now: number): Read; reset(): void } {
  const whole = new Set(shortcuts);
  const begun = new Set(shortcuts.flatMap((each) => (each.includes(' ') ? [each.slice(0, each.indexOf(' '))] : [])));
  let waiting: { keys: string; since: number } | null = null;
  return {
    read(stroke, now) {
      const before = waiting !== null && now - waiting.since <= sequenceMs ? `${waiting.keys} ` : '';
      waiting = null;
      for (const tried of before === '' ? [stroke] : [before + stroke, stroke]) {
        if (whole.has(tried)) return { shortcut: tried };
        if (begun.has(tried)) {
          waiting = { keys: tried, since: now };
          return { waiting: tried };
        }
      }
      return null;
    },
    reset() {
      waiting = null;
    },
  };
}
