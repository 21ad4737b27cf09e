import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import type { SearchHit } from '../../../preload/api/search.ts';

/** What the palette is open for: everything, or the client whose client area is to be shown. */
export type Purpose = 'all' | 'clientArea';

interface PaletteState {
  readonly purpose: Purpose | null;
  readonly isSheetOpen: boolean;
}

/** Which layer of the palette is open. */
export const usePalette = create<PaletteState>(() => ({ purpose: null, isSheetOpen: false }));
export const openPalette = (purpose: Purpose): void => usePalette.setState({ purpose });
export const closePalette = (): void => usePalette.setState({ purpose: null });
export const showSheet = (isSheetOpen: boolean): void => usePalette.setState({ isSheetOpen });

/** Something that was used lately: a command or a setting by its id, or a record with the words it was found with. */
export type Recent = { readonly id: string; readonly record?: Pick<SearchHit, 'kind' | 'id' | 'title' | 'subtitle'> };

interface Kept {
  /** By environment, the newest first. */
  readonly recent: Readonly<Record<string, readonly Recent[]>>;
  /** Whether keys without Ctrl are shortcuts: who dictates or hits keys by accident turns them off (WCAG 2.1.4). */
  readonly plainKeys: boolean;
}

const most = 8;

/** The list with this one in front, without its earlier place. */
export const withRecent = (recent: readonly Recent[], used: Recent): readonly Recent[] =>
  [used, ...recent.filter(({ id }) => id !== used.id)].slice(0, most);

/** What the palette remembers on this desk. */
export const useKept = create<Kept>()(
  persist((): Kept => ({ recent: {}, plainKeys: true }), {
    name: 'palette',
    version: 1,
    storage: createJSONStorage(() => localStorage),
  }),
);

export function remember(environment: string, used: Recent): void {
  const { recent } = useKept.getState();
  useKept.setState({ recent: { ...recent, [environment]: withRecent(recent[environment] ?? [], used) } });
}
