import { useEffect } from 'react';
import { connections, type Connection } from '../../../../preload/api/connections.ts';
import { useFieldText } from '../../../app/ErrorBanner.tsx';
import { useCallForm } from '../../../app/form.ts';
import { paths } from '../../../app/paths.ts';
import { useAction, useCall } from '../../../app/query.ts';
import { toasts } from '../../../app/toasts.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Button, Form, FormActions, PageHeader } from '../../../ui/index.ts';
import { DraftStatus } from '../../../workbench/DraftStatus.tsx';
import { useGo } from '../../../workbench/useGo.ts';
import { useMay } from '../../../workbench/useMay.ts';
import { PageBody } from '../PageBody.tsx';
import { refreshVault } from '../refresh-vault.ts';
import { ConnectionFields } from './ConnectionFields.tsx';
import { ConnectionRefusal } from './ConnectionRefusal.tsx';
import { newValues, secretFields, type ConnectionValues } from './values.ts';

/** Settings > Provision configurations > Add new configurations. */
export function NewConnection() {
  const t = useTranslate();
  const go = useGo();
  const may = useMay();
  const fieldText = useFieldText();
  const { data: state } = useCall('app', 'state', {});
  const environment = state?.environment ?? 'live';
  const create = useAction('connections', 'create');
  const { form, submit, refusal, isDraft, discard } = useCallForm<ConnectionValues, ConnectionValues, Connection>({
    id: 'connection/new',
    schema: connections.create.input,
    defaults: newValues(environment),
    secrets: secretFields,
    toInput: (values) => values,
    save: create.mutateAsync,
    onSaved: (connection) => {
      refreshVault();
      toasts.add({ tone: 'success', text: t('connections.created'), detail: t('connections.created.next') });
      go(paths.connection(connection.id), { replace: true });
    },
  });
  const { setFocus } = form;
  useEffect(() => setFocus('name'), [setFocus]);
  return (
    <>
      <PageHeader
        title={t('connections.new')}
        crumbs={[{ label: t('settings.title') }, { label: t('settings.connections'), href: paths.connections }]}
      />
      <PageBody>
        <Form form={form} onSubmit={submit} translate={fieldText} label={t('connections.new')}>
          <ConnectionFields form={form} environment={environment} connection={null} />
          <ConnectionRefusal form={form} refusal={refusal} vault={state?.vault ?? 'unknown'} />
          <FormActions status={<DraftStatus isDraft={isDraft} onDiscard={discard} />}>
            <Button onPress={() => go(paths.connections)}>{t('ui.cancel')}</Button>
            <Button
              type="submit"
              variant="primary"
              isBusy={form.formState.isSubmitting}
              whyDisabled={may('connections.write')}
            >
              {t('ui.create')}
            </Button>
          </FormActions>
        </Form>
      </PageBody>
    </>
  );
}
