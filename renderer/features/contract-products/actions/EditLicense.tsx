import { licenses } from '../../../../preload/api/licenses.ts';
import { api, valueOf } from '../../../app/api.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { FormTextField } from '../../../ui/index.ts';
import { useFirstFocus } from '../../../workbench/useFirstFocus.ts';
import { ActionFrame, type ActionDialogProps } from './ActionFrame.tsx';
import { CustomerField, KeyField } from './GuardFields.tsx';
import { guardsOf, useQueuedForm, type GuardValues } from './useActionForm.ts';
import { useFacts } from './useFacts.tsx';
import { usePreview } from './usePreview.ts';

interface EditValues extends GuardValues {
  ip: string;
  licname: string;
}

/** Change IP or name: what the license has is filled in, and both are sent, as the vendor wants it (ispmanager-api 4.1). */
export function EditLicense({ contract, onClose }: ActionDialogProps) {
  const t = useTranslate();
  const { callForm, submit } = useQueuedForm<EditValues>({
    action: 'edit',
    contract,
    schema: licenses.edit.input,
    defaults: {
      ...guardsOf(contract),
      ip: contract.license?.ip ?? contract.ip,
      licname: contract.license?.licname ?? '',
    },
    toInput: ({ customerIdentifier, licenseKey, ip, licname }) => ({
      customerIdentifier,
      licenseKey,
      ip: ip.trim(),
      licname,
    }),
    save: (input) => valueOf(api.licenses.edit(input)),
    onClose,
  });
  useFirstFocus(callForm.form, 'ip');
  const read = usePreview({ contractProductId: contract.id, action: 'edit' });
  const facts = useFacts(contract, read);
  return (
    <ActionFrame
      action="edit"
      contract={contract}
      callForm={callForm}
      submit={submit}
      read={read}
      intro={t('action.edit.text')}
      facts={[facts.vendor, facts.account, facts.product, facts.status]}
      confirmLabel={t('action.edit')}
      isContentFocused
      onClose={onClose}
    >
      <FormTextField name="ip" label={t('contracts.ip')} isRequired isMono spellCheck={false} />
      <FormTextField name="licname" label={t('license.name')} description={t('action.edit.name')} spellCheck={false} />
      <KeyField contract={contract} />
      <CustomerField contract={contract} />
    </ActionFrame>
  );
}
