import { createHash } from 'node:crypto';
import { pictureType } from '../assets/index.ts';
import type { Context } from '../kernel/index.ts';
import type { Store } from '../store/index.ts';
import { canonical, parsed } from './canonical.ts';
import { lookAgain } from './rows.ts';
import type { HubTransport } from './transport.ts';

/** Files whose names are told in one call. */
const asked = 1000;

/**
 * Pictures between a desk and its hub (design 6): known by the SHA-256 of their bytes, sent once, never changed. They go before
 * the changes that name them. What the hub has of an epoch is remembered for this run only: asking again costs one call.
 */
export class Files {
  readonly #store: Store;
  readonly #context: Context;
  #epoch = '';
  /** Told of or asked for in this epoch, by SHA-256. */
  #told = new Set<string>();
  /** Did not come through at the last try: the others go first. */
  readonly #late = new Set<string>();
  /** What came is no picture that this desk shows: not fetched again in this run. */
  readonly #unfit = new Set<string>();

  constructor(store: Store, context: Context) {
    this.#store = store;
    this.#context = context;
  }

  /** Sends what is here and not at the hub. */
  async send(transport: HubTransport, epoch: string): Promise<void> {
    if (epoch !== this.#epoch) this.#told = new Set();
    this.#epoch = epoch;
    const untold = this.#here()
      .filter((sha256) => !this.#told.has(sha256))
      .toSorted((one, other) => Number(this.#late.has(one)) - Number(this.#late.has(other)));
    for (let at = 0; at < untold.length; at += asked) {
      const part = untold.slice(at, at + asked);
      const lacking = new Set(await transport.lackingFiles(part));
      for (const sha256 of part) {
        this.#late.add(sha256);
        if (lacking.has(sha256)) await transport.putFile({ sha256, content: this.#contentOf(sha256) });
        this.#late.delete(sha256);
        this.#told.add(sha256);
      }
    }
  }

  /** Fetches what confirmed values name and is not here, where the hub has it, and puts in what waited for it. */
  async fetch(transport: HubTransport): Promise<void> {
    const wanted = this.#wanted().filter((sha256) => !this.#unfit.has(sha256));
    for (let at = 0; at < wanted.length; at += asked) {
      const part = wanted.slice(at, at + asked);
      const lacking = new Set(await transport.lackingFiles(part));
      for (const sha256 of part) {
        if (lacking.has(sha256)) continue;
        const content = await transport.getFile(sha256);
        if (content) this.#keep(sha256, Buffer.from(content));
      }
    }
  }

  #keep(sha256: string, content: Buffer): void {
    // Another desk, or whoever has got hold of one, may send anything.
    const mediaType = createHash('sha256').update(content).digest('hex') === sha256 ? pictureType(content) : null;
    if (mediaType === null) {
      this.#unfit.add(sha256);
      return;
    }
    this.#told.add(sha256);
    const { makeId } = this.#store;
    this.#store.transaction(this.#context, (writer) => {
      writer
        .replaying('')
        .insert('asset', { id: makeId(), sha256, media_type: mediaType, size: content.byteLength, content });
      lookAgain(writer, this.#store, [{ entity: 'asset', rowId: canonical([sha256]), field: 'file' }]);
    });
  }

  #here(): string[] {
    return this.#store.all<{ sha256: string }>('sync files', 'SELECT sha256 FROM asset').map(({ sha256 }) => sha256);
  }

  #contentOf(sha256: string): Buffer {
    const found = this.#store.get<{ content: Buffer }>(
      'sync file',
      'SELECT content FROM asset WHERE sha256 = @sha256',
      {
        sha256,
      },
    );
    if (!found) throw new Error('a picture went away');
    return found.content;
  }

  /** Names of files that the hub's values speak of. */
  #wanted(): string[] {
    const here = new Set(this.#here());
    return this.#store
      .all<{ row_id: string }>(
        'sync files wanted',
        "SELECT row_id FROM sync_shadow WHERE entity = 'asset' AND value IS NOT NULL ORDER BY row_id",
      )
      .map(({ row_id }) => String((parsed(row_id) as readonly unknown[])[0]))
      .filter((sha256) => !here.has(sha256));
  }
}
