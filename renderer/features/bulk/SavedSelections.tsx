import { Bookmark } from 'lucide-react';
import { useState } from 'react';
import { bulk, type SavedSelection } from '../../../preload/api/bulk.ts';
import { ErrorBanner, useFieldText } from '../../app/ErrorBanner.tsx';
import { useCallForm } from '../../app/form.ts';
import { useAction, useCall } from '../../app/query.ts';
import { useTranslate, type Translate } from '../../i18n/provider.tsx';
import {
  Button,
  ConfirmDialog,
  Dialog,
  EmptyState,
  Form,
  FormTextField,
  StaticTable,
  type TableColumn,
} from '../../ui/index.ts';
import { FormRefusal } from '../../workbench/FormRefusal.tsx';
import { useMay } from '../../workbench/useMay.ts';
import styles from './SavedSelections.module.css';

/** Selections that have a name: choose one, rename it, delete it. */
export function SavedSelections({
  onSelect,
  onClose,
}: {
  onSelect: (selection: SavedSelection) => void;
  onClose: () => void;
}) {
  const t = useTranslate();
  const may = useMay();
  const { data, error } = useCall('bulk', 'selections', {});
  const [asked, setAsked] = useState<{ what: 'rename' | 'delete'; of: SavedSelection } | null>(null);
  const acts = (of: SavedSelection) => (
    <span className={styles['acts']}>
      <Button size="small" aria-label={`${t('bulk.saved.select')}: ${of.name}`} onPress={() => onSelect(of)}>
        {t('bulk.saved.select')}
      </Button>
      {(['rename', 'delete'] as const).map((what) => (
        <Button
          key={what}
          size="small"
          variant="quiet"
          whyDisabled={may('licenses.act')}
          aria-label={`${t(`bulk.saved.${what}`)}: ${of.name}`}
          onPress={() => setAsked({ what, of })}
        >
          {t(`bulk.saved.${what}`)}
        </Button>
      ))}
    </span>
  );
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('bulk.saved.title')}
      size="large"
      footer={<Button onPress={onClose}>{t('ui.close')}</Button>}
    >
      {error ? <ErrorBanner error={error.error} /> : null}
      {data?.length === 0 ? (
        <EmptyState icon={Bookmark} title={t('bulk.saved.empty')}>
          {t('bulk.saved.empty.text')}
        </EmptyState>
      ) : null}
      {data === undefined || data.length === 0 ? null : (
        <StaticTable label={t('bulk.saved.title')} columns={columns(t, acts)} rows={data} rowId={(row) => row.id} />
      )}
      {asked?.what === 'rename' ? <Rename of={asked.of} onClose={() => setAsked(null)} /> : null}
      {asked?.what === 'delete' ? <Delete of={asked.of} onClose={() => setAsked(null)} /> : null}
    </Dialog>
  );
}

const columns = (t: Translate, acts: (of: SavedSelection) => React.ReactNode): TableColumn<SavedSelection>[] => [
  { id: 'name', header: t('bulk.save.name'), isRowHeader: true, cell: (row) => row.name },
  {
    id: 'kind',
    header: t('bulk.saved.kind'),
    width: 100,
    isMuted: true,
    cell: (row) => t(row.filter === null ? 'bulk.saved.ids' : 'bulk.saved.filter'),
  },
  { id: 'count', header: t('bulk.saved.count'), width: 132, align: 'end', cell: (row) => row.count },
  { id: 'acts', header: t('bulk.saved.acts'), hideHeader: true, width: 340, align: 'end', cell: acts },
];

function Rename({ of, onClose }: { of: SavedSelection; onClose: () => void }) {
  const t = useTranslate();
  const fieldText = useFieldText();
  const rename = useAction('bulk', 'renameSelection');
  const { form, submit, refusal } = useCallForm<{ name: string }, object, SavedSelection>({
    id: `selection/${of.id}`,
    schema: bulk.renameSelection.input,
    defaults: { name: of.name },
    toInput: ({ name }) => ({ id: of.id, name }),
    // The form's schema has checked the input before this is called.
    save: (input) => rename.mutateAsync(input as Parameters<typeof rename.mutateAsync>[0]),
    onSaved: onClose,
  });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('bulk.saved.rename.title', { name: of.name })}
      size="small"
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button variant="primary" type="submit" form="rename-selection" isBusy={form.formState.isSubmitting}>
            {t('ui.save')}
          </Button>
        </>
      }
    >
      <Form
        form={form}
        onSubmit={submit}
        translate={fieldText}
        label={t('bulk.saved.rename.title', { name: of.name })}
        id="rename-selection"
      >
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog takes the focus; here the person begins */}
        <FormTextField name="name" label={t('bulk.save.name')} isRequired autoFocus />
        <FormRefusal refusal={refusal} />
      </Form>
    </Dialog>
  );
}

function Delete({ of, onClose }: { of: SavedSelection; onClose: () => void }) {
  const t = useTranslate();
  const remove = useAction('bulk', 'deleteSelection');
  return (
    <ConfirmDialog
      isOpen
      title={t('bulk.saved.delete.title', { name: of.name })}
      confirmLabel={t('bulk.saved.delete')}
      tone="danger"
      isBusy={remove.isPending}
      error={remove.error ? <ErrorBanner error={remove.error.error} /> : undefined}
      onCancel={onClose}
      onConfirm={() => remove.mutate({ id: of.id }, { onSuccess: onClose })}
    >
      {t('bulk.saved.delete.text')}
    </ConfirmDialog>
  );
}
