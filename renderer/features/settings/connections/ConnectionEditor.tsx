import type { AppState } from '../../../../preload/api/app.ts';
import { connections, type Connection } from '../../../../preload/api/connections.ts';
import type { Input } from '../../../../preload/api/contract.ts';
import { useFieldText } from '../../../app/ErrorBanner.tsx';
import { useCallForm } from '../../../app/form.ts';
import { useAction } from '../../../app/query.ts';
import { toasts } from '../../../app/toasts.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Button, Form, FormActions } from '../../../ui/index.ts';
import { DraftStatus } from '../../../workbench/DraftStatus.tsx';
import { useMay } from '../../../workbench/useMay.ts';
import { refreshVault } from '../refresh-vault.ts';
import { CapabilitiesCard } from './CapabilitiesCard.tsx';
import { ConnectionFields } from './ConnectionFields.tsx';
import { ConnectionRefusal } from './ConnectionRefusal.tsx';
import { ConnectionTestCard } from './ConnectionTestCard.tsx';
import { PricesCard } from './PricesCard.tsx';
import { secretFields, updateInput, valuesOf, type ConnectionValues } from './values.ts';

/** The form of a stored connection; above it its test, below it what the account can do and is charged. */
export function ConnectionEditor({ connection, state }: { connection: Connection; state: AppState }) {
  const t = useTranslate();
  const may = useMay();
  const fieldText = useFieldText();
  const update = useAction('connections', 'update');
  const { form, submit, refusal, isDraft, discard } = useCallForm<
    ConnectionValues,
    Input<typeof connections.update>,
    Connection
  >({
    id: `connection/${connection.id}`,
    schema: connections.update.input,
    defaults: valuesOf(connection),
    secrets: secretFields,
    toInput: (values) => updateInput(connection.id, values),
    save: update.mutateAsync,
    onSaved: (saved) => {
      refreshVault();
      form.reset(valuesOf(saved));
      toasts.add({ tone: 'success', text: t('connections.saved') });
    },
  });
  const { isDirty, isSubmitting } = form.formState;
  return (
    <>
      <ConnectionTestCard connection={connection} isUnsaved={isDirty || isDraft} />
      <Form form={form} onSubmit={submit} translate={fieldText} label={connection.name}>
        <ConnectionFields form={form} environment={state.environment ?? 'live'} connection={connection} />
        <ConnectionRefusal form={form} refusal={refusal} vault={state.vault} />
        <FormActions status={<DraftStatus isDraft={isDraft} onDiscard={discard} />}>
          {isDirty && !isDraft ? <Button onPress={discard}>{t('ui.discard')}</Button> : null}
          <Button type="submit" variant="primary" isBusy={isSubmitting} whyDisabled={may('connections.write')}>
            {t('ui.save')}
          </Button>
        </FormActions>
      </Form>
      <CapabilitiesCard connection={connection} isUnsaved={isDirty || isDraft} />
      <PricesCard connectionId={connection.id} />
    </>
  );
}
