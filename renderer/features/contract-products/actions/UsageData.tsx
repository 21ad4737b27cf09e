import { useState } from 'react';
import { licenses, type Usage } from '../../../../preload/api/licenses.ts';
import { api, valueOf } from '../../../app/api.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import type { ActionDialogProps } from './ActionFrame.tsx';
import { CustomerField, KeyField } from './GuardFields.tsx';
import { ReadFrame } from './ReadFrame.tsx';
import { guardsOf, useActionForm } from './useActionForm.ts';
import { UsageValues } from './UsageValues.tsx';

/** Get Usage Data (spec 93): all that the vendor tells of the license. */
export function UsageData({ contract, onClose }: ActionDialogProps) {
  const t = useTranslate();
  const [usage, setUsage] = useState<Usage | null>(null);
  const callForm = useActionForm({
    action: 'usage',
    contract,
    schema: licenses.usage.input,
    defaults: guardsOf(contract),
    toInput: ({ customerIdentifier, licenseKey }) => ({ customerIdentifier, licenseKey }),
    save: (input) => valueOf(api.licenses.usage(input)),
    onSaved: setUsage,
  });
  return (
    <ReadFrame
      action="usage"
      contract={contract}
      callForm={callForm}
      intro={t('action.usage.text')}
      beforehand={t('action.usage.none')}
      result={usage === null ? null : <UsageValues usage={usage} />}
      onClose={onClose}
    >
      <KeyField contract={contract} />
      <CustomerField contract={contract} />
    </ReadFrame>
  );
}
