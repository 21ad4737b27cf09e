import { useWatch } from 'react-hook-form';
import type { Input } from '../../../preload/api/contract.ts';
import { sync as calls, type SyncStatus } from '../../../preload/api/sync.ts';
import { useFieldText } from '../../app/ErrorBanner.tsx';
import { useCallForm } from '../../app/form.ts';
import { useAction } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Dialog, Form, FormCheckbox, FormSection, FormTextArea, FormTextField } from '../../ui/index.ts';
import { FormFooter } from '../../workbench/FormFooter.tsx';
import { refreshVault } from '../settings/refresh-vault.ts';
import { MemoryChoice } from './MemoryChoice.tsx';

interface Values {
  code: string;
  deskName: string;
  bring: boolean;
  allowMemoryOnly: boolean;
}

/** Joins with a code. The copy of the workspace comes afterwards, and its progress is shown on the page. */
export function JoinWorkspace({ suggestedName, onClose }: { suggestedName: string; onClose: () => void }) {
  const t = useTranslate();
  const fieldText = useFieldText();
  const join = useAction('sync', 'join');
  const { form, submit, refusal, isDraft, discard } = useCallForm<Values, Input<typeof calls.join>, SyncStatus>({
    id: 'team-hub/join',
    schema: calls.join.input,
    defaults: { code: '', deskName: suggestedName, bring: false, allowMemoryOnly: false },
    secrets: ['code'],
    toInput: (values) => values,
    save: (input) => join.mutateAsync(input),
    onSaved: ({ workspaceName, deskName }) => {
      refreshVault();
      toasts.add({
        tone: 'success',
        // What the workspace is called comes with its copy.
        text: workspaceName === '' ? t('hub.joined.as', { name: deskName }) : t('hub.joined', { name: workspaceName }),
      });
      onClose();
    },
  });
  const isAgreed = useWatch({ control: form.control, name: 'allowMemoryOnly' });
  const isBusy = form.formState.isSubmitting;
  return (
    <Dialog isOpen title={t('hub.join')} subtitle={t('hub.join.text')} isBusy={isBusy} onClose={onClose}>
      <Form form={form} onSubmit={submit} translate={fieldText} label={t('hub.join')}>
        <FormSection>
          <FormTextArea
            name="code"
            label={t('hub.code')}
            description={t('hub.code.text')}
            isRequired
            maxLength={60_000}
          />
          <FormTextField
            name="deskName"
            label={t('hub.deskName')}
            description={t('hub.deskName.text')}
            isRequired
            maxLength={100}
          />
          <FormCheckbox name="bring" label={t('hub.bring')} description={t('hub.bring.text')} />
          <MemoryChoice refusal={refusal} isAgreed={isAgreed} />
        </FormSection>
        <FormFooter
          refusal={refusal}
          isDraft={isDraft}
          onDiscard={discard}
          isBusy={isBusy}
          saveLabel={t('hub.join')}
          onCancel={onClose}
        />
      </Form>
    </Dialog>
  );
}
