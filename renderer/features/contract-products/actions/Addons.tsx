import { useEffect } from 'react';
import { licenses } from '../../../../preload/api/licenses.ts';
import { api, valueOf } from '../../../app/api.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { FormNumberField, FormRow } from '../../../ui/index.ts';
import { useSumText } from '../../../workbench/Money.tsx';
import { ActionFrame, type ActionDialogProps } from './ActionFrame.tsx';
import { CustomerField, KeyField } from './GuardFields.tsx';
import { guardsOf, useQueuedForm, type GuardValues } from './useActionForm.ts';
import { useFacts } from './useFacts.tsx';
import { usePreview } from './usePreview.ts';

interface AddonValues extends GuardValues {
  quantities: Record<string, number | null>;
}

/** Addons: how many of each the license has; more of them the vendor charges for. */
export function Addons({ contract, onClose }: ActionDialogProps) {
  const t = useTranslate();
  const sum = useSumText();
  const { callForm, submit } = useQueuedForm<AddonValues>({
    action: 'addons',
    contract,
    schema: licenses.addons.input,
    defaults: { ...guardsOf(contract), quantities: { ...contract.license?.addons } },
    toInput: ({ customerIdentifier, licenseKey, quantities }) => ({
      customerIdentifier,
      licenseKey,
      quantities: Object.fromEntries(Object.entries(quantities).filter(([, quantity]) => quantity !== null)),
    }),
    save: (input) => valueOf(api.licenses.addons(input)),
    onClose,
  });
  const read = usePreview({ contractProductId: contract.id, action: 'addons' });
  const facts = useFacts(contract, read);
  const offered = read.preview?.addons ?? [];
  // Addons that the mirror did not know of are filled in with what the vendor shows now.
  const { getValues, setValue } = callForm.form;
  useEffect(() => {
    for (const { id, quantity } of read.preview?.addons ?? []) {
      if (getValues('quantities')[id] === undefined) setValue(`quantities.${id}`, quantity);
    }
  }, [read.preview, getValues, setValue]);
  const isUntold = read.state === 'read' && offered.length === 0;
  return (
    <ActionFrame
      action="addons"
      contract={contract}
      callForm={callForm}
      submit={submit}
      read={read}
      intro={t('action.addons.text')}
      facts={[
        facts.vendor,
        facts.account,
        facts.product,
        facts.package,
        facts.cost(t('action.addons.cost')),
        facts.balance,
      ]}
      confirmLabel={t('action.confirm.untold', { action: t('action.addons.confirm') })}
      whyDisabled={isUntold ? t('error.license.no_addons') : undefined}
      onClose={onClose}
    >
      {offered.length === 0 ? null : (
        <FormRow>
          {offered.map(({ id, quantity, cost }) => (
            <FormNumberField
              key={id}
              name={`quantities.${id}`}
              label={t('operation.addon', { id })}
              description={
                cost === null
                  ? t('action.addons.now', { quantity })
                  : t('action.addons.nowEach', { quantity, sum: sum(cost) })
              }
              min={0}
              max={10_000}
            />
          ))}
        </FormRow>
      )}
      <KeyField contract={contract} />
      <CustomerField contract={contract} />
    </ActionFrame>
  );
}
