import { embeddedSandboxAddress } from '../../../preload/api/connections.ts';
import type { Log } from '../kernel/index.ts';
import type { VendorSandbox } from '../vendor-sandbox/index.ts';

/** The account that the embedded sandbox has from the start. Not a secret: it opens nothing but the practice vendor. */
const account = { apiAddress: embeddedSandboxAddress, username: 'reseller@sandbox.example', password: 'sandbox' };

/**
 * The embedded sandbox of the sandbox environment: started when it is first asked for, on a port of its own, with its
 * books in a file beside the database, so that practice licenses are still there after a restart.
 */
export function practiceVendor(stateFile: string, log: Log) {
  let started: Promise<VendorSandbox> | null = null;
  const start = async (): Promise<VendorSandbox> => {
    // Loaded here: the live environment never needs it.
    const { startVendorSandbox } = await import('../vendor-sandbox/index.ts');
    return startVendorSandbox({
      stateFile,
      // Slow enough to see the states pass, quick enough not to wait.
      timing: { processingMs: 700, keyDelayMs: 700 },
      onWarning: (warning) => log.warn({ ...warning }, 'sandbox'),
    });
  };
  return {
    account,
    /** The URL of its API while it runs. */
    async address(): Promise<string> {
      started ??= start();
      return (await started).url;
    },
    async close(): Promise<void> {
      await (await started)?.close();
    },
  };
}
