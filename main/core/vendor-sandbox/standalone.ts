/**
 * Runs a sandbox in a process of its own:
 *   node main/core/vendor-sandbox/standalone.ts [--port N] [--control-port N] [--state FILE] [--options JSON]
 * Prints one JSON line {"url", "controlUrl"} and serves until SIGTERM or SIGINT. Warnings are JSON lines on stderr. Exit code 1 and one line on
 * stderr when it cannot start.
 */
import { parseArgs } from 'node:util';
import { startControl } from './control.ts';
import { startVendorSandbox } from './index.ts';
import type { VendorSandboxOptions } from './index.ts';

function optionsFrom(json: string | undefined): VendorSandboxOptions {
  const value: unknown = JSON.parse(json ?? '{}');
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new TypeError('--options: a JSON object is expected');
  return value;
}

function portFrom(text: string | undefined): number {
  const port = Number(text ?? '0');
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new RangeError('--port: a number from 0 to 65535 is expected');
  return port;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      'control-port': { type: 'string' },
      state: { type: 'string' },
      options: { type: 'string' },
    },
  });
  const sandbox = await startVendorSandbox({
    ...optionsFrom(values.options),
    port: portFrom(values.port),
    ...(values.state !== undefined && { stateFile: values.state }),
    onWarning: (warning) => process.stderr.write(`${JSON.stringify(warning)}\n`),
  });
  const control = await startControl(sandbox, portFrom(values['control-port']));
  const stop = (): void => {
    void Promise.all([sandbox.close(), control.close()]).then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.stdout.write(`${JSON.stringify({ url: sandbox.url, controlUrl: control.url })}\n`);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
