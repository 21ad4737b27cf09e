import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import path from 'node:path';
import type {
  Fault,
  RequestLogEntry,
  SandboxLicense,
  VendorSandboxOptions,
} from '../../../main/core/vendor-sandbox/index.ts';

const file = path.resolve(import.meta.dirname, '../../../main/core/vendor-sandbox/standalone.ts');

/** A vendor in a process of its own, so that its work is not the console's. */
export interface SandboxProcess {
  readonly url: string;
  state(): Promise<{ orders: number; licenses: SandboxLicense[]; requests: RequestLogEntry[] }>;
  setFaults(faults: readonly Fault[]): Promise<void>;
  close(): Promise<void>;
}

export async function startSandboxProcess(options: VendorSandboxOptions = {}): Promise<SandboxProcess> {
  const child = spawn(process.execPath, [file, '--options', JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { url, controlUrl } = await firstLine(child);
  const ask = async (method: string, at: string, body?: unknown): Promise<Response> => {
    const answer = await fetch(`${controlUrl}${at}`, {
      method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${at}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  return {
    url,
    state: async () => (await ask('GET', '/state')).json() as never,
    async setFaults(faults) {
      await ask('POST', '/faults', faults);
    },
    close: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill();
      }),
  };
}

function firstLine(child: ChildProcess): Promise<{ url: string; controlUrl: string }> {
  return new Promise((resolve, reject) => {
    if (!child.stdout) return reject(new Error('no output'));
    createInterface({ input: child.stdout }).once('line', (line) =>
      resolve(JSON.parse(line) as { url: string; controlUrl: string }),
    );
    child.once('exit', (code) => reject(new Error(`the sandbox ended with ${code}`)));
  });
}
