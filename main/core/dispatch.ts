import { areas } from '../../preload/api/index.ts';
import type { Area, Call } from '../../preload/api/contract.ts';
import type { ApiError, Envelope } from '../../preload/api/errors.ts';
import { fieldsOf } from '../../preload/api/fields.ts';
import { windowCalls } from '../../preload/api/window.ts';
import { AppError } from './kernel/errors.ts';
import type { Log } from './kernel/log.ts';
import { type Context, holds, type Principal } from './kernel/principal.ts';

/** All calls by channel (`area.verb`). */
const calls: ReadonlyMap<string, Call> = new Map(
  Object.entries({ ...areas, window: windowCalls } as Record<string, Area>).flatMap(([area, verbs]) =>
    Object.entries(verbs).map(([verb, call]) => [`${area}.${verb}`, call] as const),
  ),
);
export const channels: readonly string[] = [...calls.keys()];

/** A bound handler: parsed input and context in, value out; throws AppError for what a person can act on. */
export type Handler = (input: unknown, context: Context) => unknown;
export type HandlerMap = ReadonlyMap<string, Handler>;

/** Puts the handlers of areas under their channels; a missing or an extra verb is a mistake of ours and throws. */
export function handlerMap(byArea: Readonly<Record<string, Readonly<Record<string, unknown>>>>): HandlerMap {
  const map = new Map<string, Handler>();
  for (const [area, verbs] of Object.entries(byArea)) {
    for (const [verb, handler] of Object.entries(verbs)) {
      if (!calls.has(`${area}.${verb}`) || typeof handler !== 'function') throw new Error(`no call ${area}.${verb}`);
      map.set(`${area}.${verb}`, handler as Handler);
    }
  }
  return map;
}

/**
 * The one way into core for every caller, window or command line: right, schema, handler, envelope. It never throws:
 * whatever goes wrong is an answer with a code, and the details are in the log under the trace id (design 1).
 */
export async function dispatch(
  channel: string,
  input: unknown,
  options: {
    principal: Principal;
    traceId: string;
    handlers: HandlerMap;
    log: Log;
    /** Tests check answers against their schema too. */
    checkOutput?: boolean;
  },
): Promise<Envelope<unknown>> {
  const { principal, traceId, handlers, log } = options;
  try {
    const call = calls.get(channel);
    if (!call) throw new AppError('call.unknown');
    if (!holds(principal, call.right)) {
      log.warn({ traceId, channel, right: call.right, principal: principal.kind }, 'call refused');
      throw new AppError('call.forbidden', { params: { right: call.right } });
    }
    const parsed = call.input.safeParse(input, { reportInput: true });
    if (!parsed.success) throw new AppError('input.invalid', { fields: fieldsOf(parsed.error) });
    const handler = handlers.get(channel);
    if (!handler) throw new AppError('workspace.none');
    const value = await handler(parsed.data, { principal, traceId });
    if (options.checkOutput) call.output.parse(value);
    return { ok: true, value };
  } catch (error) {
    return { ok: false, error: asApiError(error, channel, traceId, log) };
  }
}

/** What crosses the bridge of a failure: a code and values for its message; no stack, SQL or path. */
export function asApiError(error: unknown, channel: string, traceId: string, log: Log): ApiError {
  if (error instanceof AppError) {
    return {
      code: error.code,
      messageKey: `error.${error.code}`,
      ...(error.params === undefined ? {} : { params: error.params }),
      ...(error.fields === undefined ? {} : { fields: error.fields }),
      retry: error.retry,
      traceId,
    };
  }
  log.error({ traceId, channel, err: error }, 'call failed');
  return { code: 'internal', messageKey: 'error.internal', retry: false, traceId };
}
