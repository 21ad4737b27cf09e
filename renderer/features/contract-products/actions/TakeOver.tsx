import { useState } from 'react';
import type { License } from '../../../../preload/api/contract-products.ts';
import { licenses } from '../../../../preload/api/licenses.ts';
import { api, valueOf } from '../../../app/api.ts';
import { formatDate } from '../../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../../i18n/provider.tsx';
import { Banner, FormTextField, KeyValue } from '../../../ui/index.ts';
import { useFirstFocus } from '../../../workbench/useFirstFocus.ts';
import { VendorStatusBadge } from '../../operations/statuses.tsx';
import type { ActionDialogProps } from './ActionFrame.tsx';
import { ReadFrame } from './ReadFrame.tsx';
import { guardsOf, useActionForm, type GuardValues } from './useActionForm.ts';

interface TakeOverValues extends GuardValues {
  license: string;
}

/** Take over a license: one that the vendor account has already becomes this product's; nothing is bought. */
export function TakeOver({ contract, onClose }: ActionDialogProps) {
  const t = useTranslate();
  const [taken, setTaken] = useState<License | null>(null);
  const callForm = useActionForm<TakeOverValues, License>({
    action: 'takeOver',
    contract,
    schema: licenses.takeOver.input,
    defaults: { ...guardsOf(contract), license: contract.ip },
    toInput: ({ license }) => ({ license }),
    save: (input) => valueOf(api.licenses.takeOver(input)),
    onSaved: setTaken,
  });
  useFirstFocus(callForm.form, 'license');
  return (
    <ReadFrame
      action="takeOver"
      contract={contract}
      callForm={callForm}
      intro={t('action.takeOver.text', { account: contract.connectionName ?? '' })}
      beforehand={t('action.takeOver.none')}
      result={taken === null ? null : <Taken license={taken} />}
      isOnce
      isContentFocused
      onClose={onClose}
    >
      <FormTextField
        name="license"
        label={t('action.takeOver.license')}
        description={t('action.takeOver.license.text')}
        isRequired
        isReadOnly={taken !== null}
        isMono
        spellCheck={false}
      />
    </ReadFrame>
  );
}

function Taken({ license }: { license: License }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  return (
    <Banner tone="success" title={t('action.takeOver.done')}>
      <KeyValue
        items={[
          { id: 'vendorId', label: t('manage.vendorId'), value: license.vendorId, isMono: true },
          { id: 'key', label: t('contracts.key'), value: license.key, isMono: true },
          { id: 'ip', label: t('contracts.ip'), value: license.ip, isMono: true },
          {
            id: 'status',
            label: t('manage.vendorState'),
            value: <VendorStatusBadge status={license.status} isPlain />,
          },
          {
            id: 'expires',
            label: t('manage.expires'),
            value: license.expiresOn === '' ? null : formatDate(license.expiresOn, locale),
          },
        ]}
      />
    </Banner>
  );
}
