import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { getCurrentFuseWire } from '@electron/fuses';
import {
  connectAccount,
  createCategory,
  createClient,
  createProduct,
  placeOrder,
  recordPayment,
  waitForLicense,
} from '../actions/sale.ts';
import { account, expect, test } from '../fixtures/app.ts';
import { listeningPorts, packageApplication, PackagedApp } from '../fixtures/package.ts';
import { wantedFuses } from '../../../scripts/fuses.mjs';
import { runtime } from '../../../scripts/runtime.mjs';

const product = { name: 'ispmanager 6 lite', category: 'Licenses', price: '5.00', package: '55227' };

/** The packaged application: starts, sells, and lets nobody in. Tags: @foundation */
test.describe('packaged', { tag: '@foundation' }, () => {
  test.describe.configure({ mode: 'serial' });
  test.skip(process.platform !== 'linux', 'reads /proc');

  test('starts and sells one license', async ({ vendor, dataFolder }) => {
    test.setTimeout(240_000);
    const executable = await packageApplication('package-for-tests', { forTests: true });
    const app = new PackagedApp(executable, ['--remote-debugging-port=0', `--data=${dataFolder}`, '--lang=en-US']);
    try {
      const { browser, page } = await app.page();
      await connectAccount(page, { ...account, apiAddress: vendor.url });
      await createCategory(page, product.category);
      await createProduct(page, product);
      await createClient(page, { firstName: 'Anna', lastName: 'Petrova', email: 'anna@client.example' });
      await placeOrder(page, { product: product.name });
      await recordPayment(page);
      await waitForLicense(page);
      expect(vendor.orders()).toBe(1);
      await browser.close();
    } finally {
      await app.close();
    }
  });

  test('has every fuse as wanted, and no debugging switch or variable opens it', async () => {
    test.setTimeout(240_000);
    const executable = await packageApplication('package', { forTests: false });
    const wire = await getCurrentFuseWire(executable);
    for (const [number, wanted] of Object.entries(wantedFuses)) {
      const state = new Map(Object.entries(wire)).get(number);
      // The older runtime of closed machines lacks the newest fuse; the shipped one has them all.
      if (state === undefined && runtime().carried) continue;
      expect(String.fromCharCode(Number(state)), `fuse ${number}`).toBe(wanted ? '1' : '0');
    }

    const attacks: [string[], NodeJS.ProcessEnv][] = [
      [['--remote-debugging-port=0'], {}],
      [['--inspect=0'], {}],
      [[], { NODE_OPTIONS: '--inspect=0' }],
    ];
    for (const [args, env] of attacks) {
      const folder = mkdtempSync(path.join(os.tmpdir(), 'reseller-console-package-'));
      const app = new PackagedApp(executable, [...args, `--data=${folder}`], env);
      try {
        // It runs (its renderer is there), so a listener would be there too.
        await app.until(() => app.windowShown() || undefined);
        expect(listeningPorts(app.process.pid ?? 0), `${args.join()} ${JSON.stringify(env)}`).toEqual([]);
        expect(app.said).not.toMatch(/listening on ws:/i);
      } finally {
        await app.close();
        rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
      }
    }

    // With this fuse on, the binary would run the text as a program, which says so.
    const asNode = new PackagedApp(executable, ['-e', "console.log('ran-as-' + 'node'); process.exit(0)"], {
      ELECTRON_RUN_AS_NODE: '1',
    });
    try {
      await new Promise((resolve) => setTimeout(resolve, 2000));
      expect(asNode.said).not.toContain('ran-as-node');
    } finally {
      await asNode.close();
    }
  });
});
