import { bulk, type BulkSelection, type SavedSelection } from '../../../preload/api/bulk.ts';
import { useFieldText } from '../../app/ErrorBanner.tsx';
import { useCallForm } from '../../app/form.ts';
import { useAction, useCall } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Banner, Button, Dialog, Form, FormTextField } from '../../ui/index.ts';
import { FormRefusal } from '../../workbench/FormRefusal.tsx';
import styles from './BulkDialog.module.css';

export interface SaveSelectionProps {
  selection: BulkSelection;
  count: number;
  onClose: () => void;
}

/** What is marked gets a name: the filter that finds it, or each product by itself. */
export function SaveSelection({ selection, count, onClose }: SaveSelectionProps) {
  const t = useTranslate();
  const fieldText = useFieldText();
  const save = useAction('bulk', 'saveSelection');
  // What was taken out of "all that match" cannot be said by a filter: then it is the list.
  const isFilter = selection.by === 'filter' && (selection.except?.length ?? 0) === 0;
  const list = useCall('bulk', 'ids', { selection }, { enabled: selection.by === 'filter' && !isFilter });
  const of = isFilter
    ? { by: 'filter' as const, filter: selection.filter }
    : { by: 'ids' as const, ids: selection.by === 'ids' ? selection.ids : (list.data?.ids ?? []) };
  const isEverything = of.by === 'filter' && Object.keys(of.filter).length === 0;
  const { form, submit, refusal } = useCallForm<{ name: string }, object, SavedSelection>({
    id: 'selection/new',
    schema: bulk.saveSelection.input,
    defaults: { name: '' },
    toInput: ({ name }) => ({ name, of }),
    // The form's schema has checked the input before this is called.
    save: (input) => save.mutateAsync(input as Parameters<typeof save.mutateAsync>[0]),
    onSaved: () => {
      toasts.add({ tone: 'success', text: t('bulk.save.done') });
      onClose();
    },
  });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('bulk.save.title')}
      size="small"
      isBusy={form.formState.isSubmitting}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button
            variant="primary"
            type="submit"
            form="save-selection"
            isBusy={form.formState.isSubmitting}
            isDisabled={isEverything || list.isFetching}
          >
            {t('ui.save')}
          </Button>
        </>
      }
    >
      <Form form={form} onSubmit={submit} translate={fieldText} label={t('bulk.save.title')} id="save-selection">
        <div className={styles['body']}>
          {isEverything ? (
            <Banner tone="warning">{t('bulk.save.everything')}</Banner>
          ) : (
            <p className={styles['text']}>
              {t(of.by === 'filter' ? 'bulk.save.byFilter' : 'bulk.save.byIds', { count })}
            </p>
          )}
          {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog takes the focus; here the person begins */}
          <FormTextField name="name" label={t('bulk.save.name')} isRequired autoFocus />
          <FormRefusal refusal={refusal ?? list.error?.error ?? null} />
        </div>
      </Form>
    </Dialog>
  );
}
