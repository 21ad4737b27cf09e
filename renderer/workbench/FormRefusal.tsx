import type { ApiError } from '../../preload/api/errors.ts';
import { ErrorBanner } from '../app/ErrorBanner.tsx';
import { useTranslate } from '../i18n/provider.tsx';
import { Banner } from '../ui/index.ts';
import { isSentBefore } from './useRenewedKey.ts';

/** Why the form was not saved, where that belongs to no field. `isKeyed`: the call takes a request key. */
export function FormRefusal({ refusal, isKeyed = false }: { refusal: ApiError | null; isKeyed?: boolean }) {
  const t = useTranslate();
  if (refusal === null) return null;
  if (isKeyed && isSentBefore(refusal)) {
    return (
      <Banner tone="warning" live="alert" title={t('form.sentBefore')}>
        {t('form.sentBefore.text')}
      </Banner>
    );
  }
  return <ErrorBanner error={refusal} />;
}
