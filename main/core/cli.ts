import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Environment } from '../../preload/api/app.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { createCore } from './core.ts';
import { channels } from './dispatch.ts';
import { systemClock } from './kernel/index.ts';
import { fileLog } from './log-file.ts';
import { StoreOpenError } from './store/index.ts';
import { keytarVault, memoryVault } from './vault/index.ts';
import { defaultDataFolder } from './workspace/data-folder.ts';

const usage = `Usage: npm run cli -- <area>.<verb> ['<json>'] [--data DIR] [--environment live|sandbox] [--vault keychain|memory] [--list]

Calls the same handlers as the screens and prints the answer as one JSON line; exit 0 when it is ok, else 1.
--vault memory reads secrets from the environment variable RESELLER_CONSOLE_SECRETS (JSON: account → secret).`;

/** Entry of the command line, for cron jobs and scripts (design 1). */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      data: { type: 'string' },
      environment: { type: 'string' },
      vault: { type: 'string', default: 'keychain' },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const [channel, json = '{}'] = positionals;
  if (values.list) {
    console.log(channels.join('\n'));
    return 0;
  }
  if (values.help || channel === undefined) {
    console.error(usage);
    return values.help ? 0 : 1;
  }
  const environment = Environment.optional().safeParse(values.environment);
  if (!environment.success) return refuse('input.invalid', 'environment');
  if (values.vault !== 'keychain' && values.vault !== 'memory') return refuse('input.invalid', 'vault');
  let input: unknown;
  try {
    input = JSON.parse(json);
  } catch {
    return refuse('input.invalid', 'json');
  }
  const dataFolder = path.resolve(values.data ?? defaultDataFolder());
  let core;
  try {
    core = await createCore({
      dataFolder,
      version: packageJson.version,
      runtime: { electron: '', chrome: '', node: process.versions.node, supported: true },
      personName: os.userInfo().username,
      defaultLanguage: 'en',
      clock: systemClock,
      log: fileLog(path.join(dataFolder, 'logs'), 'cli'),
      vault:
        values.vault === 'memory'
          ? memoryVault(process.env['RESELLER_CONSOLE_SECRETS'] ?? '{}')
          : keytarVault('Reseller Console'),
      ...(environment.data === undefined ? {} : { environment: environment.data }),
    });
  } catch (error) {
    if (error instanceof StoreOpenError) return refuse(error.code);
    throw error;
  }
  try {
    const envelope = await core.call({ kind: 'staff', via: 'command-line' }, channel, input);
    await core.idle();
    console.log(JSON.stringify(envelope));
    return envelope.ok ? 0 : 1;
  } finally {
    await core.close();
  }
}

function refuse(code: string, field?: string): number {
  const fields = field === undefined ? {} : { fields: { [field]: { code: 'invalid' } } };
  console.log(JSON.stringify({ ok: false, error: { code, messageKey: `error.${code}`, ...fields, traceId: '' } }));
  return 1;
}

process.exitCode = await main();
