import type { Capability, Connection } from '../../../preload/api/connections.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { StatusBadge, type StatusTone } from '../../ui/index.ts';

type State = 'enabled' | 'disabled' | 'stopped' | 'noPassword';

const tones: Record<State, StatusTone> = {
  enabled: 'success',
  disabled: 'neutral',
  stopped: 'danger',
  noPassword: 'warning',
};

/** What matters most about a connection: refused credentials and a missing password before on and off. */
function stateOf(connection: Pick<Connection, 'isEnabled' | 'credentialsStopped' | 'passwordSet'>): State {
  if (connection.credentialsStopped) return 'stopped';
  if (!connection.passwordSet) return 'noPassword';
  return connection.isEnabled ? 'enabled' : 'disabled';
}

export function ConnectionStatus({ connection }: { connection: Connection }) {
  const t = useTranslate();
  const state = stateOf(connection);
  return <StatusBadge tone={tones[state]} label={t(`connections.status.${state}`)} />;
}

/** What was not seen yet is nothing to worry about. */
const capabilityTones: Record<Capability, StatusTone> = { yes: 'success', no: 'warning', unknown: 'neutral' };

/** Whether the vendor account can do something, or limits it; unknown until it was seen. */
export function CapabilityStatus({ capability, isLimit }: { capability: Capability; isLimit: boolean }) {
  const t = useTranslate();
  // A limit that is there is nothing good, and none is nothing bad.
  const tone = isLimit ? 'neutral' : capabilityTones[capability];
  const label = t(isLimit ? `connections.limit.${capability}` : `connections.can.${capability}`);
  return <StatusBadge variant="plain" tone={tone} label={label} />;
}
