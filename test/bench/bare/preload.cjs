const { contextBridge, ipcRenderer } = require('electron');

contextBridge.exposeInMainWorld('bare', {
  keep: (value) => ipcRenderer.invoke('keep', value),
  echo: (input) => ipcRenderer.invoke('echo', input),
});
