import path from 'node:path';
import { app, BrowserWindow, nativeTheme, type Session } from 'electron';
import type { Bindings } from '../ipc/bindings.ts';
import { loadAndKeep } from './crashed-pages.ts';
import { clientAreaOrigin, staffOrigin } from './origins.ts';
import { rememberBounds, rememberedBounds } from './window-bounds.ts';

/** The page's own background, so that no white shows before it paints; the tokens of renderer/ui hold the same values. */
const background = () => (nativeTheme.shouldUseDarkColors ? '#131417' : '#fbfbfc');

export interface Windows {
  openStaff(): BrowserWindow;
  openClientArea(clientId: string): BrowserWindow;
  showStaff(): void;
}

/** Makes the application's windows and binds each to its caller. */
export function createWindows(options: {
  bindings: Bindings;
  session: Session;
  preloads: string;
  icon?: string;
}): Windows {
  const { bindings, session, preloads } = options;
  let staff: BrowserWindow | null = null;
  const clientAreas = new Map<string, BrowserWindow>();

  const make = (kind: 'staff' | 'client-area'): BrowserWindow => {
    const bounds = rememberedBounds(kind);
    const window = new BrowserWindow({
      ...bounds,
      minWidth: 720,
      minHeight: 480,
      show: false,
      backgroundColor: background(),
      title: 'Reseller Console',
      ...(options.icon === undefined ? {} : { icon: options.icon }),
      // Literals only: nothing that came from a file or a page may reach these (quality 1.2).
      webPreferences: {
        preload: path.join(preloads, kind === 'staff' ? 'staff.cjs' : 'client-area.cjs'),
        session,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        allowRunningInsecureContent: false,
        experimentalFeatures: false,
        webviewTag: false,
        navigateOnDragDrop: false,
        spellcheck: false,
        devTools: !app.isPackaged,
        v8CacheOptions: 'code',
      },
    });
    window.once('ready-to-show', () => window.show());
    window.on('close', () => rememberBounds(kind, window));
    return window;
  };

  return {
    openStaff() {
      const window = make('staff');
      staff = window;
      bindings.bind(window.webContents, { kind: 'staff' }, staffOrigin);
      window.on('closed', () => {
        staff = null;
        // A client area opened by staff does not outlive the staff window: nobody would be acting any more.
        for (const clientArea of clientAreas.values()) clientArea.close();
      });
      loadAndKeep(window.webContents, `${staffOrigin}/`);
      return window;
    },
    openClientArea(clientId) {
      const open = clientAreas.get(clientId);
      if (open) {
        open.focus();
        return open;
      }
      const window = make('client-area');
      clientAreas.set(clientId, window);
      bindings.bind(window.webContents, { kind: 'client', clientId }, clientAreaOrigin);
      window.on('closed', () => clientAreas.delete(clientId));
      loadAndKeep(window.webContents, `${clientAreaOrigin}/`);
      return window;
    },
    showStaff() {
      if (!staff) {
        this.openStaff();
        return;
      }
      if (staff.isMinimized()) staff.restore();
      staff.focus();
    },
  };
}
