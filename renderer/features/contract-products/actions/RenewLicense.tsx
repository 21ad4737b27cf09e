import { useWatch } from 'react-hook-form';
import { licenses } from '../../../../preload/api/licenses.ts';
import { api, valueOf } from '../../../app/api.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { useSumText } from '../../../workbench/Money.tsx';
import { ActionFrame, type ActionDialogProps } from './ActionFrame.tsx';
import { CustomerField, KeyField } from './GuardFields.tsx';
import { TermField } from './TermField.tsx';
import { guardsOf, useQueuedForm, type GuardValues } from './useActionForm.ts';
import { useFacts } from './useFacts.tsx';
import { usePreview } from './usePreview.ts';

interface RenewValues extends GuardValues {
  termMonths: string;
}

/** Renew License: adds a term at the vendor, which charges each time (ispmanager-api 4.2). */
export function RenewLicense({ contract, onClose }: ActionDialogProps) {
  const t = useTranslate();
  const sum = useSumText();
  const { callForm, submit } = useQueuedForm<RenewValues>({
    action: 'renew',
    contract,
    schema: licenses.renew.input,
    defaults: { ...guardsOf(contract), termMonths: String(contract.termMonths) },
    toInput: ({ customerIdentifier, licenseKey, termMonths }) => ({
      customerIdentifier,
      licenseKey,
      termMonths: Number(termMonths),
    }),
    save: (input) => valueOf(api.licenses.renew(input)),
    onClose,
  });
  const months = Number(useWatch({ control: callForm.form.control, name: 'termMonths' })) === 12 ? 12 : 1;
  const read = usePreview({ contractProductId: contract.id, action: 'renew', termMonths: months });
  const facts = useFacts(contract, read);
  const cost = read.preview?.cost ?? null;
  return (
    <ActionFrame
      action="renew"
      contract={contract}
      callForm={callForm}
      submit={submit}
      read={read}
      intro={t('action.renew.text')}
      facts={[
        facts.vendor,
        facts.account,
        facts.product,
        facts.package,
        facts.status,
        facts.renewed,
        facts.cost(),
        facts.balance,
      ]}
      confirmLabel={
        read.state === 'reading'
          ? t('action.renew')
          : cost === null
            ? t('action.confirm.untold', { action: t('action.renew') })
            : t('action.confirm.for', { action: t('action.renew'), sum: sum(cost) })
      }
      onClose={onClose}
    >
      <TermField contract={contract} months={months} offered={read.preview?.periods} />
      <KeyField contract={contract} />
      <CustomerField contract={contract} />
    </ActionFrame>
  );
}
