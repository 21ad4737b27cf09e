import type { Connection } from '../../../../preload/api/connections.ts';
import type { Money as MoneyValue } from '../../../../preload/api/values.ts';
import { paths } from '../../../app/paths.ts';
import { useTranslate, type Translate } from '../../../i18n/provider.tsx';
import { Badge, Link, StatusBadge, Table, type TableColumn } from '../../../ui/index.ts';
import { Money } from '../../../workbench/Money.tsx';
import { useGo } from '../../../workbench/useGo.ts';
import { When } from '../../../workbench/When.tsx';
import { ConnectionStatus } from '../statuses.tsx';
import { RowSyncMark } from '../../team-hub/RowSyncMark.tsx';
import { DraftMark } from '../../../workbench/DraftMark.tsx';
import styles from './ConnectionList.module.css';
import { currentTest } from './current-test.ts';

const columns = (t: Translate): TableColumn<Connection>[] => [
  {
    id: 'name',
    header: t('connections.col.name'),
    width: '2fr',
    minWidth: 180,
    cell: (row) => (
      <span className={styles['name']}>
        <RowSyncMark record="connection" id={row.id} />
        <Link variant="strong" href={paths.connection(row.id)}>
          {row.name}
        </Link>
        {row.isCategoryDefault || row.isProviderDefault ? (
          <Badge tone="accent">{t('connections.default')}</Badge>
        ) : null}
        <DraftMark form={`connection/${row.id}`} />
      </span>
    ),
  },
  {
    id: 'username',
    header: t('connections.col.username'),
    width: '1.5fr',
    minWidth: 140,
    cell: (row) => row.username,
    isMuted: true,
  },
  {
    id: 'status',
    header: t('connections.col.status'),
    width: 176,
    cell: (row) => <ConnectionStatus connection={row} />,
  },
  {
    id: 'test',
    header: t('connections.col.test'),
    width: 200,
    cell: (row) => <TestCell connection={row} />,
  },
  {
    id: 'balance',
    header: t('connections.col.balance'),
    align: 'end',
    width: 120,
    cell: (row) => <BalanceCell balance={row.lastTest?.balance ?? null} />,
  },
];

/** All provision configurations; Enter or a double click opens one. */
export function ConnectionList({ connections }: { connections: readonly Connection[] }) {
  const t = useTranslate();
  const go = useGo();
  return (
    <Table
      label={t('settings.connections')}
      columns={columns(t)}
      rows={connections}
      rowId={(row) => row.id}
      rowText={(row) => row.name}
      rowTone={(row) => (row.credentialsStopped ? 'danger' : undefined)}
      onOpen={(id) => go(paths.connection(id))}
    />
  );
}

function TestCell({ connection }: { connection: Connection }) {
  const t = useTranslate();
  const test = currentTest(connection);
  if (test === null) return <span className={styles['none']}>{t('connections.notTested')}</span>;
  return (
    <span className={styles['test']}>
      <StatusBadge
        variant="plain"
        tone={test.outcome === 'ok' ? 'success' : 'danger'}
        label={t(`connections.outcome.${test.outcome}`)}
      />
      <span className={styles['none']}>
        <When at={test.at} />
      </span>
    </span>
  );
}

function BalanceCell({ balance }: { balance: MoneyValue | null }) {
  const t = useTranslate();
  if (balance === null) return <span className={styles['none']}>{t('ui.unknown')}</span>;
  return <Money value={balance} />;
}
