import type { ReactNode } from 'react';
import type { ContractProduct } from '../../../../preload/api/contract-products.ts';
import { formatDate } from '../../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../../i18n/provider.tsx';
import { Mono, Skeleton, type KeyValueItem } from '../../../ui/index.ts';
import { BeforeAfter } from '../../../workbench/BeforeAfter.tsx';
import { useSumText } from '../../../workbench/Money.tsx';
import { When } from '../../../workbench/When.tsx';
import { VendorStatusBadge } from '../../operations/statuses.tsx';
import { balanceAfter } from './money.ts';
import type { PreviewRead } from './usePreview.ts';

/** The lines that say what an action is about and what it costs, for each dialog to choose from. */
export function useFacts(contract: ContractProduct, { state, preview, isFresh }: PreviewRead) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const sum = useSumText();
  /** What only the vendor tells, while it is being asked. */
  const told = (value: () => ReactNode): ReactNode => (state === 'reading' ? <Skeleton width={96} /> : value());
  const license = preview?.license ?? contract.license;
  const line = (id: string, label: string, value: ReactNode, isMono = false): KeyValueItem => ({
    id,
    label,
    value,
    isMono,
  });
  return {
    vendor: line('vendor', t('manage.vendor'), 'ispmanager'),
    account: line('account', t('manage.connection'), contract.connectionName),
    client: line('client', t('contracts.client'), contract.clientName),
    product: line('product', t('contracts.product'), contract.productName),
    license: line('license', t('contracts.license'), license === null ? null : <LicenseName of={license} />),
    ip: line('ip', t('contracts.ip'), license?.ip, true),
    status: line(
      'status',
      t('manage.vendorState'),
      told(() =>
        license === null ? null : (
          <>
            <VendorStatusBadge status={license.status} isPlain />
            {isFresh ? null : (
              <>
                {' '}
                (<When at={license.lastReadAt} />)
              </>
            )}
          </>
        ),
      ),
    ),
    package: line(
      'package',
      t('contracts.package'),
      license === null ? null : <Package code={license.packageIdentifier} name={contract.packageName} />,
    ),
    /** The vendor's price; `why`: in its place, where the price list cannot tell it. */
    cost: (why?: string): KeyValueItem =>
      line(
        'cost',
        t('action.cost'),
        told(() => {
          const cost = preview?.cost ?? null;
          if (cost === null) return why ?? t('action.cost.untold');
          return isFresh ? sum(cost) : t('action.cost.lastKnown', { sum: sum(cost) });
        }),
      ),
    balance: line(
      'balance',
      t('action.balance'),
      told(() => {
        const balance = preview?.balance ?? null;
        if (balance === null) return t(isFresh ? 'action.balance.untold' : 'action.balance.unread');
        const after = balanceAfter(balance, preview?.cost ?? null);
        return after === null ? sum(balance) : <BeforeAfter before={sum(balance)} after={sum(after)} isMono={false} />;
      }),
    ),
    expires: line(
      'expires',
      t('manage.expires'),
      told(() => (license?.expiresOn ? formatDate(license.expiresOn, locale) : null)),
    ),
    /** The end of the license before and after a renewal. */
    renewed: line(
      'expires',
      t('manage.expires'),
      told(() => (
        <BeforeAfter
          before={license?.expiresOn ? formatDate(license.expiresOn, locale) : null}
          after={preview?.newExpiresOn ? formatDate(preview.newExpiresOn, locale) : null}
          isMono={false}
        />
      )),
    ),
  };
}

function LicenseName({ of }: { of: { readonly vendorId: string; readonly key: string } }) {
  return <Mono wrap>{of.key === '' ? of.vendorId : of.key}</Mono>;
}

/** A tariff as its name and number. */
function Package({ code, name }: { code: string; name: string | null }) {
  return (
    <>
      {name ? `${name} ` : null}
      <Mono>{code}</Mono>
    </>
  );
}
