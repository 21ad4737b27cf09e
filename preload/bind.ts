import { contextBridge, ipcRenderer } from 'electron';
import { changedChannel, type Changed } from './api/events.ts';

type Surface = Readonly<Record<string, Readonly<Record<string, true>>>>;

/**
 * Exposes named functions only: a page can neither choose a channel nor see an Electron object. What the surface
 * does not list does not exist for the page.
 */
export function bind(surface: Surface): void {
  const api = functionsOf(surface);
  api['onChanged'] = (listener: (change: Changed) => void) => {
    const forward = (_event: unknown, change: Changed): void => listener(change);
    ipcRenderer.on(changedChannel, forward);
    return () => {
      ipcRenderer.removeListener(changedChannel, forward);
    };
  };
  contextBridge.exposeInMainWorld('api', api);
}

/** The same for a page that is told of no changes. */
export function bindQuiet(surface: Surface): void {
  contextBridge.exposeInMainWorld('api', functionsOf(surface));
}

function functionsOf(surface: Surface): Record<string, unknown> {
  const api: Record<string, unknown> = {};
  for (const [area, verbs] of Object.entries(surface)) {
    const functions: Record<string, (input: unknown) => Promise<unknown>> = {};
    for (const verb of Object.keys(verbs)) {
      const channel = `${area}.${verb}`;
      functions[verb] = (input) => ipcRenderer.invoke(channel, input);
    }
    api[area] = functions;
  }
  return api;
}
