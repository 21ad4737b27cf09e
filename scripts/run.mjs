// npm run dev | build | bench | cli | format: set-up first, then the tool, on the Node that it needs.
//   node scripts/run.mjs TASK [ARGUMENTS]
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { headless } from './headless.mjs';
import { runtime } from './runtime.mjs';
import { modernNode, toolPath } from './setup/node.mjs';
import { nodeModules } from './setup/paths.mjs';
import { cleanEnvironment, foreground } from './setup/process.mjs';
import { fail, SetupError } from './setup/progress.mjs';
import { setup } from './setup.mjs';

/**
 * The variables with which tools find the project's Node and its Electron runtime.
 * @returns {Record<string, string>} additions to the environment; throws where no set-up was done
 */
export function tools() {
  const { dist, executable } = runtime();
  return { PATH: toolPath(), ELECTRON_OVERRIDE_DIST_PATH: dist, ELECTRON_EXEC_PATH: executable };
}

/**
 * The program file of an installed package, so that it runs on the Node we choose and not on the
 * one that its first line finds.
 * @param {string} file such as vitest/vitest.mjs
 * @returns {string}
 */
export const program = (file) => path.join(nodeModules, file);

const node = (args, options) => foreground(modernNode(), args, options);

const tasks = {
  dev: async (args) => {
    await setup({ withBuild: false });
    const sandbox = process.getuid?.() === 0 ? ['--noSandbox'] : [];
    return headless(modernNode(), [program('electron-vite/bin/electron-vite.js'), 'dev', ...sandbox, ...args], {
      env: tools(),
    });
  },
  build: async () => {
    await setup();
    return 0;
  },
  bench: async (args) => {
    await setup();
    return headless(modernNode(), ['test/bench/run.ts', ...args], { env: tools(), own: true });
  },
  // In the person's own session and with their own keychain: a private one would be empty.
  cli: async (args) => {
    await setup();
    return node(['out/main/cli.js', ...args]);
  },
  format: async (args) => {
    await setup({ withBuild: false });
    return node([program('oxfmt/bin/oxfmt'), ...args], { env: cleanEnvironment(tools()) });
  },
};

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [name, ...args] = process.argv.slice(2);
  const task = Object.hasOwn(tasks, name ?? '') ? tasks[name] : undefined;
  if (!task) fail(new SetupError(`usage: node scripts/run.mjs ${Object.keys(tasks).join('|')} [ARGUMENTS]`));
  task(args).then((code) => process.exit(code), fail);
}
