import os from 'node:os';
import path from 'node:path';
import { app, dialog, ipcMain, Menu, nativeTheme, session } from 'electron';
import icon from '../build/icon.png?asset';
import { createBindings } from './ipc/bindings.ts';
import { linkCore } from './ipc/core-link.ts';
import { createEntrance } from './ipc/entrance.ts';
import { openGate } from './ipc/gate.ts';
import { refuseDebugging } from './shell/debugging.ts';
import { hardenContents, hardenSession } from './shell/hardening.ts';
import { callKeychain } from './shell/keychain.ts';
import { setMenu } from './shell/menu.ts';
import { openImportFile } from './shell/open-file.ts';
import { createPapers } from './shell/paper.ts';
import { saveBulkResults, saveFile, saveImportErrors, saveProducts } from './shell/save-file.ts';
import { registerScheme, servePages } from './shell/protocol.ts';
import { registerStoreLinks, storeLinks } from './shell/store-links.ts';
import { themeAtStart } from './shell/theme.ts';
import { onWake } from './shell/wake.ts';
import { createTray, type TrayWish } from './shell/tray.ts';
import { createWindows, storePath } from './shell/windows.ts';

// Wires shell, ipc and core together, nothing else (design 1).

// Chromium's sandbox refuses root and then ends every process; root (a closed build machine) has said --no-sandbox.
if (!(process.getuid?.() === 0 && app.commandLine.hasSwitch('no-sandbox'))) app.enableSandbox();
refuseDebugging();
registerScheme();
hardenContents();
// The real menu comes after the first paint; Electron's default one would be built for nothing.
Menu.setApplicationMenu(null);

const dataArgument = app.commandLine.getSwitchValue('data');
if (dataArgument !== '') app.setPath('userData', path.resolve(dataArgument));
const dataFolder = app.getPath('userData');

if (!app.requestSingleInstanceLock()) {
  app.quit();
} else {
  nativeTheme.themeSource = themeAtStart(dataFolder);
  const bindings = createBindings();
  let sendChanged: (change: { area: string; ids: readonly string[] }) => void = () => {};
  // Core opens its database while Electron is still getting ready.
  const core = linkCore({
    file: new URL('./core.js', import.meta.url),
    start: {
      dataFolder,
      version: app.getVersion(),
      runtime: {
        electron: process.versions.electron,
        chrome: process.versions.chrome,
        node: process.versions.node,
        // Electron supports its three newest majors; older ones serve tests on closed machines only.
        supported: Number(process.versions.electron.split('.')[0]) >= 43,
      },
      personName: os.userInfo().username,
      defaultLanguage: app.getPreferredSystemLanguages()[0]?.startsWith('ru') ? 'ru' : 'en',
    },
    keychain: callKeychain,
    onChanged: (change) => sendChanged(change),
    onFailed: ({ code }) => {
      const message =
        code === 'workspace.busy'
          ? 'Another program (a second console or the command line) is using this data folder. Close it and start again.'
          : 'The console could not start. The details are in the log folder; nothing was changed.';
      console.error(message);
      // Not the blocking error box: where nobody can press its button, it would hold the process for ever.
      void app
        .whenReady()
        .then(() => dialog.showMessageBox({ type: 'error', title: 'Reseller Console', message }))
        .finally(() => app.quit());
    },
    onError: (error) => console.error('core stopped:', error),
  });

  const links = storeLinks();

  // Not awaited at the top: an ESM entry that waits for `ready` never gets there.
  void app.whenReady().then(() => {
    performance.mark('ready');
    const pages = session.defaultSession;
    hardenSession(pages);
    servePages(pages, path.join(import.meta.dirname, '../renderer'));
    const preloads = path.join(import.meta.dirname, '../preload');
    const windows = createWindows({ bindings, session: pages, preloads });
    const tray = createTray(windows, icon);
    const papers = createPapers({ bindings, core, session: pages, preloads });
    const gate = openGate({
      ipcMain,
      bindings,
      core,
      windowEffects: {
        openClientArea: ({ id }: { id: string }) => void windows.openClientArea(id),
        openEntrance: () => void windows.openEntrance(),
        openStore: ({ slug }: { slug: string }) => void windows.openStore(slug),
        setTheme: ({ theme }: { theme: 'light' | 'dark' | 'system' }) => {
          nativeTheme.themeSource = theme;
        },
        setTray: (wish: TrayWish) => tray.set(wish),
        keepDrafts: () => pages.flushStorageData(),
        saveFile,
        saveBulkResults: saveBulkResults(core),
        openImportFile: openImportFile(core),
        saveImportErrors: saveImportErrors(core),
        saveProducts: saveProducts(core),
        ...papers.windowEffects,
      },
      paperEffects: papers.paperEffects,
      entranceEffects: createEntrance(bindings),
    });
    sendChanged = (change) => gate.sendChanged(change);
    const window = windows.openStaff(links.waiting === null ? null : storePath(links.waiting));
    links.open = (slug) => windows.showStaff(storePath(slug));
    window.webContents.once('did-finish-load', () => {
      setMenu();
      registerStoreLinks();
    });
    // The network may be back: what waits for it need not wait for its next try.
    onWake(() => void core.call({ kind: 'staff' }, 'operations.tryNow', {}));
    app.on('second-instance', () => windows.showStaff());
    app.on('activate', () => windows.showStaff());
  });

  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  let closed = false;
  app.on('before-quit', (event) => {
    if (closed) return;
    // A vendor call under way is awaited and the database closed; then quit for good.
    event.preventDefault();
    void core.close().then(() => {
      closed = true;
      app.quit();
    });
  });
}
