import type { Input } from '../../../preload/api/contract.ts';
import { sync as calls, type SyncStatus } from '../../../preload/api/sync.ts';
import { useFieldText } from '../../app/ErrorBanner.tsx';
import { useCallForm } from '../../app/form.ts';
import { useAction } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Dialog, Form, FormPasswordField, FormSection, FormTextField } from '../../ui/index.ts';
import { FormFooter } from '../../workbench/FormFooter.tsx';

type Update = Input<typeof calls.updateHub>;

/** Brings the hub on a server up to this console's version, with the administrator's login. */
export function UpdateHubDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslate();
  const fieldText = useFieldText();
  const update = useAction('sync', 'updateHub');
  const { form, submit, refusal, isDraft, discard } = useCallForm<Update, Update, SyncStatus>({
    id: 'team-hub/update',
    schema: calls.updateHub.input,
    defaults: { user: 'postgres', password: '' },
    secrets: ['password'],
    toInput: (values) => values,
    save: (input) => update.mutateAsync(input),
    onSaved: () => {
      toasts.add({ tone: 'success', text: t('hub.update.done') });
      onClose();
    },
  });
  const isBusy = form.formState.isSubmitting;
  return (
    <Dialog isOpen title={t('hub.update')} subtitle={t('hub.update.text')} isBusy={isBusy} onClose={onClose}>
      <Form form={form} onSubmit={submit} translate={fieldText} label={t('hub.update')}>
        <FormSection>
          <FormTextField name="user" label={t('hub.user')} isRequired spellCheck={false} maxLength={63} />
          <FormPasswordField
            name="password"
            label={t('hub.password')}
            description={t('hub.password.text')}
            isRequired
            autoComplete="off"
          />
        </FormSection>
        <FormFooter
          refusal={refusal}
          isDraft={isDraft}
          onDiscard={discard}
          isBusy={isBusy}
          saveLabel={t('hub.update')}
          onCancel={onClose}
        />
      </Form>
    </Dialog>
  );
}
