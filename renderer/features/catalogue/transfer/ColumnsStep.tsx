import { useEffect, useRef } from 'react';
import type { Import, ImportSettings } from '../../../../preload/api/catalogue-transfer.ts';
import { ErrorBanner } from '../../../app/ErrorBanner.tsx';
import { useAction } from '../../../app/query.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Banner, Button, Card, Checkbox, ProgressBar, RadioGroup, Select } from '../../../ui/index.ts';
import { useMay } from '../../../workbench/useMay.ts';
import { MappingTable } from './MappingTable.tsx';
import { ReadingFields } from './ReadingFields.tsx';
import { complaints, useSettings } from './settings.ts';
import styles from './Transfer.module.css';

/** What the columns mean and what is to be done with the rows; then the dry run. */
export function ColumnsStep({ read, onChecked }: { read: Import; onChecked: () => void }) {
  // Read in another way, the columns are others: what was chosen for them begins anew.
  return <Columns key={`${read.headers.join('\n')} ${read.reading.encoding}`} read={read} onChecked={onChecked} />;
}

function Columns({ read, onChecked }: { read: Import; onChecked: () => void }) {
  const t = useTranslate();
  const why = useMay()('catalogue.write');
  const [settings, change] = useSettings(read);
  const check = useAction('transfer', 'dryRun');
  const cancel = useAction('transfer', 'cancel');
  const found = complaints(t, settings);
  const heading = useRef<HTMLDivElement>(null);
  useEffect(() => heading.current?.scrollIntoView({ block: 'nearest' }), []);
  const start = (): void =>
    check.mutate({ id: read.id, ...settings }, { onSuccess: ({ state }) => state === 'checked' && onChecked() });
  return (
    <>
      <Card title={read.fileName} description={t('transfer.rows', { count: read.rows })} headingLevel={2}>
        <div ref={heading}>
          <ReadingFields read={read} />
        </div>
      </Card>
      <Card title={t('transfer.mapping')} isFlush headingLevel={2}>
        <MappingTable read={read} mapping={settings.mapping} onChange={(mapping) => change({ mapping })} />
      </Card>
      <Card headingLevel={2}>
        <Choices settings={settings} onChange={change} />
      </Card>
      {found.length === 0 ? null : (
        <Banner tone="warning" live="status">
          {found.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </Banner>
      )}
      {check.error ? <ErrorBanner error={check.error.error} /> : null}
      {check.isPending ? (
        <ProgressBar
          label={t('transfer.check')}
          value={read.done}
          of={read.rows}
          text={t('transfer.checking', { done: read.done, total: read.rows })}
        />
      ) : null}
      <div className={styles['actions']}>
        <Button
          variant="primary"
          whyDisabled={why}
          isBusy={check.isPending}
          isDisabled={found.length > 0}
          onPress={start}
        >
          {t('transfer.check')}
        </Button>
        {check.isPending ? (
          <Button isBusy={cancel.isPending} onPress={() => cancel.mutate({ id: read.id })}>
            {t('transfer.cancel')}
          </Button>
        ) : null}
      </div>
    </>
  );
}

function Choices({
  settings,
  onChange,
}: {
  settings: ImportSettings;
  onChange: (change: Partial<ImportSettings>) => void;
}) {
  const t = useTranslate();
  const { mode, matchBy, emptyCells, missingCategories } = settings;
  return (
    <div className={styles['stack']}>
      <RadioGroup
        label={t('transfer.mode')}
        value={mode}
        onChange={(id) => onChange({ mode: id as ImportSettings['mode'] })}
        options={(['both', 'create', 'update'] as const).map((id) => ({ id, label: t(`transfer.mode.${id}`) }))}
      />
      {mode === 'create' ? null : (
        <>
          <div className={styles['reading']}>
            <Select
              label={t('transfer.matchBy')}
              value={matchBy}
              onChange={(id) => onChange({ matchBy: id as ImportSettings['matchBy'] })}
              options={(['slug', 'id'] as const).map((id) => ({ id, label: t(`transfer.field.${id}`) }))}
            />
          </div>
          <Checkbox
            label={t('transfer.clear')}
            description={t('transfer.clear.text')}
            isSelected={emptyCells === 'clear'}
            onChange={(is) => onChange({ emptyCells: is ? 'clear' : 'keep' })}
          />
        </>
      )}
      <Checkbox
        label={t('transfer.makeCategories')}
        description={t('transfer.makeCategories.text')}
        isSelected={missingCategories === 'create'}
        onChange={(is) => onChange({ missingCategories: is ? 'create' : 'refuse' })}
      />
    </div>
  );
}
