import { ScanSearch } from 'lucide-react';
import {
  CapabilityName,
  type Capability,
  type CapabilityFact,
  type Connection,
} from '../../../../preload/api/connections.ts';
import { ErrorBanner } from '../../../app/ErrorBanner.tsx';
import { paths } from '../../../app/paths.ts';
import { useAction } from '../../../app/query.ts';
import { toasts } from '../../../app/toasts.ts';
import { useTranslate, type Translate } from '../../../i18n/provider.tsx';
import { Button, Card, Link, Select, StaticTable, type TableColumn } from '../../../ui/index.ts';
import { useMay } from '../../../workbench/useMay.ts';
import { When } from '../../../workbench/When.tsx';
import { CapabilityStatus } from '../statuses.tsx';
import styles from './CapabilitiesCard.module.css';

const choices = ['seen', 'yes', 'no'] as const;
type Choice = (typeof choices)[number];

interface Row {
  readonly name: CapabilityName;
  readonly fact: CapabilityFact;
}

/**
 * What this vendor account can do (X6): each with where that is known from, and a choice for staff, who know better. An
 * action that the account cannot do is not offered.
 */
export function CapabilitiesCard({ connection, isUnsaved }: { connection: Connection; isUnsaved: boolean }) {
  const t = useTranslate();
  const may = useMay();
  const set = useAction('connections', 'setCapability');
  const detect = useAction('connections', 'detect');
  const forbidden = may('connections.write');
  const { id, capabilities } = connection;
  return (
    <Card
      title={t('connections.capabilities')}
      description={t('connections.capabilities.text')}
      actions={
        <Button
          icon={ScanSearch}
          isBusy={detect.isPending}
          whyDisabled={forbidden ?? (isUnsaved ? t('connections.detect.unsaved') : undefined)}
          onPress={() =>
            detect.mutate({ id }, { onSuccess: () => toasts.add({ tone: 'success', text: t('connections.detected') }) })
          }
        >
          {t('connections.detect')}
        </Button>
      }
      isFlush
    >
      <div className={styles['errors']} aria-live="polite">
        {detect.error ? <ErrorBanner error={detect.error.error} /> : null}
        {set.error ? <ErrorBanner error={set.error.error} /> : null}
      </div>
      <StaticTable
        label={t('connections.capabilities')}
        columns={columns(t, {
          isDisabled: forbidden !== undefined,
          choose: (name, choice) => set.mutate({ id, name, value: choice === 'seen' ? null : choice }),
        })}
        rows={CapabilityName.options.map((name) => ({ name, fact: capabilities[name] }))}
        rowId={(row) => row.name}
      />
    </Card>
  );
}

const chosen = ({ source, value }: CapabilityFact): Choice =>
  source === 'staff' && value !== 'unknown' ? value : 'seen';

/** Those that say whether the account limits something, and not whether it can do it. */
const limits: readonly CapabilityName[] = ['ipLimit', 'keyLimit'];

interface Choosing {
  readonly isDisabled: boolean;
  readonly choose: (name: CapabilityName, choice: Choice) => void;
}

const columns = (t: Translate, { isDisabled, choose }: Choosing): TableColumn<Row>[] => [
  {
    id: 'name',
    header: t('connections.capability'),
    width: 236,
    wrap: true,
    cell: ({ name }) => t(`connections.capability.${name}`),
  },
  {
    id: 'value',
    header: t('connections.capability.value'),
    width: 156,
    cell: ({ name, fact }) => <Value name={name} value={fact.value} />,
  },
  {
    id: 'from',
    header: t('connections.capability.from'),
    minWidth: 180,
    wrap: true,
    cell: ({ fact }) => <Origin fact={fact} />,
  },
  {
    id: 'choice',
    header: t('connections.capability.choice'),
    width: 148,
    cell: ({ name, fact }) => (
      <Select
        className={styles['choice']}
        label={t('connections.capability.choose', { capability: t(`connections.capability.${name}`) })}
        hideLabel
        isDisabled={isDisabled}
        value={chosen(fact)}
        onChange={(picked) => choose(name, picked as Choice)}
        options={choices.map((id) => ({ id, label: t(`connections.capability.choice.${id}`) }))}
      />
    ),
  },
];

function Value({ name, value }: { name: CapabilityName; value: Capability }) {
  return <CapabilityStatus capability={value} isLimit={limits.includes(name)} />;
}

/** Where a capability is known from, since when, and in the vendor's words. */
function Origin({ fact }: { fact: CapabilityFact }) {
  const t = useTranslate();
  const { source, at, evidence, operationId } = fact;
  if (source === null || at === null) return <span className={styles['muted']}>—</span>;
  const byStaff = source === 'staff';
  return (
    <span className={styles['origin']}>
      <span>
        {byStaff ? (
          t('connections.capability.setBy', { name: evidence })
        ) : operationId === null ? (
          t('connections.capability.read')
        ) : (
          <Link href={paths.operation(operationId)}>{t('connections.capability.seen')}</Link>
        )}
        <span className={styles['muted']}>
          {' · '}
          <When at={at} />
        </span>
      </span>
      {byStaff || evidence === '' ? null : <q className={styles['words']}>{evidence}</q>}
    </span>
  );
}
