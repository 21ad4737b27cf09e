import { onTestFinished } from 'vitest';
import { startVendorSandbox } from '../../../main/core/vendor-sandbox/index.ts';
import type { VendorSandbox, VendorSandboxOptions } from '../../../main/core/vendor-sandbox/index.ts';

export const LOGIN = 'reseller@sandbox.example';
export const AUTHINFO = `${LOGIN}:sandbox`;
export const DAY = 86_400_000;

/** 2026-01-15T12:00:00Z: the middle of a month and of a day, so that no test depends on an edge by chance. */
export const START = Date.UTC(2026, 0, 15, 12);

/** A small deterministic generator (mulberry32), so that keys and session ids repeat from run to run. */
export function seededRandom(seed = 1): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A sandbox with a clock that stands still until `advance`, closed when the test ends. */
export async function sandboxFor(options: VendorSandboxOptions = {}): Promise<VendorSandbox> {
  const sandbox = await startVendorSandbox({ now: () => new Date(START), random: seededRandom(), ...options });
  onTestFinished(async () => sandbox.close());
  return sandbox;
}

export type Params = Readonly<Record<string, string>>;

/** Posts a call as the console does and gives the raw answer. */
export async function post(sandbox: VendorSandbox, params: Params): Promise<Response> {
  return fetch(sandbox.url, { method: 'POST', body: new URLSearchParams(params), redirect: 'manual' });
}

/** Posts a signed-in call and gives the body's text. */
export async function text(sandbox: VendorSandbox, func: string, params: Params = {}, out = 'xml'): Promise<string> {
  const response = await post(sandbox, { authinfo: AUTHINFO, func, out, ...params });
  return response.text();
}

// oxlint-disable-next-line typescript/no-explicit-any -- answers are probed field by field; the assertions are the type check
export type Json = any;

/** Posts a signed-in call with out=bjson (the flattest format) and gives the parsed body. */
export async function call(sandbox: VendorSandbox, func: string, params: Params = {}, out = 'bjson'): Promise<Json> {
  return JSON.parse(await text(sandbox, func, params, out));
}

export const ORDER: Params = {
  pricelist: '55228',
  period: '1',
  ip: '198.51.100.7',
  licname: 'token-1',
  autoprolong: 'null',
};
export const CONFIRM: Params = { clicked_button: 'finish', skipbasket: 'on', sok: 'ok' };

/** A whole order, as one call. */
export const BUY: Params = { authinfo: AUTHINFO, func: 'soft.order.param', out: 'bjson', ...ORDER, ...CONFIRM };

/** Orders a license and gives its number. */
export async function order(sandbox: VendorSandbox, params: Params = {}): Promise<string> {
  const answer = await call(sandbox, 'soft.order.param', { ...ORDER, ...CONFIRM, ...params });
  if (answer.id?.v === undefined) throw new Error(`order refused: ${JSON.stringify(answer)}`);
  return answer.id.v;
}

/** Orders a license and waits, on the sandbox's clock, until it is active and has its key. */
export async function activeLicense(sandbox: VendorSandbox, params: Params = {}): Promise<string> {
  const id = await order(sandbox, params);
  sandbox.advance(1000);
  return id;
}

/** The fields of soft.edit. */
export async function read(sandbox: VendorSandbox, elid: string): Promise<Record<string, string>> {
  const answer = await call(sandbox, 'soft.edit', { elid });
  if (answer.model === undefined) throw new Error(`no license: ${JSON.stringify(answer)}`);
  return answer.model;
}
