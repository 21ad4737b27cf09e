import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { clientLogins, type ClientLogin as Login } from '../../../preload/api/client-logins.ts';
import type { Client } from '../../../preload/api/clients.ts';
import type { Input } from '../../../preload/api/contract.ts';
import { ErrorBanner, useFieldText } from '../../app/ErrorBanner.tsx';
import { useCallForm } from '../../app/form.ts';
import { useAction, useCall } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import { formatInstant } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Button, Card, Dialog, Form, FormPasswordField, FormSection } from '../../ui/index.ts';
import { FormFooter } from '../../workbench/FormFooter.tsx';
import { useFirstFocus } from '../../workbench/useFirstFocus.ts';
import { useMay } from '../../workbench/useMay.ts';
import styles from './ClientDetail.module.css';
import { clientName } from './name.ts';

/** On a client's page: whether the client can log in, and the way to a password (R2). */
export function ClientLogin({ client }: { client: Client }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const may = useMay();
  const [isAsked, setAsked] = useState(false);
  const { data, error } = useCall('clientLogins', 'get', { id: client.id });
  if (error) return <ErrorBanner error={error.error} />;
  if (!data) return null;
  const { passwordSetAt } = data;
  return (
    <div className={styles['notice']}>
      <Card
        title={t('clients.login')}
        description={
          passwordSetAt === null
            ? t('clients.login.cannot')
            : t('clients.login.can', { email: client.email, when: formatInstant(passwordSetAt, locale) })
        }
        headingLevel={3}
        actions={
          <Button size="small" icon={KeyRound} whyDisabled={may('clients.write')} onPress={() => setAsked(true)}>
            {t(passwordSetAt === null ? 'clients.login.set' : 'clients.login.setNew')}
          </Button>
        }
      />
      {isAsked ? <SetPassword client={client} onClose={() => setAsked(false)} /> : null}
    </div>
  );
}

/** Sets a password once; nothing shows it again. */
function SetPassword({ client, onClose }: { client: Client; onClose: () => void }) {
  const t = useTranslate();
  const fieldText = useFieldText();
  const set = useAction('clientLogins', 'setPassword');
  const { form, submit, refusal, isDraft, discard } = useCallForm<
    { password: string },
    Input<typeof clientLogins.setPassword>,
    Login
  >({
    id: `client-login/${client.id}`,
    schema: clientLogins.setPassword.input,
    defaults: { password: '' },
    secrets: ['password'],
    toInput: ({ password }) => ({ id: client.id, password }),
    save: (input) => set.mutateAsync(input),
    onSaved: () => {
      toasts.add({ tone: 'success', text: t('clients.login.done', { name: clientName(client) }) });
      onClose();
    },
  });
  useFirstFocus(form, 'password');
  const { isSubmitting } = form.formState;
  return (
    <Dialog
      isOpen
      size="small"
      title={t('clients.login.of', { name: clientName(client) })}
      subtitle={client.email}
      isBusy={isSubmitting}
      onClose={onClose}
    >
      <Form form={form} onSubmit={submit} translate={fieldText} label={t('clients.login')}>
        <FormSection description={t('clients.login.text')}>
          <FormPasswordField
            name="password"
            label={t('clients.login.password')}
            description={t('entrance.password.text')}
            isRequired
            autoComplete="new-password"
          />
        </FormSection>
        <FormFooter refusal={refusal} isDraft={isDraft} onDiscard={discard} isBusy={isSubmitting} onCancel={onClose} />
      </Form>
    </Dialog>
  );
}
