import { AutoRenewal as Choice, licenses } from '../../../../preload/api/licenses.ts';
import { api, valueOf } from '../../../app/api.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { FormRadioGroup } from '../../../ui/index.ts';
import { useFirstFocus } from '../../../workbench/useFirstFocus.ts';
import { autoRenewalText } from '../../operations/words.ts';
import { ActionFrame, type ActionDialogProps } from './ActionFrame.tsx';
import { CustomerField, KeyField } from './GuardFields.tsx';
import { guardsOf, useQueuedForm, type GuardValues } from './useActionForm.ts';
import { useFacts } from './useFacts.tsx';
import { usePreview } from './usePreview.ts';

interface AutoRenewalValues extends GuardValues {
  autoRenewal: string | null;
}

/** Auto-renewal: whether the vendor renews (and charges) by itself when the license ends. */
export function AutoRenewal({ contract, onClose }: ActionDialogProps) {
  const t = useTranslate();
  const present = Choice.safeParse(contract.license?.autoprolong);
  const { callForm, submit } = useQueuedForm<AutoRenewalValues>({
    action: 'autoRenew',
    contract,
    schema: licenses.autoRenew.input,
    defaults: { ...guardsOf(contract), autoRenewal: present.success ? present.data : null },
    toInput: ({ customerIdentifier, licenseKey, autoRenewal }) => ({
      customerIdentifier,
      licenseKey,
      autoRenewal: autoRenewal ?? undefined,
    }),
    save: (input) => valueOf(api.licenses.autoRenew(input)),
    onClose,
  });
  useFirstFocus(callForm.form, 'autoRenewal');
  const read = usePreview({ contractProductId: contract.id, action: 'autoRenew' });
  const facts = useFacts(contract, read);
  return (
    <ActionFrame
      action="autoRenew"
      contract={contract}
      callForm={callForm}
      submit={submit}
      read={read}
      intro={t('action.autoRenew.text')}
      facts={[facts.vendor, facts.account, facts.product, facts.status, facts.expires]}
      confirmLabel={t('action.autoRenew.confirm')}
      isContentFocused
      onClose={onClose}
    >
      <FormRadioGroup
        name="autoRenewal"
        label={t('license.autoRenewal')}
        description={present.success ? undefined : t('action.autoRenew.untold')}
        orientation="horizontal"
        options={Choice.options.map((id) => ({ id, label: autoRenewalText(id, t) }))}
      />
      <KeyField contract={contract} />
      <CustomerField contract={contract} />
    </ActionFrame>
  );
}
