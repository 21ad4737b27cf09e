// npm run package [-- ARGUMENTS OF electron-builder]: packages the application into dist/.
import path from 'node:path';
import { createRequire } from 'node:module';
import { chmodSync, rmSync } from 'node:fs';
import { program, tools } from './run.mjs';
import { modernNode } from './setup/node.mjs';
import { root } from './setup/paths.mjs';
import { cleanEnvironment, foreground } from './setup/process.mjs';
import { fail, say } from './setup/progress.mjs';
import { setup } from './setup.mjs';

const notice = (version) => `
This package proves the packaging only and must not be shipped: this machine could not download the
official Electron, so it holds Electron ${version}, which came through npm and is out of support.
AppImage and .deb were left out as well, because their tools are downloads. Package a release on a
machine with the internet.
`;

/** 7-Zip from npm, instead of the one that electron-builder would download. */
function sevenZip() {
  const { path7za } = createRequire(import.meta.url)('7zip-bin');
  if (process.platform !== 'win32') chmodSync(path7za, 0o755);
  return path7za;
}

/** What electron-builder is asked for: all targets of this platform, or what a closed machine can make. */
function request(runtime, args) {
  if (!runtime.carried) return args;
  const targets = args.length > 0 ? args : ['--linux', 'dir', 'tar.gz'];
  return [...targets, `--config.electronDist=${runtime.dist}`, `--config.electronVersion=${runtime.version}`];
}

async function main(args) {
  const runtime = await setup();
  rmSync(path.join(root, 'dist'), { recursive: true, force: true });
  say(`packaging with Electron ${runtime.version}`);
  const env = cleanEnvironment({
    ...tools(),
    ELECTRON_BUILDER_7ZIP_PATH: sevenZip(),
    // 7-Zip's best level takes minutes for a few percent: not worth it for a proof.
    ELECTRON_BUILDER_COMPRESSION_LEVEL:
      process.env.ELECTRON_BUILDER_COMPRESSION_LEVEL ?? (runtime.carried ? '3' : undefined),
    RESELLER_CONSOLE_PACKAGE_PROOF: runtime.carried ? '1' : undefined,
    // It would look for certificates in the keychain and warn that there are none.
    CSC_IDENTITY_AUTO_DISCOVERY: process.env.CSC_LINK ? undefined : 'false',
  });
  const command = [
    program('electron-builder/cli.js'),
    '--config',
    'electron-builder.yml',
    '--publish',
    'never',
    ...request(runtime, args),
  ];
  const code = await foreground(modernNode(), command, { env });
  if (code === 0 && runtime.carried) console.log(notice(runtime.version));
  return code;
}

main(process.argv.slice(2)).then((code) => process.exit(code), fail);
