import { useEffect, useRef } from 'react';
import { clients, type Client } from '../../../preload/api/clients.ts';
import { useFieldText } from '../../app/ErrorBanner.tsx';
import { useCallForm } from '../../app/form.ts';
import { useAction } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Button, Form, FormActions } from '../../ui/index.ts';
import { ClientFields } from './ClientFields.tsx';
import { DraftStatus } from '../../workbench/DraftStatus.tsx';
import { FormRefusal } from '../../workbench/FormRefusal.tsx';
import { useMay } from '../../workbench/useMay.ts';

const editable = ({ firstName, lastName, email, company, language, notes }: Client) => ({
  firstName,
  lastName,
  email,
  company,
  language,
  notes,
});

/** A stored client's own data, to be changed in place. */
export function ClientProfile({ client }: { client: Client }) {
  const t = useTranslate();
  const may = useMay();
  const fieldText = useFieldText();
  const update = useAction('clients', 'update');
  const { form, submit, refusal, isDraft, discard } = useCallForm({
    id: `client/${client.id}`,
    schema: clients.update.input,
    defaults: editable(client),
    toInput: (values) => ({ id: client.id, ...values }),
    save: update.mutateAsync,
    onSaved: (saved) => {
      form.reset(editable(saved));
      toasts.add({ tone: 'success', text: t('ui.saved') });
    },
  });
  const { isDirty, isSubmitting } = form.formState;

  // Somebody else saved this client: what nobody touched here follows; what was typed stays.
  const shown = useRef(client.updatedAt);
  useEffect(() => {
    if (shown.current === client.updatedAt) return;
    shown.current = client.updatedAt;
    if (!isDirty && !isDraft && !isSubmitting) discard();
  }, [client.updatedAt, isDirty, isDraft, isSubmitting, discard]);

  return (
    <Form form={form} onSubmit={submit} translate={fieldText} label={t('clients.profile')}>
      <ClientFields />
      <FormActions status={<DraftStatus isDraft={isDraft} onDiscard={discard} />}>
        {isDirty && !isDraft ? <Button onPress={discard}>{t('ui.discard')}</Button> : null}
        <Button type="submit" isBusy={isSubmitting} whyDisabled={may('clients.write')}>
          {t('ui.save')}
        </Button>
      </FormActions>
      <FormRefusal refusal={refusal} />
    </Form>
  );
}
