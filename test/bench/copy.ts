import type { Connection, Submittable } from 'pg';
import type pg from 'pg';

/** Chunks of COPY's text format, as psql's `\copy` sends them. */
const chunkSize = 65_536;

/** The protocol's side of a COPY; the driver has hooks for it and no function. */
class Copy implements Submittable {
  readonly done: Promise<void>;
  bytes = 0;
  readonly #text: string;
  readonly #chunks: readonly Buffer[];
  #resolve: () => void = () => undefined;
  #reject: (error: unknown) => void = () => undefined;

  constructor(text: string, chunks: readonly Buffer[] = []) {
    this.#text = text;
    this.#chunks = chunks;
    this.done = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }
  submit(connection: Connection): void {
    (connection as unknown as { query(text: string): void }).query(this.#text);
  }
  handleCopyInResponse(connection: { sendCopyFromChunk(chunk: Buffer): void; endCopyFrom(): void }): void {
    for (const chunk of this.#chunks) connection.sendCopyFromChunk(chunk);
    connection.endCopyFrom();
  }
  handleCopyData({ chunk }: { readonly chunk: Buffer }): void {
    this.bytes += chunk.length;
  }
  handleError(error: unknown): void {
    this.#reject(error);
  }
  handleReadyForQuery(): void {
    this.#resolve();
  }
  handleCommandComplete(): void {}
  handleRowDescription(): void {}
}

/** Rows as `\copy` would read them from a file, ready to be sent. Values may not need escaping. */
export function copyChunks(rows: readonly (readonly (string | number)[])[]): Buffer[] {
  const chunks: Buffer[] = [];
  let text = '';
  for (const row of rows) {
    text += `${row.join('\t')}\n`;
    if (text.length < chunkSize) continue;
    chunks.push(Buffer.from(text));
    text = '';
  }
  return [...chunks, Buffer.from(text)];
}

/** `\copy … from`. */
export async function copyIn(client: pg.Client, table: string, chunks: readonly Buffer[]): Promise<void> {
  const copy = new Copy(`COPY ${table} FROM STDIN`, chunks);
  client.query(copy);
  await copy.done;
}

/** `\copy … to`; resolves to the number of bytes. */
export async function copyOut(client: pg.Client, table: string): Promise<number> {
  const copy = new Copy(`COPY ${table} TO STDOUT`);
  client.query(copy);
  await copy.done;
  return copy.bytes;
}
