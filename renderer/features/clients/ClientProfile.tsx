import { clients, type Client } from '../../../preload/api/clients.ts';
import { useFieldText } from '../../app/ErrorBanner.tsx';
import { useCallForm } from '../../app/form.ts';
import { call, useAction } from '../../app/query.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Form } from '../../ui/index.ts';
import { ClientFields } from './ClientFields.tsx';
import { FormFooter } from '../../workbench/FormFooter.tsx';
import { useMay } from '../../workbench/useMay.ts';
import { useUndoable } from '../../workbench/useUndo.ts';
import { clientName } from './name.ts';
import { clientSaved } from './undo.ts';
import { clientInput, clientValues, type ClientValues } from './values.ts';

// A change may leave fields out; the form may not: what was cleared says "fill in".
const schema = clients.update.input.required();

const calls = { get: call('clients', 'get'), update: call('clients', 'update') };

/** A stored client's own data, to be changed in place. What others change meanwhile stays. */
export function ClientProfile({ client }: { client: Client }) {
  const t = useTranslate();
  const may = useMay();
  const fieldText = useFieldText();
  const undoable = useUndoable();
  const update = useAction('clients', 'update');
  const { form, submit, refusal, isDraft, discard } = useCallForm<ClientValues, object, Client>({
    id: `client/${client.id}`,
    schema,
    defaults: clientValues(client),
    followsStored: true,
    onlyChanges: true,
    toInput: (values) => ({ id: client.id, ...clientInput(values) }),
    save: (input) => update.mutateAsync(input as Parameters<typeof update.mutateAsync>[0]),
    onSaved: (saved) => {
      form.reset(clientValues(saved));
      undoable({
        text: t('ui.saved'),
        entry: clientSaved(calls, t('undo.what.client', { name: clientName(saved) }), client, saved),
      });
    },
  });
  const { isDirty, isSubmitting } = form.formState;
  return (
    <Form form={form} onSubmit={submit} translate={fieldText} label={t('clients.profile')}>
      <ClientFields control={form.control} />
      <FormFooter
        refusal={refusal}
        isDraft={isDraft}
        onDiscard={discard}
        isBusy={isSubmitting}
        isDirty={isDirty}
        whyDisabled={may('clients.write')}
      />
    </Form>
  );
}
