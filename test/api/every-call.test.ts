import { describe, expect, it } from 'vitest';
import { areas } from '../../preload/api/index.ts';
import { windowCalls } from '../../preload/api/window.ts';
import { clientAreaSurface, staffSurface } from '../../preload/api/surface.ts';
import { rights, rightsOfRole, clientRights } from '../../preload/api/rights.ts';
import { channels, dispatch, type HandlerMap } from '../../main/core/dispatch.ts';
import { silentLog, type Principal } from '../../main/core/kernel/index.ts';

const all = { ...areas, window: windowCalls } as Record<string, Record<string, { right: string }>>;
const rightOf = (channel: string): string => {
  const [area = '', verb = ''] = channel.split('.');
  return all[area]?.[verb]?.right ?? '';
};
/** Handlers that must never be reached in these tests. */
const reached: string[] = [];
const handlers: HandlerMap = new Map(channels.map((channel) => [channel, () => reached.push(channel)]));
const ask = async (principal: Principal, channel: string, input: unknown) => {
  const answer = await dispatch(channel, input, { principal, traceId: 't', handlers, log: silentLog });
  return answer.ok ? 'ok' : answer.error.code;
};
const staff = (role: 'owner' | 'sales' | 'viewer'): Principal => ({ kind: 'staff', staffId: 's', name: 'S', role });
const client: Principal = { kind: 'client', clientId: 'c', name: 'C', actingStaffName: 'S' };

describe('every call of the API', () => {
  it('is named by the surface of exactly one window', () => {
    const named = Object.entries({ ...staffSurface, ...clientAreaSurface }).flatMap(([area, verbs]) =>
      Object.keys(verbs).map((verb) => `${area}.${verb}`),
    );
    expect(named.toSorted()).toEqual([...channels].toSorted());
    expect(channels.length).toBeGreaterThan(45);
  });

  it.each(channels)('%s refuses a principal without the right before it looks at the input', async (channel) => {
    const right = rightOf(channel);
    const principals = [staff('owner'), staff('sales'), staff('viewer'), client];
    for (const principal of principals) {
      const held: readonly string[] = principal.kind === 'staff' ? rightsOfRole[principal.role] : clientRights;
      const code = await ask(principal, channel, { surprise: true });
      if (held.includes(right)) expect(code).toBe('input.invalid');
      else expect(code).toBe('call.forbidden');
    }
    expect(reached).toEqual([]);
  });

  it.each(channels)('%s refuses an unknown key, a wrong type and nothing at all', async (channel) => {
    const principal = clientRights.some((right) => right === rightOf(channel)) ? client : staff('owner');
    for (const input of [{ surprise: 1 }, { __proto__: null, constructor: 1 }, 'text', 5, null, undefined, []]) {
      expect(await ask(principal, channel, input)).toBe('input.invalid');
    }
    expect(reached).toEqual([]);
  });

  it('an unknown channel is an answer, also by the names of inherited members', async () => {
    for (const channel of ['app.nothing', 'constructor.name', '__proto__.x', 'app', '', 'toString']) {
      expect(await ask(staff('owner'), channel, {})).toBe('call.unknown');
    }
  });

  it('each right but the client’s own is held by owners, and clients hold no right of staff', () => {
    expect(rightsOfRole.owner).toEqual(rights.filter((right) => !['self.read', 'self.act'].includes(right)));
    expect(clientRights).toEqual(['self.read', 'self.act']);
    for (const right of ['connections.write', 'brand.write', 'operations.decide'])
      expect(rightsOfRole.sales).not.toContain(right);
    for (const right of rightsOfRole.viewer) expect(right === 'app.use' || right.endsWith('.read')).toBe(true);
  });
});
