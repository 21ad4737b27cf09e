import {
  type ColumnTarget,
  type Import,
  type Mapping,
  PlainField,
} from '../../../../preload/api/catalogue-transfer.ts';
import { PriceTerm } from '../../../../preload/api/values.ts';
import { useCall } from '../../../app/query.ts';
import { useLocaleCode, useTranslate, type Translate } from '../../../i18n/provider.tsx';
import { ComboBox, Select, StaticTable, type TableColumn } from '../../../ui/index.ts';
import { currencyOptions } from '../../settings/currencies.ts';
import styles from './Transfer.module.css';

interface Line {
  readonly at: number;
  readonly name: string;
  readonly sample: string;
  readonly target: ColumnTarget | null;
}

/** The columns of a file with what stands in them, and what each means. */
export function MappingTable({
  read,
  mapping,
  onChange,
}: {
  read: Import;
  mapping: Mapping;
  onChange: (mapping: Mapping) => void;
}) {
  const t = useTranslate();
  const lines = read.headers.map((header, at): Line => ({
    at,
    name: header === '' ? t('transfer.mapping.column.number', { number: at + 1 }) : header,
    sample: [...new Set(read.sample.map((row) => row[at] ?? ''))]
      .filter((cell) => cell !== '')
      .slice(0, 3)
      .join(' · '),
    target: mapping[at] ?? null,
  }));
  const set = (at: number, target: ColumnTarget | null): void =>
    onChange(lines.map((line) => (line.at === at ? target : line.target)));
  const columns = columnsOf(t, set);
  return <StaticTable label={t('transfer.mapping')} columns={columns} rows={lines} rowId={({ at }) => String(at)} />;
}

const columnsOf = (t: Translate, set: (at: number, target: ColumnTarget | null) => void): TableColumn<Line>[] => [
  { id: 'column', header: t('transfer.mapping.column'), width: '24%', isRowHeader: true, cell: (line) => line.name },
  {
    id: 'sample',
    header: t('transfer.mapping.sample'),
    width: '30%',
    wrap: true,
    cell: (line) => <span className={styles['sample']}>{line.sample}</span>,
  },
  {
    id: 'meaning',
    header: t('transfer.mapping.meaning'),
    wrap: true,
    cell: (line) => <Meaning line={line} onChange={(target) => set(line.at, target)} />,
  },
];

const none = 'none';

function Meaning({ line, onChange }: { line: Line; onChange: (target: ColumnTarget | null) => void }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const brand = useCall('brand', 'get', {});
  const { name, target } = line;
  const choose = (id: string): void => {
    if (id === none) onChange(null);
    else if (id === 'price')
      onChange({ field: 'price', termMonths: 1, currency: brand.data?.defaultCurrency ?? 'EUR' });
    else onChange({ field: PlainField.parse(id) });
  };
  return (
    <div className={styles['meaning']} data-price={target?.field === 'price' || undefined}>
      <Select
        label={t('transfer.mapping.of', { column: name })}
        hideLabel
        value={target?.field ?? none}
        onChange={choose}
        options={[
          { id: none, label: t('transfer.mapping.none') },
          ...PlainField.options.map((id) => ({ id, label: t(`transfer.field.${id}`) })),
          { id: 'price', label: t('transfer.mapping.price') },
        ]}
      />
      {target?.field === 'price' ? (
        <>
          <Select
            label={t('transfer.mapping.term', { column: name })}
            hideLabel
            value={String(target.termMonths)}
            onChange={(id) => onChange({ ...target, termMonths: PriceTerm.parse(Number(id)) })}
            options={PriceTerm.options.map(({ value }) => ({ id: String(value), label: t(`catalogue.term.${value}`) }))}
          />
          <ComboBox
            label={t('transfer.mapping.currency', { column: name })}
            hideLabel
            value={target.currency}
            onChange={(currency) => {
              if (currency !== null) onChange({ ...target, currency });
            }}
            options={currencyOptions(locale)}
          />
        </>
      ) : null}
    </div>
  );
}
