// Starts the application folder or file that the command line names, the way `electron .` does. It
// stands in for the launcher of Electron's own download, which the npm-carried runtime lacks, and
// runs inside Electron as resources/default_app.asar.
import { app } from 'electron';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const { target, preloads } = commandLine(process.argv.slice(1));
if (target === undefined) {
  console.error('usage: electron [options] <application folder or file>');
  process.exit(2);
}

Module._preloadModules(preloads.map((file) => path.resolve(file)));
// What tells an application that it is run from its sources, and how Electron's own launcher says it.
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true, configurable: false });

try {
  const entry = introduce(target);
  // Awaited at the top level: Electron holds back its `ready` event until this is done, so that the
  // application can still register what has to be registered before.
  await import(pathToFileURL(entry).href);
} catch (error) {
  console.error('The application could not be loaded:', error);
  app.exit(1);
}

/** The first argument that is no option is the application; `-r` takes a value, as in Node. */
function commandLine(args) {
  const found = { target: undefined, preloads: [] };
  for (let at = 0; at < args.length && found.target === undefined; at++) {
    const arg = args[at];
    if (arg === '-r' || arg === '--require') found.preloads.push(args[++at]);
    else if (arg === '-v' || arg === '--version') {
      console.log(`v${process.versions.electron}`);
      process.exit(0);
    } else if (!arg.startsWith('-')) found.target = path.resolve(arg);
  }
  return found;
}

/** Gives Electron the application's name, version and folder; returns the file to start with. */
function introduce(application) {
  const manifest = path.join(application, 'package.json');
  const packaged = existsSync(manifest);
  if (packaged) {
    const { name, productName, version, desktopName } = JSON.parse(readFileSync(manifest, 'utf8'));
    if (version) app.setVersion(version);
    if (productName || name) app.setName(productName || name);
    app.setDesktopName(desktopName || `${app.getName()}.desktop`);
  }
  const entry = createRequire(import.meta.url).resolve(application);
  app.setAppPath(packaged ? application : path.dirname(entry));
  return entry;
}
