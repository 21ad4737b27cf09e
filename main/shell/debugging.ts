import { readFileSync } from 'node:fs';
import path from 'node:path';
import { app } from 'electron';

const switches = ['remote-debugging-port', 'remote-debugging-pipe', 'remote-debugging-address', 'remote-allow-origins'];

/**
 * Makes Chromium's debugging switches inert in a packaged application: who can start it with one could read what is
 * on its screens. (The fuses do the same for Node's.) A package made for the tests says so in its own package.json.
 */
export function refuseDebugging(): void {
  if (!app.isPackaged || !switches.some((name) => app.commandLine.hasSwitch(name)) || isTestPackage()) return;
  for (const name of switches) app.commandLine.removeSwitch(name);
}

function isTestPackage(): boolean {
  const manifest = JSON.parse(readFileSync(path.join(app.getAppPath(), 'package.json'), 'utf8')) as {
    testPackage?: unknown;
  };
  return manifest.testPackage === true;
}
