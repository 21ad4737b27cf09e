import { useMutation } from '@tanstack/react-query';
import { KeyRound, LogOut } from 'lucide-react';
import { useState } from 'react';
import { clientArea } from '../../../preload/api/client-area.ts';
import { type CallError, clientApi, valueOf } from '../../app/api.ts';
import { ErrorBanner, useFieldText } from '../../app/ErrorBanner.tsx';
import { useCallForm } from '../../app/form.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Banner, Button, Dialog, Form, FormActions, FormPasswordField, FormSection } from '../../ui/index.ts';
import { FormRefusal } from '../../workbench/FormRefusal.tsx';
import { useFirstFocus } from '../../workbench/useFirstFocus.ts';
import { changeOver } from './query.ts';
import styles from './Entrance.module.css';

/** What a client who logged in does with their own login. */
export function OwnLogin({ email }: { email: string }) {
  const t = useTranslate();
  const [isAsked, setAsked] = useState(false);
  const [isChanged, setChanged] = useState(false);
  const logOut = useMutation<object, CallError>({
    networkMode: 'always',
    mutationFn: () => valueOf(clientApi.clientArea.logOut({})),
    onSuccess: changeOver,
  });
  return (
    <>
      <div className={styles['acts']}>
        <Button size="small" icon={KeyRound} onPress={() => setAsked(true)}>
          {t('clientArea.changePassword')}
        </Button>
        <Button size="small" icon={LogOut} isBusy={logOut.isPending} onPress={() => logOut.mutate()}>
          {t('clientArea.logOut')}
        </Button>
      </div>
      {logOut.error ? <ErrorBanner error={logOut.error.error} /> : null}
      {isChanged ? (
        <div className={styles['told']}>
          <Banner
            tone="success"
            live="status"
            title={t('clientArea.passwordChanged')}
            onDismiss={() => setChanged(false)}
          />
        </div>
      ) : null}
      {isAsked ? (
        <ChangePassword
          email={email}
          onClose={() => setAsked(false)}
          onChanged={() => {
            setAsked(false);
            setChanged(true);
          }}
        />
      ) : null}
    </>
  );
}

interface ChangePasswordProps {
  email: string;
  onClose: () => void;
  onChanged: () => void;
}

function ChangePassword({ email, onClose, onChanged }: ChangePasswordProps) {
  const t = useTranslate();
  const fieldText = useFieldText();
  const { form, submit, refusal } = useCallForm({
    id: 'own-password',
    schema: clientArea.changePassword.input,
    defaults: { currentPassword: '', newPassword: '' },
    secrets: ['currentPassword', 'newPassword'],
    toInput: (values) => values,
    save: (input) => valueOf(clientApi.clientArea.changePassword(input)),
    onSaved: onChanged,
  });
  useFirstFocus(form, 'currentPassword');
  const { isSubmitting } = form.formState;
  return (
    <Dialog
      isOpen
      size="small"
      isBusy={isSubmitting}
      onClose={onClose}
      title={t('clientArea.changePassword')}
      subtitle={email}
    >
      <Form form={form} onSubmit={submit} translate={fieldText} label={t('clientArea.changePassword')}>
        <FormSection>
          <FormPasswordField
            name="currentPassword"
            label={t('clientArea.currentPassword')}
            isRequired
            autoComplete="current-password"
          />
          <FormPasswordField
            name="newPassword"
            label={t('clientArea.newPassword')}
            description={t('entrance.password.text')}
            isRequired
            autoComplete="new-password"
          />
        </FormSection>
        <FormRefusal refusal={refusal} />
        <FormActions>
          <Button onPress={onClose} isDisabled={isSubmitting}>
            {t('ui.cancel')}
          </Button>
          <Button type="submit" variant="primary" isBusy={isSubmitting}>
            {t('clientArea.changePassword')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}
