import { defineConfig } from '@playwright/test';

/** Tests in real Electron. Each test has a data folder, a keyring entry and a sandbox of its own. */
export default defineConfig({
  testDir: './specs',
  // Runs beside each other must not share it: each empties it first.
  outputDir: process.env['E2E_OUTPUT'] ?? '../../out/test/e2e',
  fullyParallel: false,
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  // A window of one of two workers is held up at times by the start of the other's: on CI what failed is tried once more,
  // and named if it passes then. Files of tests of what buys, of secrets and of security say `retries: 0`.
  retries: process.env['CI'] ? 1 : 0,
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: process.env['E2E_REPORT'] ?? '../../out/test/e2e.json' }]],
  // Of what failed: its steps, the page's words and its picture. A film with the page before and after each step costs every test
  // a tenth of its time; E2E_TRACE=1 makes one.
  use: {
    trace:
      process.env['E2E_TRACE'] === '1'
        ? 'retain-on-failure'
        : { mode: 'retain-on-failure', screenshots: false, snapshots: false, sources: false },
    screenshot: 'only-on-failure',
  },
});
