import type { UseFormReturn } from 'react-hook-form';
import type { AppState } from '../../../../preload/api/app.ts';
import type { ApiError } from '../../../../preload/api/errors.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Banner, FormCheckbox } from '../../../ui/index.ts';
import { FormRefusal } from '../../../workbench/FormRefusal.tsx';
import styles from './ConnectionRefusal.module.css';
import type { ConnectionValues } from './values.ts';

export interface ConnectionRefusalProps {
  form: UseFormReturn<ConnectionValues>;
  refusal: ApiError | null;
  vault: AppState['vault'];
}

/**
 * Why a connection was not saved. Where the keychain is the reason, also before the first try: what it means, and the
 * choice to keep the password in memory for this run.
 */
export function ConnectionRefusal({ form, refusal, vault }: ConnectionRefusalProps) {
  const t = useTranslate();
  const isAgreed = form.watch('allowMemoryOnly');
  const hasPassword = form.watch('password') !== '';
  const isVaultRefusal = refusal?.code === 'vault.unavailable' || refusal?.code === 'vault.locked';
  const isKnownBad = (vault === 'unavailable' || vault === 'locked' || vault === 'memory') && hasPassword;
  const isLocked = refusal?.code === 'vault.locked' || (!isVaultRefusal && vault === 'locked');
  const cause = isLocked ? 'locked' : 'unavailable';
  return (
    <div className={styles['notices']}>
      {isVaultRefusal || isKnownBad || isAgreed ? (
        <Banner tone="warning" live="alert" title={t(`connections.vault.${cause}`)}>
          <p className={styles['text']}>{t(`connections.vault.${cause}.text`)}</p>
          <FormCheckbox name="allowMemoryOnly" label={t('connections.vault.allow')} />
        </Banner>
      ) : null}
      {isVaultRefusal ? null : <FormRefusal refusal={refusal} />}
    </div>
  );
}
