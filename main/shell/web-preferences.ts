import path from 'node:path';
import { app, type Session, type WebPreferences } from 'electron';

/** The preloads that there are: one for each kind of page. */
export type Preload = 'staff' | 'client-area' | 'paper';

/** What every page of ours may do: nothing. Literals only: nothing that came from a file or a page may reach these (quality 1.2). */
export const webPreferences = (preloads: string, preload: Preload, session: Session): WebPreferences => ({
  preload: path.join(preloads, `${preload}.cjs`),
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
});
