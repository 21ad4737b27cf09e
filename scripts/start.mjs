// npm start [-- ARGUMENTS OF THE APPLICATION]: does the set-up where something is missing, then
// opens the application; on a machine without a display it plays the demo tour in a virtual one.
import { cleanEnvironment, foreground } from './setup/process.mjs';
import { fail, say } from './setup/progress.mjs';
import { openSession } from './headless.mjs';
import { runtimeSwitches } from './runtime.mjs';
import { setup } from './setup.mjs';

async function start(args) {
  const runtime = await setup();
  say(
    `Electron ${runtime.version}${runtime.carried ? ', the npm-carried runtime for development and tests: this machine could not download the shipped one' : ''}`,
  );
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY) {
    say(
      'there is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set): the demo tour is played in a virtual one instead',
    );
    const { demo } = await import('./demo.mjs');
    return demo([]);
  }
  // The keychain may be missing even where there is a display: on a bare window manager, or as root.
  const session = await openSession({ env: cleanEnvironment() });
  try {
    return await foreground(runtime.executable, [...runtimeSwitches(), '.', ...args], { env: session.env });
  } finally {
    await session.close();
  }
}

start(process.argv.slice(2)).then((code) => process.exit(code), fail);
