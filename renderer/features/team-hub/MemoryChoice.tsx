import type { ApiError } from '../../../preload/api/errors.ts';
import { useCall } from '../../app/query.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { FormCheckbox } from '../../ui/index.ts';

/** Where there is no keychain: whether the credential may be kept in memory. `isAgreed` keeps the choice in sight. */
export function MemoryChoice({ refusal, isAgreed }: { refusal: ApiError | null; isAgreed: boolean }) {
  const t = useTranslate();
  const { data: state } = useCall('app', 'state', {});
  const isRefused = refusal?.code === 'vault.unavailable' || refusal?.code === 'vault.locked';
  const isKnownBad = state?.vault === 'unavailable' || state?.vault === 'locked' || state?.vault === 'memory';
  if (!isRefused && !isKnownBad && !isAgreed) return null;
  return <FormCheckbox name="allowMemoryOnly" label={t('hub.memory')} description={t('hub.memory.text')} />;
}
