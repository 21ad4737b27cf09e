/** Faults that put another whole answer in the place of the right one. What only a socket can do to an answer is in `delivery.ts`. */
import { Buffer } from 'node:buffer';
import { gzipSync } from 'node:zlib';
import { corpusOf } from './corpora.ts';
import type { Engine } from './engine.ts';
import type { Exchange, Response } from './exchange.ts';
import type { AnswerFaultKind, Fault } from './faults.ts';
import { captivePage, gatewayPage, loginPage, maintenancePage } from './render/html.ts';
import { render } from './render/index.ts';

const HTML = 'text/html; charset=UTF-8';

/** Size of flood and gzip-bomb where the fault does not say. */
const FLOOD_BYTES = 50_000_000;

/** Faults that need a socket: they leave no whole answer. */
const WIRE_FAULTS: ReadonlySet<string> = new Set<AnswerFaultKind>([
  'silence',
  'reset',
  'reset-headers',
  'reset-body',
  'reset-end',
  'truncate',
  'no-end',
  'stall-headers',
  'stall',
  'drip',
  'chunk-error',
  'extra-bytes',
]);

/** Whether a fault needs a socket to happen on. */
export function needsWire(fault: Fault): boolean {
  return WIRE_FAULTS.has(fault.kind);
}

/**
 * What a fault before the commit spoils: no function has run, so there is nothing to spoil but an answer that a hasty reader would take for success.
 */
export function hollowSuccess(engine: Engine, { head, out, caller }: Exchange): Response {
  return { status: 200, ...render({ kind: 'ok' }, head, out, engine.settings.of(caller).guesses) };
}

/** The answer that a fault makes of the right one. */
export function spoil(engine: Engine, exchange: Exchange, fault: Fault, answer: Response): Response {
  const headers = fault.headers ?? {};
  switch (fault.kind) {
    case 'malformed':
      return { ...answer, body: answer.body.slice(0, Math.ceil(answer.body.length / 2)) };
    case 'corpus':
      return { status: 200, headers, ...corpusOf(fault.corpus ?? 'json-null') };
    case 'flood':
      return { ...answer, body: padded(fault.bytes ?? FLOOD_BYTES) };
    case 'gzip-bomb': {
      const body = gzipSync(padded(fault.bytes ?? FLOOD_BYTES));
      return { ...answer, body, headers: { ...headers, 'content-encoding': 'gzip' } };
    }
    case 'html-502':
      return page(502, gatewayPage(502, 'Bad Gateway'), headers);
    case 'html-login':
      return page(200, loginPage(), headers);
    case 'html-maintenance':
      return page(200, maintenancePage(), headers);
    case 'captive-portal':
      if (fault.location !== undefined) return page(fault.status ?? 302, '', { ...headers, location: fault.location });
      return page(fault.status ?? 200, captivePage(), headers);
    case 'redirect':
      return page(fault.status ?? 302, '', { ...headers, location: fault.location ?? '/billmgr?func=logon' });
    case 'redirect-chain':
      return hop(fault.hops ?? 5, fault.status ?? 302, fault.location);
    case 'empty':
      return { ...answer, body: '' };
    case 'wrong-type':
      return { ...answer, contentType: fault.contentType ?? HTML };
    case 'status':
      return page(fault.status ?? 503, gatewayPage(fault.status ?? 503, 'Service Unavailable'), headers);
    case 'error':
      return { status: 200, ...errorDocument(engine, exchange, fault) };
    default:
      return {
        status: fault.status ?? 200,
        contentType: fault.contentType ?? answer.contentType,
        body: fault.body ?? '',
        headers,
      };
  }
}

/** One step of a redirect chain: to the next step, or after the last to the target, or where there is none to what looks like success. */
export function hop(left: number, status: number, target: string | undefined): Response {
  if (left <= 0 && target === undefined)
    return { status: 200, contentType: 'application/json; charset=UTF-8', body: '{"doc":{"ok":{}}}' };
  const next = `/hop/${left - 1}/${status}${target === undefined ? '' : `?to=${encodeURIComponent(target)}`}`;
  return page(status, '', { location: left > 0 ? next : (target ?? next) });
}

function page(status: number, body: string, headers: Readonly<Record<string, string>>): Response {
  return { status, contentType: HTML, body, headers };
}

/** Success in so many bytes, nearly all of them blanks. */
function padded(bytes: number): Buffer {
  const body = Buffer.alloc(bytes, ' ');
  body.write('{"doc":{"id":{"$":"300001"},"ok":{}}');
  body.write('}', body.length - 1);
  return body;
}

function errorDocument(
  engine: Engine,
  { head, out, caller }: Exchange,
  fault: Fault,
): { contentType: string; body: string } {
  const error = {
    type: fault.errorType ?? 'unknown',
    object: fault.errorObject ?? '',
    message: fault.message ?? 'Sandbox fault',
    value: '',
  };
  return render({ kind: 'error', error }, head, out, engine.settings.of(caller).guesses);
}
