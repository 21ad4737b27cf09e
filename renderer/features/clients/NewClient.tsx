import { clients, type Client } from '../../../preload/api/clients.ts';
import type { Language } from '../../../preload/api/values.ts';
import { useFieldText } from '../../app/ErrorBanner.tsx';
import { useCallForm } from '../../app/form.ts';
import { paths } from '../../app/paths.ts';
import { useAction } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Button, Form, FormActions } from '../../ui/index.ts';
import { ClientFields } from './ClientFields.tsx';
import { clientName } from './name.ts';
import { DetailPane } from '../../workbench/DetailPane.tsx';
import { DraftStatus } from '../../workbench/DraftStatus.tsx';
import { FormRefusal } from '../../workbench/FormRefusal.tsx';
import { useGo } from '../../workbench/useGo.ts';
import { useFirstFocus } from '../../workbench/useFirstFocus.ts';
import { useMay } from '../../workbench/useMay.ts';
import { useOnce } from '../../workbench/useOnce.ts';
import { clientInput, type ClientValues, noClient } from './values.ts';

export function NewClient() {
  const t = useTranslate();
  const go = useGo();
  const may = useMay();
  const language: Language = useLocaleCode();
  const fieldText = useFieldText();
  const create = useAction('clients', 'create');
  const once = useOnce<ClientValues>();
  const { form, submit, refusal, isDraft, discard } = useCallForm<ClientValues, object, Client>({
    id: 'client/new',
    schema: clients.create.input,
    defaults: noClient(language),
    toInput: clientInput,
    // The form's schema has checked the input before this is called.
    save: (input) => create.mutateAsync(input as Parameters<typeof create.mutateAsync>[0]),
    onSaved: (client) => {
      once.done();
      toasts.add({ tone: 'success', text: t('clients.created', { name: clientName(client) }) });
      go(paths.client(client.id), { replace: true });
    },
  });
  useFirstFocus(form, 'firstName');
  return (
    <DetailPane title={t('clients.new')} listPath={paths.clients}>
      <Form form={form} onSubmit={once.guard(submit)} translate={fieldText} label={t('clients.new')}>
        <ClientFields control={form.control} />
        <FormActions status={<DraftStatus isDraft={isDraft} onDiscard={discard} />}>
          <Button onPress={() => go(paths.clients)}>{t('ui.cancel')}</Button>
          <Button
            type="submit"
            variant="primary"
            isBusy={form.formState.isSubmitting}
            whyDisabled={may('clients.write')}
          >
            {t('ui.create')}
          </Button>
        </FormActions>
        <FormRefusal refusal={refusal} />
      </Form>
    </DetailPane>
  );
}
