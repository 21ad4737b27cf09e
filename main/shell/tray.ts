import { app, Menu, nativeImage, Tray } from 'electron';
import type { Windows } from './windows.ts';

/** Where the staff page shows what automation will do. */
const planPath = '/automation';

export interface TrayWish {
  readonly closing: 'quit' | 'tray';
  /** Of its menu, in the language of this desk. */
  readonly words: { readonly open: string; readonly plan: string; readonly quit: string };
}

/**
 * The icon in the tray, there only where a desk wants closing to keep the console running (automation goes on, spec 2.12). Closing then
 * hides the staff window; quitting from the menu, or by the system, really quits. `icon`: a file.
 */
export function createTray(
  windows: Pick<Windows, 'showStaff' | 'hideOnClose'>,
  icon: string,
): { set(wish: TrayWish): void } {
  let tray: Tray | null = null;

  return {
    set({ closing, words }: TrayWish): void {
      if (closing === 'quit') {
        tray?.destroy();
        tray = null;
      } else {
        tray ??= make(windows, icon);
        tray?.setContextMenu(
          Menu.buildFromTemplate([
            { label: words.open, click: () => windows.showStaff() },
            { label: words.plan, click: () => windows.showStaff(planPath) },
            { type: 'separator' },
            { label: words.quit, click: () => app.quit() },
          ]),
        );
      }
      // Without an icon nobody would find the way back: closing quits.
      windows.hideOnClose(tray !== null);
    },
  };
}

/** Null where the system has no tray that takes an icon. */
function make(windows: Pick<Windows, 'showStaff'>, icon: string): Tray | null {
  try {
    const tray = new Tray(nativeImage.createFromPath(icon).resize({ width: 32, height: 32 }));
    tray.setToolTip('Reseller Console');
    tray.on('click', () => windows.showStaff());
    return tray;
  } catch (error) {
    console.error('there is no tray:', error);
    return null;
  }
}
