import { useState } from 'react';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { useAction } from '../../app/query.ts';
import { formatInstant } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Button, Checkbox, Dialog, Mono, Select } from '../../ui/index.ts';
import styles from './TeamHub.module.css';

const times = ['60', '1440', '10080'] as const;

/** Makes a code for one more desk and shows it once: it is kept nowhere. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const [minutes, setMinutes] = useState<string>(times[0]);
  const [isAdmin, setAdmin] = useState(false);
  const invite = useAction('sync', 'invite');
  const made = invite.data;
  return (
    <Dialog
      isOpen
      title={t('hub.invite')}
      subtitle={t('hub.invite.text')}
      isBusy={invite.isPending}
      onClose={onClose}
      footer={
        made ? (
          <Button variant="primary" onPress={onClose}>
            {t('hub.invite.done')}
          </Button>
        ) : (
          <>
            <Button onPress={onClose} isDisabled={invite.isPending}>
              {t('ui.cancel')}
            </Button>
            <Button
              variant="primary"
              isBusy={invite.isPending}
              onPress={() => invite.mutate({ minutes: Number(minutes), isAdmin })}
            >
              {t('hub.invite.make')}
            </Button>
          </>
        )
      }
    >
      <div className={styles['stack']}>
        {made ? (
          <>
            <section className={styles['code']} aria-label={t('hub.invite.code')}>
              <Mono wrap copy={t('hub.invite.code')}>
                {made.code}
              </Mono>
            </section>
            <p>{t('hub.invite.once', { until: formatInstant(made.expiresAt, locale) })}</p>
          </>
        ) : (
          <>
            <Select
              label={t('hub.invite.minutes')}
              options={times.map((id) => ({ id, label: t(`hub.invite.minutes.${id}`) }))}
              value={minutes}
              onChange={(value) => setMinutes(value ?? times[0])}
            />
            <Checkbox label={t('hub.invite.isAdmin')} isSelected={isAdmin} onChange={setAdmin} />
          </>
        )}
        {invite.error ? <ErrorBanner error={invite.error.error} /> : null}
      </div>
    </Dialog>
  );
}
