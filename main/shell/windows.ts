import { app, BrowserWindow, nativeTheme, type Session } from 'electron';
import type { Bindings } from '../ipc/bindings.ts';
import { loadAndKeep } from './crashed-pages.ts';
import { clientAreaOrigin, staffOrigin } from './origins.ts';
import { webPreferences } from './web-preferences.ts';
import { rememberBounds, rememberedBounds } from './window-bounds.ts';

/** The page's own background, so that no white shows before it paints; the tokens of renderer/ui hold the same values. */
const background = () => (nativeTheme.shouldUseDarkColors ? '#131417' : '#fbfbfc');

export interface Windows {
  /** With a path it shows that page. */
  openStaff(path?: string | null): BrowserWindow;
  openClientArea(clientId: string): BrowserWindow;
  /** The client area with nobody chosen, in the one window that there is for it; who logged in there stays so. */
  openEntrance(): BrowserWindow;
  /** The store's preview of a product in the one window that there is for it. */
  openStore(slug: string): BrowserWindow;
  /** Brings the staff window to the front; with a path it goes to that page. */
  showStaff(path?: string | null): void;
  /** Whether closing the staff window only hides it. Quitting the application closes it all the same. */
  hideOnClose(hides: boolean): void;
}

/** The page that shows a product in the store; a slug is checked where it comes in and is nothing but letters, digits and hyphens. */
export const storePath = (slug: string): string => `/store/${slug}`;
const pageAddress = (path: string | null): string => (path === null ? `${staffOrigin}/` : `${staffOrigin}/#${path}`);
const previewAddress = (slug: string): string => `${staffOrigin}/#/preview/${slug}`;

/** Makes the application's windows and binds each to its caller. */
export function createWindows(options: {
  bindings: Bindings;
  session: Session;
  preloads: string;
  icon?: string;
}): Windows {
  const { bindings, session, preloads } = options;
  let staff: BrowserWindow | null = null;
  let store: BrowserWindow | null = null;
  let entrance: BrowserWindow | null = null;
  const clientAreas = new Map<string, BrowserWindow>();
  let hides = false;
  let isQuitting = false;
  app.on('before-quit', () => {
    isQuitting = true;
  });

  /** A client area opened by staff does not outlive the staff window: nobody would be acting any more. */
  const closeOthers = (): void => {
    for (const clientArea of clientAreas.values()) clientArea.close();
    entrance?.close();
    store?.close();
  };

  const make = (kind: 'staff' | 'client-area' | 'store'): BrowserWindow => {
    const bounds = rememberedBounds(kind);
    const window = new BrowserWindow({
      ...bounds,
      minWidth: 720,
      minHeight: 480,
      show: false,
      backgroundColor: background(),
      title: 'Reseller Console',
      ...(options.icon === undefined ? {} : { icon: options.icon }),
      webPreferences: webPreferences(preloads, kind === 'client-area' ? 'client-area' : 'staff', session),
    });
    window.once('ready-to-show', () => window.show());
    window.on('close', () => rememberBounds(kind, window));
    return window;
  };

  return {
    openStaff(path = null) {
      const window = make('staff');
      staff = window;
      bindings.bind(window.webContents, { kind: 'staff' }, staffOrigin);
      window.on('close', (event) => {
        if (!hides || isQuitting) return;
        event.preventDefault();
        window.hide();
        closeOthers();
      });
      window.on('closed', () => {
        staff = null;
        closeOthers();
      });
      loadAndKeep(window.webContents, pageAddress(path));
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
    openEntrance() {
      if (entrance) {
        bringToFront(entrance);
        return entrance;
      }
      const window = make('client-area');
      entrance = window;
      bindings.bind(window.webContents, { kind: 'visitor' }, clientAreaOrigin);
      window.on('closed', () => {
        entrance = null;
      });
      loadAndKeep(window.webContents, `${clientAreaOrigin}/`);
      return window;
    },
    openStore(slug) {
      if (store) {
        goWithin(store, previewAddress(slug));
        bringToFront(store);
        return store;
      }
      const window = make('store');
      store = window;
      bindings.bind(window.webContents, { kind: 'staff' }, staffOrigin);
      window.on('closed', () => {
        store = null;
      });
      loadAndKeep(window.webContents, previewAddress(slug));
      return window;
    },
    showStaff(path = null) {
      if (!staff) {
        this.openStaff(path);
        return;
      }
      if (path !== null) goWithin(staff, pageAddress(path));
      bringToFront(staff);
    },
    hideOnClose(wanted) {
      hides = wanted;
    },
  };
}

/** Goes to another address of the page that a window shows: only the part after `#` changes, so the page stays. */
function goWithin(window: BrowserWindow, address: string): void {
  // The address that it shows already would load the page anew.
  if (window.webContents.getURL() === address) return;
  window.webContents.loadURL(address).catch((error: unknown) => console.error('a page was not opened:', error));
}

function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  if (!window.isVisible()) window.show();
  window.focus();
}
