interface Reply {
  readonly id?: number;
  readonly result?: {
    readonly result?: { readonly value?: unknown; readonly description?: string };
    readonly exceptionDetails?: { readonly text: string };
  };
  readonly error?: { readonly message: string };
  readonly method?: string;
  readonly params?: Record<string, unknown>;
}

/** A DevTools session with one page or one main process. */
export interface DevTools {
  /** Value of an expression, awaited where it is a promise. Rejects when it throws there. */
  evaluate(expression: string): Promise<unknown>;
  /** A command of the protocol by name; answers when it was carried out. */
  send(method: string, params?: object): Promise<void>;
  /** Told of each event of the protocol. */
  onEvent(listener: (method: string, params: Record<string, unknown>) => void): void;
  close(): void;
}

/** Opens a session at a DevTools address (`ws://…`). */
export async function devTools(address: string): Promise<DevTools> {
  const socket = new WebSocket(address);
  const waiting = new Map<number, { resolve(reply: Reply): void; reject(error: Error): void }>();
  const listeners: ((method: string, params: Record<string, unknown>) => void)[] = [];
  let lastId = 0;
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve(), { once: true });
    socket.addEventListener('error', () => reject(new Error(`no DevTools at ${address}`)), { once: true });
  });
  socket.addEventListener('message', ({ data }) => {
    const reply = JSON.parse(String(data)) as Reply;
    if (reply.method !== undefined) for (const listener of listeners) listener(reply.method, reply.params ?? {});
    if (reply.id === undefined) return;
    waiting.get(reply.id)?.resolve(reply);
    waiting.delete(reply.id);
  });
  socket.addEventListener('close', () => {
    for (const call of waiting.values()) call.reject(new Error('the program ended while it was being measured'));
    waiting.clear();
  });

  const ask = (method: string, params: object): Promise<Reply> =>
    new Promise((resolve, reject) => {
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      socket.send(JSON.stringify({ id: lastId, method, params }));
    });

  return {
    async evaluate(expression) {
      const { result, error } = await ask('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
      if (error) throw new Error(error.message);
      if (result?.exceptionDetails) throw new Error(result.result?.description ?? result.exceptionDetails.text);
      return result?.result?.value;
    },
    async send(method, params = {}) {
      const { error } = await ask(method, params);
      if (error) throw new Error(error.message);
    },
    onEvent: (listener) => void listeners.push(listener),
    close: () => socket.close(),
  };
}
