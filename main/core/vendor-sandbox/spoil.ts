/** Faults that put another whole answer in the place of the right one. What only a socket can do to an answer is in `delivery.ts`. */
import type { Engine } from './engine.ts';
import type { Exchange, Response } from './exchange.ts';
import type { AnswerFaultKind, Fault } from './faults.ts';
import { gatewayPage, loginPage } from './render/html.ts';
import { render } from './render/index.ts';

const HTML = 'text/html; charset=UTF-8';

/** Faults that need a socket: they leave no whole answer. */
const WIRE_FAULTS: ReadonlySet<string> = new Set<AnswerFaultKind>(['reset', 'truncate', 'stall', 'drip']);

/** Whether a fault needs a socket to happen on. */
export function needsWire(fault: Fault): boolean {
  return WIRE_FAULTS.has(fault.kind);
}

/**
 * What a fault before the commit spoils: no function has run, so there is nothing to spoil but an answer that a hasty reader would take for success.
 */
export function hollowSuccess(engine: Engine, { head, entry, caller }: Exchange): Response {
  return { status: 200, ...render({ kind: 'ok' }, head, entry.out, engine.settings.of(caller).guesses) };
}

/** The answer that a fault makes of the right one. */
export function spoil(engine: Engine, exchange: Exchange, fault: Fault, answer: Response): Response {
  const headers = fault.headers ?? {};
  switch (fault.kind) {
    case 'malformed':
      return { ...answer, body: answer.body.slice(0, Math.ceil(answer.body.length / 2)) };
    case 'html-502':
      return { status: 502, contentType: HTML, body: gatewayPage(502, 'Bad Gateway') };
    case 'html-login':
      return { status: 200, contentType: HTML, body: loginPage() };
    case 'redirect':
      return {
        status: fault.status ?? 302,
        contentType: HTML,
        body: '',
        headers: { ...headers, location: fault.location ?? '/billmgr?func=logon' },
      };
    case 'empty':
      return { ...answer, body: '' };
    case 'wrong-type':
      return { ...answer, contentType: fault.contentType ?? HTML };
    case 'status':
      return {
        status: fault.status ?? 503,
        contentType: HTML,
        body: gatewayPage(fault.status ?? 503, 'Service Unavailable'),
        headers,
      };
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

function errorDocument(
  engine: Engine,
  { head, entry, caller }: Exchange,
  fault: Fault,
): { contentType: string; body: string } {
  const error = {
    type: fault.errorType ?? 'unknown',
    object: fault.errorObject ?? '',
    message: fault.message ?? 'Sandbox fault',
    value: '',
  };
  return render({ kind: 'error', error }, head, entry.out, engine.settings.of(caller).guesses);
}
