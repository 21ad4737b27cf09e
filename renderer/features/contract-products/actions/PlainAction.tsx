import { licenses } from '../../../../preload/api/licenses.ts';
import { api, valueOf } from '../../../app/api.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Banner } from '../../../ui/index.ts';
import { ActionFrame, type ActionDialogProps } from './ActionFrame.tsx';
import { CustomerField, KeyField } from './GuardFields.tsx';
import { guardsOf, useQueuedForm } from './useActionForm.ts';
import { useFacts } from './useFacts.tsx';
import { usePreview } from './usePreview.ts';

/** Actions that need no more than the right license and a yes. */
type Plain = 'reissue' | 'suspend' | 'unsuspend';

function PlainAction({ action, contract, onClose }: ActionDialogProps & { action: Plain }) {
  const t = useTranslate();
  const { callForm, submit } = useQueuedForm({
    action,
    contract,
    schema: licenses[action].input,
    defaults: guardsOf(contract),
    toInput: ({ customerIdentifier, licenseKey }) => ({ customerIdentifier, licenseKey }),
    save: (input) => valueOf(api.licenses[action](input)),
    onClose,
  });
  const read = usePreview({ contractProductId: contract.id, action });
  const facts = useFacts(contract, read);
  return (
    <ActionFrame
      action={action}
      contract={contract}
      callForm={callForm}
      submit={submit}
      read={read}
      intro={t(`action.${action}.text`)}
      facts={[facts.vendor, facts.account, facts.product, facts.ip, facts.status]}
      confirmLabel={t(`action.${action}`)}
      onClose={onClose}
    >
      <KeyField contract={contract} />
      <CustomerField contract={contract} />
    </ActionFrame>
  );
}

/** Reissue License (spec 92): a new key, after which the old one ends. */
export const ReissueLicense = (props: ActionDialogProps) => <PlainAction action="reissue" {...props} />;
/** Suspend License (spec 96). */
export const SuspendLicense = (props: ActionDialogProps) => <PlainAction action="suspend" {...props} />;
/** Unsuspend License (spec 97). */
export const UnsuspendLicense = (props: ActionDialogProps) => <PlainAction action="unsuspend" {...props} />;

/** Terminate License (spec 98): irreversible, so the key is typed, and nothing is filled in for that. */
export function TerminateLicense({ contract, onClose }: ActionDialogProps) {
  const t = useTranslate();
  const { license } = contract;
  const confirmation = license === null ? '' : license.key || license.vendorId;
  const { callForm, submit } = useQueuedForm({
    action: 'terminate',
    contract,
    schema: licenses.terminate.input,
    defaults: guardsOf(contract),
    // The dialog lets nobody confirm before this was typed.
    toInput: ({ customerIdentifier }) => ({ customerIdentifier, confirmation }),
    save: (input) => valueOf(api.licenses.terminate(input)),
    onClose,
  });
  const read = usePreview({ contractProductId: contract.id, action: 'terminate' });
  const facts = useFacts(contract, read);
  return (
    <ActionFrame
      action="terminate"
      contract={contract}
      callForm={callForm}
      submit={submit}
      read={read}
      intro={<Banner tone="danger">{t('action.terminate.text')}</Banner>}
      facts={[facts.vendor, facts.account, facts.product, facts.license, facts.ip, facts.status]}
      confirmLabel={t('action.terminate')}
      tone="danger"
      typedText={confirmation}
      onClose={onClose}
    >
      <CustomerField contract={contract} />
    </ActionFrame>
  );
}
