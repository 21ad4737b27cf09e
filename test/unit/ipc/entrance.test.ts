import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Caller } from '../../../main/core/core.ts';
import { type Bindings, createBindings } from '../../../main/ipc/bindings.ts';
import { createEntrance } from '../../../main/ipc/entrance.ts';
import { openGate } from '../../../main/ipc/gate.ts';
import type { Envelope } from '../../../preload/api/errors.ts';

/** The gate with a core that answers as it is told, and windows that are nothing but their identity. */
const origin = 'app://client-area';
const anna = { clientId: 'anna', loginId: 'login-1' };
const ownOfAnna: Caller = { kind: 'client', ...anna };

let bindings: Bindings;
let asked: { caller: Caller; channel: string }[];
let answer: Envelope<unknown>;
let gate: ReturnType<typeof openGate>;
let handlers: Map<string, (event: IpcMainInvokeEvent, input: unknown) => Promise<Envelope<unknown>>>;

interface Window {
  contents: WebContents;
  told: unknown[];
  close: () => void;
}
let windows = 0;
function window(caller: Caller): Window {
  const told: unknown[] = [];
  const closing: (() => void)[] = [];
  windows += 1;
  const contents = {
    id: windows,
    mainFrame: { origin },
    once: (_event: string, listener: () => void) => closing.push(listener),
    isDestroyed: () => false,
    isCrashed: () => false,
    send: (_channel: string, change: unknown) => told.push(change),
  } as unknown as WebContents;
  bindings.bind(contents, caller, origin);
  return { contents, told, close: () => closing.forEach((listener) => listener()) };
}
const call = ({ contents }: Window, channel: string): Promise<Envelope<unknown>> => {
  const event = { sender: contents, senderFrame: contents.mainFrame } as unknown as IpcMainInvokeEvent;
  return handlers.get(channel)?.(event, {}) ?? Promise.reject(new Error(`no ${channel}`));
};
/** Whom the gate takes a window for now. */
async function standsFor(of: Window): Promise<Caller | undefined> {
  await call(of, 'clientArea.me');
  return asked.at(-1)?.caller;
}

beforeEach(() => {
  bindings = createBindings();
  handlers = new Map();
  asked = [];
  answer = { ok: true, value: anna };
  gate = openGate({
    ipcMain: { handle: (channel: string, handler: never) => handlers.set(channel, handler) },
    bindings,
    core: {
      call: (caller, channel) => {
        asked.push({ caller, channel });
        return Promise.resolve(answer);
      },
    },
    windowEffects: {} as never,
    paperEffects: { ready: () => undefined },
    entranceEffects: createEntrance(bindings),
  });
});

describe('a window of the entrance', () => {
  it.each(['entrance.logIn', 'entrance.register'])(
    'is bound by %s to whom core let in, and to nobody before',
    async (channel) => {
      const entrance = window({ kind: 'visitor' });
      expect(await standsFor(entrance)).toEqual({ kind: 'visitor' });
      await call(entrance, channel);
      expect(await standsFor(entrance)).toEqual(ownOfAnna);
      await call(entrance, 'clientArea.logOut');
      expect(await standsFor(entrance)).toEqual({ kind: 'visitor' });
    },
  );

  it('stays a visitor’s where core refuses', async () => {
    const entrance = window({ kind: 'visitor' });
    answer = { ok: false, error: { code: 'login.failed', messageKey: '', traceId: '' } };
    await call(entrance, 'entrance.logIn');
    await call(entrance, 'entrance.register');
    expect(await standsFor(entrance)).toEqual({ kind: 'visitor' });
  });

  it('is another one’s for no other call, and no other window with it', async () => {
    const [entrance, other] = [window({ kind: 'visitor' }), window({ kind: 'visitor' })];
    for (const channel of handlers.keys())
      if (!/^(entrance\.(logIn|register)|clientArea\.(changePassword|logOut)|window\.)/.test(channel))
        await call(entrance, channel);
    expect(await standsFor(entrance)).toEqual({ kind: 'visitor' });
    await call(other, 'entrance.logIn');
    expect(await standsFor(entrance)).toEqual({ kind: 'visitor' });
    expect(await standsFor(other)).toEqual(ownOfAnna);
  });

  it('goes on with the new login after the client changed the password', async () => {
    const entrance = window(ownOfAnna);
    answer = { ok: true, value: { ...anna, loginId: 'login-2' } };
    await call(entrance, 'clientArea.changePassword');
    expect(await standsFor(entrance)).toEqual({ kind: 'client', clientId: 'anna', loginId: 'login-2' });
  });

  it('that was closed meanwhile is bound no more', async () => {
    const entrance = window({ kind: 'visitor' });
    const coming = call(entrance, 'entrance.logIn');
    entrance.close();
    await coming;
    expect(bindings.windows()).toEqual([]);
  });
});

describe('every other window', () => {
  it.each([
    { kind: 'staff' },
    { kind: 'client', clientId: 'boris' },
    { kind: 'paper', document: { kind: 'invoice', id: 'i' } },
  ] as const)('stands for whom it was opened, whatever core answers: $kind', async (caller) => {
    const opened = window(caller);
    for (const channel of ['entrance.logIn', 'entrance.register', 'clientArea.changePassword', 'clientArea.logOut'])
      await call(opened, channel);
    expect(await standsFor(opened)).toEqual(caller);
  });
});

describe('what a window is told of changes', () => {
  it('waits while the client changes the password, until the window stands for the new login', async () => {
    const entrance = window(ownOfAnna);
    const coming = call(entrance, 'clientArea.changePassword');
    // Core tells of the change before its answer is there.
    gate.sendChanged({ area: 'clientLogins', ids: ['login-2'] });
    expect(entrance.told).toEqual([]);
    await coming;
    expect(entrance.told).toEqual([{ area: 'clientArea', ids: [] }]);
    await call(entrance, 'clientArea.orders');
    gate.sendChanged({ area: 'orders', ids: [] });
    expect(entrance.told).toHaveLength(2);
  });

  it('is of a visitor’s that the look changed, of a client’s that something did, and never of whom', () => {
    const [entrance, own, staff] = [window({ kind: 'visitor' }), window(ownOfAnna), window({ kind: 'staff' })];
    gate.sendChanged({ area: 'orders', ids: ['order-of-boris'] });
    expect([entrance.told, own.told]).toEqual([[], [{ area: 'clientArea', ids: [] }]]);
    gate.sendChanged({ area: 'brand', ids: ['brand'] });
    expect(entrance.told).toEqual([{ area: 'clientArea', ids: [] }]);
    expect(staff.told).toEqual([
      { area: 'orders', ids: ['order-of-boris'] },
      { area: 'brand', ids: ['brand'] },
    ]);
  });
});
