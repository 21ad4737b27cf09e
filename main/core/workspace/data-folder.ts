import os from 'node:os';
import path from 'node:path';

/** Where the application keeps its data on this platform; the same folder Electron chooses by the product's name. */
export function defaultDataFolder(): string {
  const name = 'Reseller Console';
  switch (process.platform) {
    case 'darwin':
      return path.join(os.homedir(), 'Library/Application Support', name);
    case 'win32':
      return path.join(process.env['APPDATA'] ?? path.join(os.homedir(), 'AppData/Roaming'), name);
    default:
      return path.join(process.env['XDG_CONFIG_HOME'] ?? path.join(os.homedir(), '.config'), name);
  }
}
