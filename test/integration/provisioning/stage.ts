import { afterEach, beforeEach } from 'vitest';
import { systemClock } from '../../../main/core/kernel/index.ts';
import type { ProvisioningTimings } from '../../../main/core/provisioning/index.ts';
import {
  startVendorSandbox,
  type VendorSandbox,
  type VendorSandboxOptions,
} from '../../../main/core/vendor-sandbox/index.ts';
import { makeWorld, type World, type WorldOptions } from './world.ts';

/** Short enough to see the end of patience in a test. */
export const impatient: Partial<ProvisioningTimings> = {
  absentReads: 3,
  absentAfterMs: 60,
  repeatAfterMs: 60,
  signsHoldMs: 3_600_000,
};

export interface Stage {
  /** The vendor of this test, behind a real loopback port. */
  sandbox: VendorSandbox;
  /** The console of this test, on a file of its own. */
  world: World;
  /** What to put away after the test, last made first. */
  readonly closing: (() => Promise<void>)[];
  /** Starts a vendor and a console with a connection to it and one paid contract product. */
  open(
    vendor?: VendorSandboxOptions,
    options?: Partial<WorldOptions>,
  ): Promise<{ contract: string; connection: string }>;
  /** How often the vendor was asked for a function. */
  calls(func: string): number;
}

/** A vendor and a console for each test of a file; call it once at the top. */
export function useStage(): Stage {
  const stage: Stage = {
    // Each test makes its own; nothing is there before.
    sandbox: undefined as unknown as VendorSandbox,
    world: undefined as unknown as World,
    closing: [],
    async open(vendor = {}, options = {}) {
      stage.sandbox = await startVendorSandbox({ timing: { processingMs: 30, keyDelayMs: 30 }, ...vendor });
      stage.closing.push(() => stage.sandbox.close());
      stage.world = makeWorld({ url: stage.sandbox.url, clock: systemClock, ...options });
      stage.closing.push(() => stage.world.close());
      const connection = (await stage.world.addConnection()).id;
      stage.world.provisioning.start();
      return { connection, contract: stage.world.addContract(connection) };
    },
    calls: (func) => stage.sandbox.requests().filter((request) => request.func === func).length,
  };
  beforeEach(() => {
    stage.closing.length = 0;
  });
  afterEach(async () => {
    for (const close of stage.closing.toReversed()) await close();
  });
  return stage;
}
