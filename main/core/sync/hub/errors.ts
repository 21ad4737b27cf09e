import { HubError, type HubErrorCode } from '../transport.ts';

/** What the hub's own functions raise. */
const ofHub: Readonly<Record<string, HubErrorCode>> = {
  RH001: 'epoch',
  RH002: 'gap',
  RH003: 'revoked',
  RH004: 'snapshot_needed',
  RH005: 'credential',
  RH006: 'desk_too_old',
};
const tlsCodes =
  /^(CERT_|ERR_TLS_|ERR_SSL_|EPROTO$|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH)/;
/**
 * Classes of SQLSTATE after which the same call may simply be made again: connection, resources, an administrator's or a
 * time-out's end, serialization and deadlock, a standby, a server's own fault.
 */
const again = /^(08|40|53|55|57|58|25|XX)/;

/** The parts of a driver's or socket's error that tell what it means. Neither text nor parameters are passed on. */
interface Told {
  readonly code?: unknown;
  readonly routine?: unknown;
  readonly message?: unknown;
  readonly severity?: unknown;
}

/**
 * The driver's error as one of the hub's. An answer that says that this very call can never be taken (a value the server
 * cannot store, a right that is missing) comes back as an ordinary `Error`, with SQLSTATE and without any parameter.
 */
export function hubError(error: unknown): Error {
  if (error instanceof HubError || error instanceof RangeError) return error;
  const { code, routine, message, severity } = (typeof error === 'object' && error !== null ? error : {}) as Told;
  const name = typeof code === 'string' ? code : '';
  const text = typeof message === 'string' ? message : '';
  // Only answers of a server have a severity.
  if (severity === undefined) {
    if (tlsCodes.test(name) || /does not support SSL/.test(text)) return new HubError('tls', `tls (${name})`);
    // A server that wants a password of a kind we do not give, or none where we have one.
    if (/SASL|SCRAM/.test(text)) return new HubError('credential', 'credential (SASL)');
    return new HubError('offline', `offline (${name === '' ? 'line lost' : name})`);
  }
  const own = ofHub[name];
  if (own !== undefined) return new HubError(own);
  // The password was right and the login is closed.
  if (name === '28000' && routine === 'InitializeSessionUserId') return new HubError('revoked');
  if (/^(28|3D)/.test(name)) return new HubError('credential', `credential (${name})`);
  if (/^(42883|3F000|42P01|42704)$/.test(name)) return new HubError('hub_too_old', `hub_too_old (${name})`);
  if (again.test(name)) return new HubError('offline', `offline (${name})`);
  return new Error(`The hub refused the call (${name}${name === 'RH007' ? ', not an administrator' : ''}).`);
}
