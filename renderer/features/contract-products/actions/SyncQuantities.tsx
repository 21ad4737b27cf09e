import { useState } from 'react';
import type { Output } from '../../../../preload/api/contract.ts';
import { licenses } from '../../../../preload/api/licenses.ts';
import { api, valueOf } from '../../../app/api.ts';
import { formatNumber } from '../../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../../i18n/provider.tsx';
import { Banner } from '../../../ui/index.ts';
import { BeforeAfter } from '../../../workbench/BeforeAfter.tsx';
import { When } from '../../../workbench/When.tsx';
import type { ActionDialogProps } from './ActionFrame.tsx';
import { CustomerField, KeyField } from './GuardFields.tsx';
import { ReadFrame } from './ReadFrame.tsx';
import { guardsOf, useActionForm } from './useActionForm.ts';

type Result = Output<typeof licenses.syncQuantities>;

/** Sync Tracked Product Quantities (spec 94): the tracked quantity becomes what the vendor counts, before and after shown. */
export function SyncQuantities({ contract, onClose }: ActionDialogProps) {
  const t = useTranslate();
  const [result, setResult] = useState<Result | null>(null);
  const callForm = useActionForm({
    action: 'syncQuantities',
    contract,
    schema: licenses.syncQuantities.input,
    defaults: guardsOf(contract),
    toInput: ({ customerIdentifier, licenseKey }) => ({ customerIdentifier, licenseKey }),
    save: (input) => valueOf(api.licenses.syncQuantities(input)),
    onSaved: setResult,
  });
  return (
    <ReadFrame
      action="syncQuantities"
      contract={contract}
      callForm={callForm}
      intro={t('action.syncQuantities.text')}
      beforehand={<Present contract={contract} />}
      result={result === null ? null : <Outcome result={result} />}
      onClose={onClose}
    >
      <KeyField contract={contract} />
      <CustomerField contract={contract} />
    </ReadFrame>
  );
}

/** What is stored now, and since when. */
function Present({ contract: { trackedQuantity, trackedAt } }: Pick<ActionDialogProps, 'contract'>) {
  const t = useTranslate();
  const locale = useLocaleCode();
  return (
    <>
      {t('manage.tracked')}
      {': '}
      {trackedQuantity === null || trackedAt === null ? (
        t('manage.tracked.never')
      ) : (
        <>
          {formatNumber(trackedQuantity, locale)} · <When at={trackedAt} />
        </>
      )}
    </>
  );
}

function Outcome({ result: { before, after, changed } }: { result: Result }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const quantity = (value: number | null): string =>
    value === null ? t('manage.tracked.never') : formatNumber(value, locale);
  if (after === null) return <Banner tone="info">{t('action.syncQuantities.untold')}</Banner>;
  return (
    <Banner tone="success" title={t(changed ? 'action.syncQuantities.changed' : 'action.syncQuantities.same')}>
      {t('manage.tracked')}: <BeforeAfter before={quantity(before)} after={quantity(after)} isMono={false} />
    </Banner>
  );
}
