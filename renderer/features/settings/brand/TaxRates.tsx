import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { TaxRate } from '../../../../preload/api/brand.ts';
import { ErrorBanner } from '../../../app/ErrorBanner.tsx';
import { useAction } from '../../../app/query.ts';
import { countryName, type Locale } from '../../../i18n/format.ts';
import { useLocaleCode, useTranslate, type Translate } from '../../../i18n/provider.tsx';
import { Badge, Button, Card, ConfirmDialog, IconButton, StaticTable, type TableColumn } from '../../../ui/index.ts';
import { RowSyncMark } from '../../team-hub/RowSyncMark.tsx';
import { useMay } from '../../../workbench/useMay.ts';
import { useUndoable } from '../../../workbench/useUndo.ts';
import styles from './Brand.module.css';
import { TaxRateDialog } from './TaxRateDialog.tsx';
import { brandCalls } from './undo-calls.ts';
import { taxRatesEdited } from './undo.ts';

/** The taxes that invoices count with. Each is stored at once. */
export function TaxRates({ rates }: { rates: readonly TaxRate[] }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const may = useMay();
  const told = useUndoable();
  const [edited, setEdited] = useState<TaxRate | 'new' | null>(null);
  const [asked, setAsked] = useState<TaxRate | null>(null);
  const remove = useAction('brand', 'deleteTaxRate');
  return (
    <Card
      title={t('taxRates.title')}
      description={t('taxRates.text')}
      isFlush={rates.length > 0}
      actions={
        <Button size="small" icon={Plus} whyDisabled={may('brand.write')} onPress={() => setEdited('new')}>
          {t('taxRates.add')}
        </Button>
      }
    >
      {rates.length === 0 ? (
        <p className={styles['empty']}>{t('taxRates.none')}</p>
      ) : (
        <StaticTable
          label={t('taxRates.title')}
          rows={[...rates]}
          rowId={({ id }) => id}
          columns={columns(t, locale, { onEdit: setEdited, onDelete: setAsked })}
        />
      )}
      {edited === null ? null : (
        <TaxRateDialog rate={edited === 'new' ? null : edited} rates={rates} onClose={() => setEdited(null)} />
      )}
      {asked === null ? null : (
        <ConfirmDialog
          isOpen
          tone="danger"
          title={t('taxRates.delete.ask', { name: asked.name })}
          confirmLabel={t('choice.delete', { name: asked.name })}
          isBusy={remove.isPending}
          error={remove.error ? <ErrorBanner error={remove.error.error} /> : undefined}
          onCancel={() => setAsked(null)}
          onConfirm={() =>
            remove.mutate(
              { id: asked.id },
              {
                onSuccess: (saved) => {
                  const { name } = asked;
                  told({
                    text: t('choice.deleted', { name }),
                    entry: taxRatesEdited(brandCalls, t('undo.what.taxRate.deleted', { name }), rates, saved.taxRates),
                  });
                  setAsked(null);
                },
              },
            )
          }
        >
          {t('taxRates.delete.text')}
        </ConfirmDialog>
      )}
    </Card>
  );
}

interface Acts {
  onEdit: (rate: TaxRate) => void;
  onDelete: (rate: TaxRate) => void;
}

const columns = (t: Translate, locale: Locale, { onEdit, onDelete }: Acts): TableColumn<TaxRate>[] => [
  {
    id: 'name',
    header: t('taxRates.name'),
    minWidth: 140,
    cell: ({ id, name, isDefault }) => (
      <>
        <RowSyncMark record="tax_rate" id={id} /> {name}{' '}
        {isDefault ? <Badge>{t('brandSettings.isDefault')}</Badge> : null}
      </>
    ),
  },
  {
    id: 'place',
    header: t('taxRates.place'),
    minWidth: 140,
    cell: ({ country, region }) =>
      [country === '' ? t('taxRates.everywhere') : countryName(country, locale), region].filter(Boolean).join(', '),
  },
  {
    id: 'percent',
    header: t('taxRates.percent'),
    width: 110,
    align: 'end',
    cell: ({ percent }) => `${locale === 'ru' ? percent.replace('.', ',') : percent}\u00A0%`,
  },
  {
    id: 'kind',
    header: t('taxRates.kind'),
    width: 170,
    cell: ({ isInclusive }) => t(isInclusive ? 'taxRates.inclusive' : 'taxRates.exclusive'),
  },
  {
    id: 'acts',
    header: t('taxRates.acts'),
    width: 96,
    align: 'end',
    cell: (rate) => (
      <span className={styles['actions']}>
        <IconButton
          size="small"
          icon={Pencil}
          label={t('choice.edit', { name: rate.name })}
          onPress={() => onEdit(rate)}
        />
        <IconButton
          size="small"
          icon={Trash2}
          label={t('choice.delete', { name: rate.name })}
          onPress={() => onDelete(rate)}
        />
      </span>
    ),
  },
];
