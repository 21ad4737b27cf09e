import { FileUp } from 'lucide-react';
import { useState } from 'react';
import { type Import, maxPastedCharacters } from '../../../../preload/api/catalogue-transfer.ts';
import type { ApiError } from '../../../../preload/api/errors.ts';
import { api, CallError, valueOf } from '../../../app/api.ts';
import { ErrorBanner } from '../../../app/ErrorBanner.tsx';
import { paths } from '../../../app/paths.ts';
import { formatInstant, formatNumber, type Locale } from '../../../i18n/format.ts';
import { useLocaleCode, useTranslate, type Translate } from '../../../i18n/provider.tsx';
import { Button, Card, Disclosure, Link, StaticTable, TextArea, type TableColumn } from '../../../ui/index.ts';
import { MoreButton } from '../../../workbench/MoreButton.tsx';
import { useGo } from '../../../workbench/useGo.ts';
import { useMay } from '../../../workbench/useMay.ts';
import { usePages } from '../../../workbench/usePages.ts';
import styles from './Transfer.module.css';

/** Where an import begins: a file, or a table that is pasted; and those that were run before. */
export function ChooseFile() {
  const t = useTranslate();
  const go = useGo();
  const why = useMay()('catalogue.write');
  const [text, setText] = useState('');
  const [isReading, setReading] = useState<'file' | 'text' | null>(null);
  const [refusal, setRefusal] = useState<ApiError | null>(null);

  /** Reads in one of the two ways, and goes on with what was read. */
  const read = async (from: 'file' | 'text', work: () => Promise<string | null>): Promise<void> => {
    setReading(from);
    setRefusal(null);
    try {
      const id = await work();
      if (id !== null) go(paths.importRun(id));
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      setRefusal(error.error);
    } finally {
      setReading(null);
    }
  };

  return (
    <>
      <Card title={t('transfer.file.title')} description={t('transfer.file.text')} headingLevel={2}>
        <div className={styles['stack']}>
          {refusal ? <ErrorBanner error={refusal} /> : null}
          <div className={styles['actions']}>
            <Button
              variant="primary"
              icon={FileUp}
              whyDisabled={why}
              isBusy={isReading === 'file'}
              isDisabled={isReading !== null}
              onPress={() => void read('file', async () => (await valueOf(api.window.openImportFile({}))).id)}
            >
              {isReading === 'file' ? t('transfer.file.reading') : t('transfer.file.choose')}
            </Button>
          </div>
          <Disclosure title={t('transfer.paste')}>
            <div className={styles['stack']}>
              <TextArea
                label={t('transfer.paste')}
                hideLabel
                description={t('transfer.paste.help')}
                value={text}
                onChange={setText}
                rows={6}
                maxLength={maxPastedCharacters}
                isMono
              />
              <div className={styles['actions']}>
                <Button
                  whyDisabled={why}
                  isBusy={isReading === 'text'}
                  isDisabled={text.trim() === '' || isReading !== null}
                  onPress={() =>
                    void read('text', async () => {
                      const fileName = t('transfer.paste.name');
                      return (await valueOf(api.transfer.readText({ fileName, text }))).id;
                    })
                  }
                >
                  {t('transfer.paste.read')}
                </Button>
              </div>
            </div>
          </Disclosure>
        </div>
      </Card>
      <Earlier />
    </>
  );
}

function Earlier() {
  const t = useTranslate();
  const locale = useLocaleCode();
  const pages = usePages('transfer', 'list', { limit: 20 });
  if (pages.error) return <ErrorBanner error={pages.error} />;
  if (pages.rows.length === 0) return null;
  return (
    <Card title={t('transfer.earlier')} isFlush headingLevel={2}>
      <StaticTable
        label={t('transfer.earlier')}
        columns={columnsOf(t, locale)}
        rows={pages.rows}
        rowId={({ id }) => id}
      />
      <MoreButton pages={pages} />
    </Card>
  );
}

const columnsOf = (t: Translate, locale: Locale): TableColumn<Import>[] => [
  {
    id: 'file',
    header: t('transfer.earlier.file'),
    isRowHeader: true,
    cell: (row) => <Link href={paths.importRun(row.id)}>{row.fileName}</Link>,
  },
  {
    id: 'when',
    header: t('transfer.earlier.when'),
    width: 170,
    isTabular: true,
    cell: (row) => formatInstant(row.createdAt, locale),
  },
  { id: 'who', header: t('transfer.earlier.who'), width: 140, isMuted: true, cell: (row) => row.askedBy },
  {
    id: 'rows',
    header: t('transfer.earlier.rows'),
    width: 90,
    align: 'end',
    cell: (row) => formatNumber(row.rows, locale),
  },
  { id: 'state', header: t('transfer.earlier.state'), width: 150, cell: (row) => t(`transfer.state.${row.state}`) },
];
