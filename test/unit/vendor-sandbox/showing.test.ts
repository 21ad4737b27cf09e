import { expect, it } from 'vitest';
import { Engine } from '../../../main/core/vendor-sandbox/engine.ts';
import { admit, perform } from '../../../main/core/vendor-sandbox/exchange.ts';
import { showing } from '../../../main/core/vendor-sandbox/functions/index.ts';
import { AUTHINFO, CONFIRM, DAY, ORDER, type Params, seededRandom, START } from './helpers.ts';

function engineFor(): { engine: Engine; send: (func: string, params?: Params) => string } {
  const engine = new Engine({
    now: () => new Date(START),
    random: seededRandom(),
    timing: { processingMs: 0, keyDelayMs: 0 },
  });
  const send = (func: string, params: Params = {}): string => {
    const all = new Map(Object.entries({ authinfo: AUTHINFO, func, out: 'bjson', ...params }));
    const arrival = {
      method: 'POST',
      path: '/billmgr',
      host: 'http://vendor',
      params: all,
      cookie: '',
      remoteAddress: '',
    };
    return perform(engine, admit(engine, arrival)).outcome.kind;
  };
  return { engine, send };
}

it.each([...showing])('%s only shows: nothing of the books is left unstored after it', (func) => {
  const { engine, send } = engineFor();
  send('soft.order.param', { ...ORDER, ...CONFIRM });
  // What the order has to come is stored by whoever looks next.
  engine.settle();
  const [license] = engine.books.state.licenses;
  const { version } = engine.books;
  // What a screen would send with it, but for the confirmation.
  const { sok: _, ...unconfirmed } = CONFIRM;
  const kind = send(func, {
    ...ORDER,
    ...unconfirmed,
    elid: String(license?.id),
    suspend: 'on',
    ip: '203.0.113.9',
  });
  expect(kind).toBe('answer');
  expect(engine.books.save()).toBe(false);
  expect(engine.books.version).toBe(version);
});

it('what comes due is carried out, however often nothing was due before', () => {
  const { engine, send } = engineFor();
  send('soft.order.param', { ...ORDER, ...CONFIRM });
  const statusAfter = (days: number): number | undefined => {
    engine.settle(START + days * DAY);
    return engine.books.state.licenses[0]?.status;
  };
  expect([statusAfter(1), statusAfter(1), statusAfter(40), statusAfter(41)]).toEqual([2, 2, 3, 3]);
  // A setting that changes when something is due counts from the next call on.
  engine.settings.change({ guesses: { deletionAfterDays: 1 } });
  expect(statusAfter(42)).toBe(4);
});
