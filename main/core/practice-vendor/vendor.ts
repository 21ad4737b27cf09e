import path from 'node:path';
import { embeddedSandboxAddress } from '../../../preload/api/connections.ts';
import type { SandboxAccount as PracticeAccount } from '../../../preload/api/app.ts';
import type { Log } from '../kernel/index.ts';
import type { VendorSandbox } from '../vendor-sandbox/index.ts';
import type { PracticeSettings } from './store.ts';

/** Logins that a newcomer is offered: one of each manner. The password is no secret: it opens nothing but the practice vendor. */
const offered: readonly PracticeAccount[] = [
  { preset: 'vendor-a', username: 'reseller@sandbox.example' },
  { preset: 'vendor-b', username: 'vendor-b@sandbox.example' },
].map((account) => ({ ...account, apiAddress: embeddedSandboxAddress, password: 'sandbox' }) as PracticeAccount);

/** The vendor while it runs, and what it was switched to. */
export interface RunningVendor {
  readonly sandbox: VendorSandbox;
  /** The settings as they are stored. */
  settings: PracticeSettings;
  /** Stores other settings. Throws when the disk refuses; then nothing has changed. */
  keep: (settings: PracticeSettings) => void;
}

export type PracticeVendor = ReturnType<typeof practiceVendor>;

/**
 * The embedded sandbox of the sandbox environment: started when it is first asked for, on a port of its own, with its
 * books and settings in files beside the database, so that practice licenses and what was switched are still there
 * after a restart.
 */
export function practiceVendor(folder: string, log: Log) {
  let started: Promise<RunningVendor> | null = null;
  const start = async (): Promise<RunningVendor> => {
    // Loaded here: the live environment never needs it.
    const { practiceAccounts, startVendorSandbox } = await import('../vendor-sandbox/index.ts');
    const { readPracticeSettings, writePracticeSettings } = await import('./store.ts');
    const file = path.join(folder, 'vendor-settings.json');
    const settings = readPracticeSettings(file, log);
    const sandbox = await startVendorSandbox({
      stateFile: path.join(folder, 'vendor.json'),
      accounts: practiceAccounts.map((account) => ({
        ...account,
        overrides: settings.accounts[account.login]?.overrides ?? {},
      })),
      faults: settings.faults,
      // Slow enough to see the states pass, quick enough not to wait.
      timing: { processingMs: 700, keyDelayMs: 700 },
      onWarning: (warning) => log.warn({ ...warning }, 'sandbox'),
    });
    const running: RunningVendor = {
      sandbox,
      settings,
      keep: (next) => {
        writePracticeSettings(file, next);
        running.settings = next;
      },
    };
    return running;
  };
  const running = async (): Promise<RunningVendor> => {
    started ??= start();
    return started;
  };
  return {
    accounts: offered,
    running,
    /** The URL of its API while it runs. */
    async address(): Promise<string> {
      return (await running()).sandbox.url;
    },
    async close(): Promise<void> {
      if (!started) return;
      const { sandbox, settings, keep } = await started;
      try {
        // A fault that has struck is not to strike again after a restart.
        if (settings.faults.length > 0)
          keep({ ...settings, faults: sandbox.faults().filter((fault) => fault.times !== 0) });
      } finally {
        await sandbox.close();
      }
    },
  };
}
