/** Theme, density and the brand's accent: all of them are attributes or custom properties of <html>. */
import { useSyncExternalStore } from 'react';
import { contrast as contrastOf, leastContrast } from '../../preload/api/colors.ts';

export type ThemeChoice = 'light' | 'dark' | 'system';
export type Theme = 'light' | 'dark';
export type Density = 'compact' | 'normal';

const darkQuery = '(prefers-color-scheme: dark)';

export function resolveTheme(choice: ThemeChoice): Theme {
  if (choice !== 'system') return choice;
  return globalThis.matchMedia(darkQuery).matches ? 'dark' : 'light';
}

/** Applies the choice now, follows the system while it is "system", and returns a function that stops following. */
export function applyTheme(choice: ThemeChoice): () => void {
  const set = (): void => {
    document.documentElement.dataset['theme'] = resolveTheme(choice);
  };
  set();
  if (choice !== 'system') return () => undefined;
  const media = globalThis.matchMedia(darkQuery);
  media.addEventListener('change', set);
  return () => media.removeEventListener('change', set);
}

export function applyDensity(density: Density): void {
  document.documentElement.dataset['density'] = density;
}

type Rgb = readonly [number, number, number];
const white: Rgb = [255, 255, 255];
const black: Rgb = [0, 0, 0];
/** The surfaces the accent is read on: the hardest ones of tokens.css. */
const lightSurface: Rgb = [241, 242, 244];
const darkSurface: Rgb = [40, 43, 50];

function parseHex(hex: string): Rgb | null {
  const match = /^#?([0-9a-f]{6})$/i.exec(hex.trim());
  if (!match?.[1]) return null;
  const n = Number.parseInt(match[1], 16);
  return [(n >> 16) & 255, (n >> 8) & 255, n & 255];
}

const contrast = (a: Rgb, b: Rgb): number => contrastOf(css(a), css(b));

function mix(a: Rgb, b: Rgb, share: number): Rgb {
  const at = (i: 0 | 1 | 2): number => Math.round(a[i] + (b[i] - a[i]) * share);
  return [at(0), at(1), at(2)];
}

/** Moves a colour towards black or white until it reaches 4.5:1 on the surface. */
function readable(rgb: Rgb, on: Rgb, towards: Rgb): Rgb {
  for (let share = 0; share < 1; share += 0.02) {
    const candidate = mix(rgb, towards, share);
    if (contrast(candidate, on) >= leastContrast) return candidate;
  }
  return towards;
}

const css = (rgb: Rgb): string => `#${rgb.map((c) => c.toString(16).padStart(2, '0')).join('')}`;

export interface AccentColors {
  fill: string;
  onFill: string;
  textLight: string;
  textDark: string;
}

/**
 * What a brand's colour becomes as a fill, as the text on that fill, and as text in either theme. A text colour that was
 * chosen for it stays where it can be read. Null: not a #rrggbb colour.
 */
export function accentColors(hex: string, chosenText: string | null = null): AccentColors | null {
  const rgb = parseHex(hex);
  if (!rgb) return null;
  const text = chosenText === null ? null : parseHex(chosenText);
  const themed = {
    textLight: css(readable(rgb, lightSurface, black)),
    textDark: css(readable(rgb, darkSurface, white)),
  };
  if (text && contrast(rgb, text) >= leastContrast) return { fill: css(rgb), onFill: css(text), ...themed };
  const onFill = contrast(rgb, white) >= leastContrast || contrast(rgb, white) >= contrast(rgb, black) ? white : black;
  const fill = readable(rgb, onFill, onFill === white ? black : white);
  return { fill: css(fill), onFill: css(onFill), ...themed };
}

/** Colours of a brand as it has set them: `#rrggbb`, or null for the product's own. */
export interface BrandColors {
  readonly accentColor: string | null;
  readonly onAccentColor: string | null;
  readonly headerColor: string | null;
  readonly onHeaderColor: string | null;
}

/** Sets the brand's colours, corrected so that they can always be read; what is null or no colour is the default again. */
export function applyBrandColors({ accentColor, onAccentColor, headerColor, onHeaderColor }: BrandColors): void {
  const { style } = document.documentElement;
  const colors = accentColor === null ? null : accentColors(accentColor, onAccentColor);
  const header = headerColor === null ? null : accentColors(headerColor, onHeaderColor);
  const set = (name: string, value: string | undefined): void => {
    if (value === undefined) style.removeProperty(name);
    else style.setProperty(name, value);
  };
  set('--brand-accent', colors?.fill);
  set('--brand-on-accent', colors?.onFill);
  set('--brand-accent-text-light', colors?.textLight);
  set('--brand-accent-text-dark', colors?.textDark);
  set('--brand-header', header?.fill);
  set('--brand-on-header', header?.onFill);
}

function subscribe(notify: () => void): () => void {
  const observer = new MutationObserver(notify);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-density', 'data-theme'] });
  return () => observer.disconnect();
}

/** Height of a line of a list, in pixels: what `--row-h` says. */
export const rowHeights = { normal: 32, compact: 28 } as const;

/** The density in force, for the few components that need it as a number (virtual lists). */
export function useDensity(): Density {
  return useSyncExternalStore(subscribe, () =>
    document.documentElement.dataset['density'] === 'compact' ? 'compact' : 'normal',
  );
}

/** The theme in force, for what cannot be styled with custom properties (charts drawn to canvas, editors). */
export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, () =>
    document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light',
  );
}
