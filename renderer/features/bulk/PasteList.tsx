import { useState } from 'react';
import type { BulkMatch } from '../../../preload/api/bulk.ts';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { useAction } from '../../app/query.ts';
import { useTranslate, type Translate } from '../../i18n/provider.tsx';
import {
  Banner,
  Button,
  Checkbox,
  Dialog,
  Mono,
  ScrollBox,
  StaticTable,
  StatusBadge,
  TextArea,
  type TableColumn,
} from '../../ui/index.ts';
import { FilterChips } from '../../workbench/FilterChips.tsx';
import styles from './PasteList.module.css';

type Outcome = BulkMatch['outcome'];
const outcomes: readonly Outcome[] = ['one', 'several', 'none', 'repeated'];
const tones = { one: 'success', several: 'warning', none: 'danger', repeated: 'neutral' } as const;

/** A pasted list: what each entry means, and then the products that were found. */
export function PasteList({ onSelect, onClose }: { onSelect: (ids: readonly string[]) => void; onClose: () => void }) {
  const t = useTranslate();
  const [text, setText] = useState('');
  const [only, setOnly] = useState<Outcome | 'all'>('all');
  const [takesSeveral, setTakesSeveral] = useState(false);
  const match = useAction('bulk', 'match');
  const [found, setFound] = useState<typeof match.data>();
  const [report, setReport] = useState<readonly BulkMatch[]>([]);
  const ids = found ? [...found.ids, ...(takesSeveral ? found.severalIds : [])] : [];

  const look = (outcome: Outcome | 'all', from = 0): void => {
    setOnly(outcome);
    match.mutate(
      { text, from, ...(outcome === 'all' ? {} : { only: outcome }) },
      {
        onSuccess: (value) => {
          setFound(value);
          setReport(from === 0 ? value.report : [...report, ...value.report]);
        },
      },
    );
  };

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('bulk.paste.title')}
      size="large"
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button
            variant="primary"
            isDisabled={ids.length === 0 && found === undefined}
            whyDisabled={found && ids.length === 0 ? t('bulk.paste.nothing') : undefined}
            onPress={() => onSelect(ids)}
          >
            {t('bulk.paste.select', { count: ids.length })}
          </Button>
        </>
      }
    >
      <div className={styles['body']}>
        <TextArea
          label={t('bulk.paste.label')}
          description={t('bulk.paste.help')}
          value={text}
          onChange={(next) => {
            setText(next);
            // What was found was found by another text.
            setFound(undefined);
          }}
          rows={4}
          maxRows={8}
          isMono
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog takes the focus; here the person begins
          autoFocus
        />
        <div>
          <Button isBusy={match.isPending} isDisabled={text.trim() === ''} onPress={() => look('all')}>
            {t('bulk.paste.find')}
          </Button>
        </div>
        {match.error ? <ErrorBanner error={match.error.error} /> : null}
        {found === undefined ? null : found.entries === 0 ? (
          <Banner tone="info">{t('bulk.paste.none')}</Banner>
        ) : (
          <>
            <FilterChips
              label={t('bulk.paste.outcome')}
              value={only}
              onChange={(id) => look(outcomes.find((each) => each === id) ?? 'all')}
              options={[
                { id: 'all', label: t('bulk.paste.all', { count: found.entries }) },
                ...outcomes.map((id) => ({ id, label: t(`bulk.paste.count.${id}`, { count: found.counts[id] }) })),
              ]}
            />
            <ScrollBox label={t('bulk.paste.report')} className={styles['report']}>
              <StaticTable
                label={t('bulk.paste.report')}
                columns={columns(t)}
                rows={report}
                rowId={({ line, entry, outcome }) => `${line} ${entry} ${outcome}`}
              />
              {found.nextFrom === null ? null : (
                <div className={styles['more']}>
                  <Button size="small" isBusy={match.isPending} onPress={() => look(only, found.nextFrom ?? 0)}>
                    {t('ui.loadMore')}
                  </Button>
                </div>
              )}
            </ScrollBox>
            {found.severalIds.length === 0 ? null : (
              <Checkbox
                label={t('bulk.paste.takeSeveral', { count: found.severalIds.length })}
                isSelected={takesSeveral}
                onChange={setTakesSeveral}
              />
            )}
          </>
        )}
      </div>
    </Dialog>
  );
}

const columns = (t: Translate): TableColumn<BulkMatch>[] => [
  { id: 'line', header: t('bulk.paste.line'), width: 80, align: 'end', isMuted: true, cell: (row) => row.line },
  { id: 'entry', header: t('bulk.paste.entry'), isRowHeader: true, cell: (row) => <Mono>{row.entry}</Mono> },
  {
    id: 'outcome',
    header: t('bulk.paste.outcome'),
    width: 168,
    cell: (row) => (
      <StatusBadge
        variant="plain"
        tone={tones[row.outcome]}
        label={t(`bulk.match.${row.outcome}`, { count: row.matches })}
      />
    ),
  },
  {
    id: 'by',
    header: t('bulk.paste.by'),
    width: 140,
    isMuted: true,
    cell: (row) => (row.by === null ? '—' : t(`bulk.match.by.${row.by}`)),
  },
  { id: 'found', header: t('bulk.paste.found'), cell: (row) => row.found.join('; ') || '—' },
];
