import { type ChildProcess, spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { ChildInput } from './child.ts';
import type { Order, Said } from './words.ts';

const child = path.join(import.meta.dirname, 'child.ts');

/** What became of an order: done, or the process died on its way. */
export type Done = (Said & { event: 'done' }) | 'killed';

/** A desk's process. What it said before it died counts, to the last byte. */
export class DeskProcess {
  readonly #process: ChildProcess;
  readonly #ended: Promise<void>;
  readonly #onSaid: (said: Said) => void;
  #waiting: ((done: Done) => void) | null = null;
  #complaint = '';
  #hasEnded = false;
  #isJoined = false;

  /** Starts one; resolves when core is there. */
  static async start(input: ChildInput, onSaid: (said: Said) => void, plant = ''): Promise<DeskProcess> {
    const desk = new DeskProcess(input, onSaid, plant);
    if ((await new Promise<Done>((resolve) => (desk.#waiting = resolve))) === 'killed') throw desk.#failure();
    return desk;
  }

  private constructor(input: ChildInput, onSaid: (said: Said) => void, plant: string) {
    this.#onSaid = onSaid;
    this.#process = spawn(process.execPath, [child, JSON.stringify(input)], {
      env: {
        ...process.env,
        PLANT: plant,
        // Halves the start: types are stripped and code is compiled once for all.
        NODE_COMPILE_CACHE: path.join(tmpdir(), 'reseller-console-test-cache'),
      },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const { stdin, stdout, stderr } = this.#process;
    stdin?.on('error', () => undefined);
    stderr?.on('data', (chunk: Buffer) => (this.#complaint += chunk.toString()));
    if (stdout) createInterface({ input: stdout }).on('line', (line) => this.#hear(JSON.parse(line) as Said));
    this.#ended = new Promise((resolve) => {
      this.#process.once('close', () => {
        this.#hasEnded = true;
        this.#answer('killed');
        resolve();
      });
    });
  }

  /** Whether the desk is one of a team, as it said last. */
  get isJoined(): boolean {
    return this.#isJoined;
  }

  #hear(said: Said): void {
    if ('isJoined' in said) this.#isJoined = said.isJoined;
    this.#onSaid(said);
    if (said.event === 'ready') this.#answer({ event: 'done', passed: [], isJoined: said.isJoined });
    if (said.event === 'done') this.#answer(said);
  }

  #answer(done: Done): void {
    this.#waiting?.(done);
    this.#waiting = null;
  }

  /** Gives an order; resolves when it is done, or with the death of the process. @throws where it fails by itself */
  async tell(order: Order): Promise<Done> {
    if (this.#hasEnded) return 'killed';
    const done = new Promise<Done>((resolve) => (this.#waiting = resolve));
    this.#process.stdin?.write(`${JSON.stringify(order)}\n`);
    const result = await done;
    if (result === 'killed') {
      await this.#ended;
      if (this.#process.signalCode !== 'SIGKILL') throw this.#failure();
    }
    return result;
  }

  /** kill -9, where it has not killed itself. */
  async kill(): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.#ended;
  }

  #failure(): Error {
    return new Error(`the desk ended with ${this.#process.exitCode ?? this.#process.signalCode}: ${this.#complaint}`);
  }
}
