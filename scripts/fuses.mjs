// The fuses of the packaged application: switches in Electron's binary that are set once, when it is
// packaged, and that no argument or environment variable can undo. electron-builder calls this after
// it has put the application's folder together and before it signs.
import { FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses';
import { rmSync } from 'node:fs';
import path from 'node:path';

/** What every fuse has to be, by its number in Electron's fuse wire. */
export const wantedFuses = {
  // No ELECTRON_RUN_AS_NODE, NODE_OPTIONS or --inspect: nobody runs their code with our rights, or
  // reads secrets from the main process's memory with a debugger.
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  // One way: cookies that were encrypted once cannot be read without it.
  [FuseV1Options.EnableCookieEncryption]: true,
  // Only the archive we made is started; macOS and Windows also compare it with its digest.
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  // We ship no snapshot of our own.
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  // Pages come from app://, never from file://.
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  // Electron's default; without it WebAssembly checks each memory access in software.
  [FuseV1Options.WasmTrapHandlers]: true,
};

/**
 * Sets every fuse that the binary has. The shipped Electron has exactly the fuses named above; one
 * that is added by a later version breaks the packaging until it is decided on here. The npm-carried
 * runtime is older and has fewer: those that it lacks cannot be named to it, all that it has are set.
 * @param {string} binary the executable, or the .app folder on macOS
 * @param {{ olderRuntime?: boolean }} [options] `olderRuntime` allows fewer fuses than named above
 * @returns {Promise<void>} rejects where a fuse is unknown here or, for the shipped runtime, unknown there
 */
export async function setFuses(binary, { olderRuntime = false } = {}) {
  const present = await getCurrentFuseWire(binary);
  const wanted = Object.entries(wantedFuses).filter(([number]) => !olderRuntime || present[number] !== undefined);
  await flipFuses(binary, {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    resetAdHocDarwinSignature: false, // electron-builder signs after this
    ...Object.fromEntries(wanted),
  });
  await assertFuses(binary, wanted);
}

/** Reads the fuses back from the binary. */
async function assertFuses(binary, wanted) {
  const written = await getCurrentFuseWire(binary);
  for (const [number, state] of wanted) {
    // The wire holds characters: '1' on, '0' off.
    if (written[number] !== (state ? 0x31 : 0x30))
      throw new Error(`The fuse ${FuseV1Options[number]} was not set in ${binary}.`);
  }
}

/**
 * electron-builder's afterPack hook.
 * @param {import('electron-builder').AfterPackContext} context
 * @returns {Promise<void>} rejects, and so stops the packaging, where a fuse could not be set
 */
export default async function afterPack({ appOutDir, packager, electronPlatformName }) {
  const { productFilename } = packager.appInfo;
  const mac = electronPlatformName === 'darwin' || electronPlatformName === 'mas';
  const names = { darwin: `${productFilename}.app`, mas: `${productFilename}.app`, win32: `${productFilename}.exe` };
  const binary = path.join(appOutDir, names[electronPlatformName] ?? packager.executableName);
  const resources = mac ? path.join(binary, 'Contents/Resources') : path.join(appOutDir, 'resources');
  // A launcher would start any folder named on the command line. electron-builder leaves it in
  // where the runtime comes from a folder.
  rmSync(path.join(resources, 'default_app.asar'), { force: true });
  await setFuses(binary, { olderRuntime: process.env.RESELLER_CONSOLE_PACKAGE_PROOF === '1' });
}
