import { type GrantAnswer, type GrantRequest, HubError } from '../../../main/core/sync/transport.ts';

/** What a hub in memory has handed out. */
export interface Granted {
  /** Series → last number. */
  counters: Map<string, number>;
  /** By request. */
  granted: Map<string, { request: GrantRequest; deskId: string; answer: GrantAnswer }>;
  leases: Map<string, { deskId: string; token: number; until: number }>;
  /** Operation → the desk that had it last, and until when, ms. */
  last: Map<string, { deskId: string; at: number }>;
}

export const nothingGranted = (): Granted => ({
  counters: new Map(),
  granted: new Map(),
  leases: new Map(),
  last: new Map(),
});

const no = (heldBy = ''): GrantAnswer => ({ granted: false, value: 0, heldBy });

interface Asking {
  readonly now: number;
  /** The hub was restored, and not every desk has told yet what it was given before. */
  readonly isHeldBack: boolean;
  /** When a desk left or was shut out, ms; 0: it is there. */
  readonly goneAt: (deskId: string) => number;
}

/** Hands out, or not, what is handed out once; the same request gets the same answer. */
export function grantIn(
  state: Granted,
  { id: deskId, forkedFrom }: { readonly id: string; readonly forkedFrom: string },
  request: GrantRequest,
  asking: Asking,
): GrantAnswer {
  if (request.kind !== 'operation') return grantPlain(state, deskId, request, asking);
  for (const [id, { request: other, deskId: holder }] of state.granted)
    if (other.kind === 'operation' && other.key === request.key && asking.goneAt(holder) > 0) {
      state.granted.delete(id);
      state.last.set(request.key, { deskId: holder, at: asking.goneAt(holder) });
    }
  if (request.release && request.held !== undefined) {
    const before = state.last.get(request.key);
    if (!before || before.at < request.held) state.last.set(request.key, { deskId, at: request.held });
    return no();
  }
  const known = state.granted.get(request.requestId);
  const isKnown = known?.answer.granted === true;
  // What a profile was granted goes with it to the identity that it got.
  if (request.held !== undefined && isKnown && known.deskId === forkedFrom)
    state.granted.set(request.requestId, { ...known, deskId });
  // Held for another request of this desk: of a copy of its profile, which nobody has told from it yet.
  else if (request.held === undefined && !request.release && isHeldForAnother(state, deskId, request))
    return no(deskId);
  const isGivenBack = request.release && state.granted.get(request.requestId)?.deskId === deskId;
  const answer = grantPlain(state, deskId, request, asking);
  if (isGivenBack) state.last.set(request.key, { deskId, at: asking.now });
  const last = state.last.get(request.key);
  if (!answer.granted) return answer;
  if (!last || last.deskId === deskId) return { ...answer, isKnown };
  return { granted: true, value: last.at, heldBy: last.deskId, isKnown };
}

/** Whether a desk that has told what it counted alone knows higher numbers of a series than the hub has given. */
export const hasLostNumbers = (state: Granted, deskId: string, { kind, key, held, floor = 0, release }: GrantRequest) =>
  kind === 'number' &&
  held === undefined &&
  !release &&
  floor > 1 + (state.counters.get(`number ${key}`) ?? 0) &&
  [...state.granted.values()].some(
    (each) => each.deskId === deskId && each.request.kind === 'number' && each.request.key === key,
  );

/** How far each series is. */
export const seriesIn = ({ counters }: Granted): Record<string, number> =>
  Object.fromEntries(
    [...counters].filter(([of]) => of.startsWith('number ')).map(([of, last]) => [of.slice('number '.length), last]),
  );

/** What a desk knows of series is given to nobody again. Whether it is more than this hub has given. */
export function hearSeries({ counters }: Granted, told: Readonly<Record<string, number>>): boolean {
  const more = Object.entries(told).filter(
    ([key, last]) => Number.isInteger(last) && last > (counters.get(`number ${key}`) ?? 0),
  );
  for (const [key, last] of more) counters.set(`number ${key}`, last);
  return more.length > 0;
}

const isHeldForAnother = ({ granted }: Granted, deskId: string, { key, requestId }: GrantRequest): boolean =>
  [...granted].some(
    ([id, { request, deskId: holder, answer }]) =>
      id !== requestId && request.kind === 'operation' && request.key === key && holder === deskId && answer.granted,
  );

function grantPlain(state: Granted, deskId: string, request: GrantRequest, { now, isHeldBack }: Asking): GrantAnswer {
  const { kind, requestId } = request;
  if (kind === 'run') return lease(state, deskId, request, now);
  const known = state.granted.get(requestId);
  // The number of a document is the same for every desk that asks.
  const isSameNumber = kind === 'number' && known?.request.key === request.key && known.answer.granted;
  if (known && known.deskId !== deskId && !(isSameNumber && !request.release)) return no(known.deskId);
  if (request.release) {
    // A request that was given back is for nobody, also where it comes in late.
    state.granted.set(requestId, { request: { ...request, key: '' }, deskId, answer: no() });
    return no();
  }
  if (known) return known.answer;
  if (request.held === undefined && isHeldBack) throw new HubError('epoch');
  const answer = give(state, deskId, request);
  // A no is the answer of this request too, whatever is given back later.
  state.granted.set(requestId, { request: answer.granted ? request : { ...request, key: '' }, deskId, answer });
  return answer;
}

function give(state: Granted, deskId: string, { kind, key, amount, held, floor }: GrantRequest): GrantAnswer {
  const of = `${kind} ${key}`;
  if (kind === 'number') {
    const last = state.counters.get(of) ?? 0;
    const first = held ?? Math.max(last + 1, floor ?? 0);
    state.counters.set(of, Math.max(last, first + amount - 1));
    return { granted: true, value: first, heldBy: '' };
  }
  const given = [...state.granted.values()].filter((each) => `${each.request.kind} ${each.request.key}` === of);
  if (kind === 'redemption') return { granted: held !== undefined || given.length < amount, value: 0, heldBy: '' };
  const other = given.find((each) => each.deskId !== deskId);
  return other ? no(other.deskId) : { granted: true, value: 0, heldBy: '' };
}

function lease(
  state: Granted,
  deskId: string,
  { key, amount, requestId, release }: GrantRequest,
  now: number,
): GrantAnswer {
  const held = state.leases.get(key);
  const isMine = held?.deskId === deskId && held.until > now;
  if (release) {
    if (held && isMine) held.until = now;
    return no();
  }
  if (held && held.until > now && !isMine) return no(held.deskId);
  // An old yes is a yes no more.
  const known = state.granted.get(requestId);
  if (known && !(isMine && known.answer.value === held.token)) return no();
  const token = isMine ? held.token : (held?.token ?? 0) + 1;
  state.leases.set(key, { deskId, token, until: now + amount * 1000 });
  const answer = { granted: true, value: token, heldBy: '' };
  state.granted.set(requestId, { request: { kind: 'run', key, requestId, amount }, deskId, answer });
  return answer;
}
