import { type SavedView, views } from '../../../preload/api/views.ts';
import { useFieldText } from '../../app/ErrorBanner.tsx';
import { useCallForm } from '../../app/form.ts';
import { useAction } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Button, Dialog, Form, FormCheckbox, FormSection, FormTextField } from '../../ui/index.ts';
import { FormRefusal } from '../FormRefusal.tsx';
import type { List } from './state.ts';

/** Gives the way a list is looked at a name; or, of a view that is there, another one. */
export function SaveView({ list, of, onClose }: { list: List; of?: SavedView; onClose: () => void }) {
  const t = useTranslate();
  const fieldText = useFieldText();
  const save = useAction('views', 'save');
  const update = useAction('views', 'update');
  const title = of ? t('list.view.edit.title', { name: of.name }) : t('list.view.save.title');
  const { form, submit, refusal } = useCallForm<{ name: string; isShared: boolean }, object, SavedView>({
    id: of ? `view/${of.id}` : `view/${list.name}/new`,
    schema: of ? views.update.input : views.save.input,
    defaults: { name: of?.name ?? '', isShared: of?.isShared ?? false },
    toInput: ({ name, isShared }) =>
      of ? { id: of.id, name, isShared } : { list: list.name, name, isShared, definition: list.definition },
    // The form's schema has checked the input before this is called.
    save: (input) =>
      of
        ? update.mutateAsync(input as Parameters<typeof update.mutateAsync>[0])
        : save.mutateAsync(input as Parameters<typeof save.mutateAsync>[0]),
    onSaved: (view) => {
      if (!of) list.apply(view);
      toasts.add({ tone: 'success', text: t(of ? 'list.view.updated' : 'list.view.saved') });
      onClose();
    },
  });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      size="small"
      isBusy={form.formState.isSubmitting}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button variant="primary" type="submit" form="save-view" isBusy={form.formState.isSubmitting}>
            {t('ui.save')}
          </Button>
        </>
      }
    >
      <Form form={form} onSubmit={submit} translate={fieldText} label={title} id="save-view">
        <FormSection>
          {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog takes the focus; here the person begins */}
          <FormTextField name="name" label={t('list.view.name')} isRequired autoFocus />
          <FormCheckbox name="isShared" label={t('list.view.share')} description={t('list.view.share.text')} />
          <FormRefusal refusal={refusal} />
        </FormSection>
      </Form>
    </Dialog>
  );
}
