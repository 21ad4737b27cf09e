import type { Client } from '../../../preload/api/clients.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Card } from '../../ui/index.ts';
import { IntervalsButton } from '../automation/IntervalsButton.tsx';
import styles from './ClientDetail.module.css';
import { clientName } from './name.ts';

/** On a client's page: the way to the intervals of automation that are this client's own (spec 2.12). */
export function ClientIntervals({ client }: { client: Client }) {
  const t = useTranslate();
  return (
    <div className={styles['notice']}>
      <Card
        title={t('settings.automation')}
        description={t('clients.intervals')}
        headingLevel={3}
        actions={<IntervalsButton scope="client" scopeId={client.id} name={clientName(client)} />}
      />
    </div>
  );
}
