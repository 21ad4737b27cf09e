import { PlugZap } from 'lucide-react';
import type { Connection, ConnectionTest } from '../../../../preload/api/connections.ts';
import { ErrorBanner } from '../../../app/ErrorBanner.tsx';
import { useAction } from '../../../app/query.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Banner, Button, Card, KeyValue, StatusBadge } from '../../../ui/index.ts';
import { Money } from '../../../workbench/Money.tsx';
import { useMay } from '../../../workbench/useMay.ts';
import { When } from '../../../workbench/When.tsx';
import styles from './ConnectionTestCard.module.css';
import { currentTest } from './current-test.ts';

export interface ConnectionTestCardProps {
  connection: Connection;
  /** The form holds changes that a test would not see. */
  isUnsaved: boolean;
}

/** Whether the vendor lets this account in, what it has, and the button that finds out. */
export function ConnectionTestCard({ connection, isUnsaved }: ConnectionTestCardProps) {
  const t = useTranslate();
  const may = useMay();
  const test = useAction('connections', 'test');
  const shown = currentTest(connection);
  const why = may('connections.write') ?? (isUnsaved ? t('connections.test.unsaved') : undefined);
  return (
    <Card
      title={t('connections.test.title')}
      actions={
        <Button
          icon={PlugZap}
          variant={shown === null ? 'primary' : 'secondary'}
          isBusy={test.isPending}
          whyDisabled={why}
          onPress={() => test.mutate({ id: connection.id })}
        >
          {t('connections.test')}
        </Button>
      }
    >
      <div className={styles['body']} aria-live="polite" aria-busy={test.isPending}>
        {test.error ? <ErrorBanner error={test.error.error} /> : null}
        {shown === null ? (
          <NotTested isStopped={connection.credentialsStopped} />
        ) : (
          <Outcome connection={connection} test={shown} />
        )}
      </div>
    </Card>
  );
}

/** Nothing is known of the credentials that are stored now. */
function NotTested({ isStopped }: { isStopped: boolean }) {
  const t = useTranslate();
  if (isStopped) {
    return (
      <Banner tone="danger" title={t('connections.stopped')}>
        {t('connections.stopped.text')}
      </Banner>
    );
  }
  return (
    <p className={styles['muted']}>
      <span className={styles['strong']}>{t('connections.test.never')}.</span> {t('connections.test.never.text')}
    </p>
  );
}

function Outcome({ connection, test }: { connection: Connection; test: ConnectionTest }) {
  const t = useTranslate();
  const isOk = test.outcome === 'ok';
  return (
    <>
      {isOk ? (
        <div>
          <StatusBadge tone="success" label={t('connections.test.ok')} />
        </div>
      ) : (
        <Banner tone="danger" title={t('connections.test.failed')}>
          <p>{t(`error.${test.errorCode ?? 'vendor.server_error'}`, { message: test.vendorMessage ?? '' })}</p>
          {test.vendorMessage === null || test.errorCode === 'vendor.refused' ? null : (
            <p className={styles['words']}>{`${t('connections.test.vendorMessage')}: ${test.vendorMessage}`}</p>
          )}
          {connection.credentialsStopped ? <p className={styles['words']}>{t('connections.stopped.text')}</p> : null}
        </Banner>
      )}
      <KeyValue
        layout="columns"
        items={[
          ...(isOk
            ? [
                {
                  id: 'balance',
                  label: t('connections.test.balance'),
                  value:
                    test.balance === null ? (
                      <StatusBadge variant="plain" tone="unknown" label={t('connections.test.balance.unknown')} />
                    ) : (
                      <Money value={test.balance} />
                    ),
                },
              ]
            : []),
          { id: 'at', label: t('connections.col.test'), value: <When at={test.at} /> },
          {
            id: 'used',
            label: t('connections.col.usedBy'),
            value: t('connections.usedBy', { count: connection.usedBy }),
          },
        ]}
      />
    </>
  );
}
