import { useWatch } from 'react-hook-form';
import { licenses } from '../../../../preload/api/licenses.ts';
import { api, valueOf } from '../../../app/api.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { FormRow, FormTextField } from '../../../ui/index.ts';
import { useSumText } from '../../../workbench/Money.tsx';
import { packageInput } from '../../../workbench/packages.ts';
import { ActionFrame, type ActionDialogProps } from './ActionFrame.tsx';
import { CustomerField } from './GuardFields.tsx';
import { FormPackageField, offersOf } from './PackageField.tsx';
import { isIp } from './ip.ts';
import { TermField } from './TermField.tsx';
import { guardsOf, useQueuedForm, type GuardValues } from './useActionForm.ts';
import { useFacts } from './useFacts.tsx';
import { usePreview } from './usePreview.ts';

interface CreateValues extends GuardValues {
  package: string;
  termMonths: string;
  ip: string;
}

/** Create License (spec 91): buys it, once; what the client ordered is filled in. */
export function CreateLicense({ contract, onClose }: ActionDialogProps) {
  const t = useTranslate();
  const sum = useSumText();
  const { callForm, submit } = useQueuedForm<CreateValues>({
    action: 'create',
    contract,
    schema: licenses.create.input,
    defaults: {
      ...guardsOf(contract),
      package: [contract.packageIdentifier, contract.packageName].filter(Boolean).join(' '),
      termMonths: String(contract.termMonths),
      ip: contract.ip,
    },
    toInput: (values) => ({
      customerIdentifier: values.customerIdentifier,
      package: packageInput(values.package),
      termMonths: Number(values.termMonths),
      ip: values.ip.trim(),
    }),
    save: (input) => valueOf(api.licenses.create(input)),
    onClose,
  });
  const [code, termMonths, ip] = useWatch({ control: callForm.form.control, name: ['package', 'termMonths', 'ip'] });
  const months = Number(termMonths) === 12 ? 12 : 1;
  const read = usePreview({
    contractProductId: contract.id,
    action: 'create',
    package: packageInput(code) || undefined,
    termMonths: months,
    ip: ip.trim() === '' || isIp(ip) ? ip.trim() : contract.ip,
  });
  const facts = useFacts(contract, read);
  const cost = read.preview?.cost ?? null;
  return (
    <ActionFrame
      action="create"
      contract={contract}
      callForm={callForm}
      submit={submit}
      read={read}
      intro={t('action.create.text')}
      facts={[facts.vendor, facts.account, facts.product, facts.cost(), facts.balance]}
      confirmLabel={
        read.state === 'reading'
          ? t('action.create.buy')
          : cost === null
            ? t('action.create.buyUntold')
            : t('action.create.buyFor', { sum: sum(cost) })
      }
      onClose={onClose}
    >
      <FormRow>
        <FormPackageField name="package" packages={offersOf(read.preview, sum)} isRequired />
        <TermField contract={contract} months={months} />
      </FormRow>
      <FormTextField
        name="ip"
        label={t('contracts.ip')}
        description={t('action.create.ip')}
        isMono
        spellCheck={false}
      />
      <CustomerField contract={contract} />
    </ActionFrame>
  );
}
