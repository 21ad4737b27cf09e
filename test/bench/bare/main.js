// The least that Electron can be: one window like ours, one static page, one call that is answered at once.
import path from 'node:path';
import { app, BrowserWindow, ipcMain } from 'electron';

// Where root turned the sandbox off, asking for it would end every child process.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
app.setPath('userData', path.resolve(app.commandLine.getSwitchValue('data')));

void app.whenReady().then(() => {
  performance.mark('ready');
  let kept;
  ipcMain.handle('keep', (_event, value) => {
    kept = value;
  });
  ipcMain.handle('echo', () => kept);
  const window = new BrowserWindow({
    width: 1200,
    height: 800,
    webPreferences: {
      preload: path.join(import.meta.dirname, 'preload.cjs'),
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
      v8CacheOptions: 'code',
    },
  });
  void window.loadFile(path.join(import.meta.dirname, 'page.html'));
});
app.on('window-all-closed', () => app.quit());
