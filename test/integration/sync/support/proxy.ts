import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** What the line does with what goes through it. */
export interface Line {
  /** Milliseconds before each piece of an answer is passed on. */
  delay: number;
  /** Bytes of answers that are let through from now on, then the line is cut in the middle; Infinity: all. */
  left: number;
  /** The same of what the client sends. */
  leftToSend: number;
  /** Nothing is passed on in either direction, and nothing is closed: a half-open line. */
  isDead: boolean;
  /** What the client sends arrives, and no answer comes. */
  isMute: boolean;
  /** Called when the client has sent something. */
  sent: (bytes: Buffer) => void;
}

/** A TCP proxy before a server that cuts, delays and halves what goes through it. */
export interface Proxy {
  readonly port: number;
  readonly line: Line;
  /** Cuts every open line at once. */
  cut(): void;
  /** Takes new lines or refuses them. */
  accept(isOpen: boolean): void;
  close(): Promise<void>;
}

export async function openProxy(target: number): Promise<Proxy> {
  const line: Line = {
    delay: 0,
    left: Infinity,
    leftToSend: Infinity,
    isDead: false,
    isMute: false,
    sent: () => undefined,
  };
  const pairs = new Set<readonly [Socket, Socket]>();
  let isOpen = true;
  const server = createServer((client) => {
    if (!isOpen) return void client.resetAndDestroy();
    const upstream = connect(target, '127.0.0.1');
    const pair = [client, upstream] as const;
    pairs.add(pair);
    const end = (): void => {
      client.destroy();
      upstream.destroy();
      pairs.delete(pair);
    };
    for (const socket of pair) socket.on('error', end).on('close', end).setNoDelay(true);
    client.on('data', (bytes) => {
      if (line.isDead) return;
      line.sent(bytes);
      const part = bytes.subarray(0, line.leftToSend);
      line.leftToSend -= part.length;
      upstream.write(part, () => {
        if (line.leftToSend <= 0) client.resetAndDestroy();
      });
    });
    let order = Promise.resolve();
    upstream.on('data', (bytes) => {
      order = order.then(async () => {
        if (line.delay > 0) await wait(line.delay);
        if (line.isDead || line.isMute || client.destroyed) return;
        const part = bytes.subarray(0, line.left);
        line.left -= part.length;
        client.write(part, () => {
          if (line.left <= 0) client.resetAndDestroy();
        });
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = (): void => {
    for (const [client, upstream] of pairs) {
      client.resetAndDestroy();
      upstream.destroy();
    }
  };
  return {
    port: (server.address() as AddressInfo).port,
    line,
    cut,
    accept: (yes) => {
      isOpen = yes;
    },
    async close() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
