import { Delimiter, Encoding, type Import } from '../../../../preload/api/catalogue-transfer.ts';
import { ErrorBanner } from '../../../app/ErrorBanner.tsx';
import { useAction } from '../../../app/query.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Checkbox, Select } from '../../../ui/index.ts';
import styles from './Transfer.module.css';

const encodings: Readonly<Record<Encoding, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  'windows-1251': 'Windows-1251',
};
const delimiters = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const;

/** How the file is read, as it was found out; where that is wrong, it is read anew. */
export function ReadingFields({ read }: { read: Import }) {
  const t = useTranslate();
  const again = useAction('transfer', 'read');
  const { encoding, delimiter, hasHeader } = read.reading;
  return (
    <div className={styles['stack']}>
      {again.error ? <ErrorBanner error={again.error.error} /> : null}
      <div className={styles['reading']}>
        <Select
          label={t('transfer.reading.encoding')}
          value={encoding}
          isDisabled={again.isPending}
          onChange={(id) => again.mutate({ id: read.id, encoding: id as Encoding })}
          options={Encoding.options.map((id) => ({ id, label: encodings[id] }))}
        />
        <Select
          label={t('transfer.reading.delimiter')}
          value={delimiters[delimiter]}
          isDisabled={again.isPending}
          onChange={(id) => {
            const chosen = Delimiter.options.find((each) => delimiters[each] === id);
            if (chosen !== undefined) again.mutate({ id: read.id, delimiter: chosen });
          }}
          options={Delimiter.options.map((each) => ({
            id: delimiters[each],
            label: t(`transfer.delimiter.${delimiters[each]}`),
          }))}
        />
      </div>
      <Checkbox
        label={t('transfer.reading.hasHeader')}
        isSelected={hasHeader}
        isDisabled={again.isPending}
        onChange={(is) => again.mutate({ id: read.id, hasHeader: is })}
      />
    </div>
  );
}
