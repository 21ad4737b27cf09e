// npm run demo [-- ARGUMENTS OF THE TOUR]: plays the main job in the real application, in a virtual
// display where there is none. stdout is the tour's alone: its last line is JSON.
import { pathToFileURL } from 'node:url';
import { headless } from './headless.mjs';
import { tools } from './run.mjs';
import { modernNode } from './setup/node.mjs';
import { fail, say } from './setup/progress.mjs';
import { setup } from './setup.mjs';

/**
 * Plays the tour.
 * @param {string[]} args what the tour takes: --api, --username, --password, --out
 * @returns {Promise<number>} its exit code
 */
export async function demo(args) {
  await setup();
  say('the demo tour plays in the real application; its last line names the screenshots');
  return headless(modernNode(), ['test/demo/tour.ts', ...args], { env: tools(), own: true });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  demo(process.argv.slice(2)).then((code) => process.exit(code), fail);
}
