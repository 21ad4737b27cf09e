import { describe, expect, it } from 'vitest';
import { areas } from '../../preload/api/index.ts';
import { windowCalls } from '../../preload/api/window.ts';
import { clientAreaSurface, paperSurface, staffSurface } from '../../preload/api/surface.ts';
import { rights, rightsOfRole, clientRights, paperRights, visitorRights } from '../../preload/api/rights.ts';
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
const visitor: Principal = { kind: 'visitor', name: 'visitor' };
const paper: Principal = { kind: 'paper', name: 'document', document: { kind: 'invoice', id: 'i' } };
const heldBy = (principal: Principal): readonly string[] => {
  if (principal.kind === 'staff') return rightsOfRole[principal.role];
  if (principal.kind === 'visitor') return visitorRights;
  return principal.kind === 'paper' ? paperRights : clientRights;
};
/** Rights that no member of staff holds, with who does. */
const ownRights: Readonly<Record<string, Principal>> = {
  'self.read': client,
  'self.act': client,
  'entrance.read': visitor,
  'entrance.enter': visitor,
  'paper.read': paper,
};

describe('every call of the API', () => {
  it('is named by the surface of exactly one window', () => {
    const named = Object.entries({ ...staffSurface, ...clientAreaSurface, ...paperSurface }).flatMap(([area, verbs]) =>
      Object.keys(verbs).map((verb) => `${area}.${verb}`),
    );
    expect(named.toSorted()).toEqual([...channels].toSorted());
    expect(channels.length).toBeGreaterThan(45);
  });

  it.each(channels)('%s refuses a principal without the right before it looks at the input', async (channel) => {
    const right = rightOf(channel);
    const principals = [staff('owner'), staff('sales'), staff('viewer'), client, visitor, paper];
    for (const principal of principals) {
      const code = await ask(principal, channel, { surprise: true });
      if (heldBy(principal).includes(right)) expect(code).toBe('input.invalid');
      else expect(code).toBe('call.forbidden');
    }
    expect(reached).toEqual([]);
  });

  it.each(channels)('%s refuses an unknown key, a wrong type and nothing at all', async (channel) => {
    const principal = ownRights[rightOf(channel)] ?? staff('owner');
    for (const input of [{ surprise: 1 }, { __proto__: null, constructor: 1 }, 'text', 5, null, undefined, []]) {
      expect(await ask(principal, channel, input)).toBe('input.invalid');
    }
    expect(reached).toEqual([]);
  });

  it('a visitor gets to the handlers of the entrance, and of nothing else', async () => {
    const entrance = ['entrance.logIn', 'entrance.logo', 'entrance.look', 'entrance.register'];
    const person = { email: 'anna@example.test', password: 'long enough' };
    const named = { ...person, firstName: 'Anna', lastName: 'Smith', language: 'en' };
    // With an input that fits, so that nothing but the right is in the way.
    const inputs: Record<string, unknown> = { 'entrance.logIn': person, 'entrance.register': named };
    const letIn: string[] = [];
    for (const channel of channels) {
      const code = await ask(visitor, channel, inputs[channel] ?? {});
      if (code === 'ok') letIn.push(channel);
      else expect(code, channel).toBe('call.forbidden');
    }
    expect(letIn.toSorted()).toEqual(entrance);
    expect(reached.splice(0).toSorted()).toEqual(entrance);
  });

  it('an unknown channel is an answer, also by the names of inherited members', async () => {
    for (const channel of ['app.nothing', 'constructor.name', '__proto__.x', 'app', '', 'toString']) {
      expect(await ask(staff('owner'), channel, {})).toBe('call.unknown');
    }
  });

  it('each right but those of clients, visitors and papers is held by owners, and these hold no right of staff', () => {
    expect(rightsOfRole.owner).toEqual(rights.filter((right) => !(right in ownRights)));
    expect(paperRights).toEqual(['paper.read']);
    expect(clientRights).toEqual(['self.read', 'self.act', 'entrance.read']);
    expect(visitorRights).toEqual(['entrance.read', 'entrance.enter']);
    for (const right of ['connections.write', 'brand.write', 'operations.decide'])
      expect(rightsOfRole.sales).not.toContain(right);
    for (const right of rightsOfRole.viewer) expect(right === 'app.use' || right.endsWith('.read')).toBe(true);
  });
});
