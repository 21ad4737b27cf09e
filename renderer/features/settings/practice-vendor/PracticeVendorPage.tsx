import { FlaskConical } from 'lucide-react';
import { useState } from 'react';
import type { PracticeVendor } from '../../../../preload/api/practice-vendor.ts';
import { ErrorBanner } from '../../../app/ErrorBanner.tsx';
import { useCall } from '../../../app/query.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { EmptyState, Skeleton, Tabs } from '../../../ui/index.ts';
import { useDelayed } from '../../../workbench/useDelayed.ts';
import { PageBody } from '../PageBody.tsx';
import pageStyles from '../Page.module.css';
import { SettingsHeader } from '../SettingsHeader.tsx';
import { AccountTab } from './AccountTab.tsx';
import { BooksTab } from './BooksTab.tsx';
import { ClockCard } from './ClockCard.tsx';
import { FaultsTab } from './FaultsTab.tsx';
import { shortLogin } from './settings.ts';

/** Settings > Practice vendor: how the vendor of the sandbox behaves, what goes wrong with it, and what it has in its books. */
export function PracticeVendorPage() {
  const t = useTranslate();
  const { data: state } = useCall('app', 'state', {});
  const isSandbox = state?.environment === 'sandbox';
  const { data: vendor, error, isPending } = useCall('practiceVendor', 'get', {}, { enabled: isSandbox });
  const isSlow = useDelayed(isSandbox && isPending);
  return (
    <>
      <SettingsHeader current="practiceVendor" />
      <PageBody isBusy={isSandbox && isPending}>
        {state && !isSandbox ? (
          <EmptyState icon={FlaskConical} title={t('practice.liveOnly')}>
            {t('practice.liveOnly.text')}
          </EmptyState>
        ) : null}
        {error ? <ErrorBanner error={error.error} /> : null}
        {isSlow ? <Skeleton lines={6} /> : null}
        {vendor ? (
          <>
            <p className={pageStyles['hint']}>{t('practice.text')}</p>
            <ClockCard vendor={vendor} />
            <Parts vendor={vendor} />
          </>
        ) : null}
      </PageBody>
    </>
  );
}

function Parts({ vendor }: { vendor: PracticeVendor }) {
  const t = useTranslate();
  const [part, setPart] = useState(vendor.accounts[0]?.login ?? 'faults');
  return (
    <Tabs
      label={t('practice.tabs')}
      selected={part}
      onSelect={setPart}
      isFlush
      items={[
        ...vendor.accounts.map((account) => ({
          id: account.login,
          label: shortLogin(account.login),
          content: <AccountTab key={account.login} account={account} />,
        })),
        {
          id: 'faults',
          label: t('practice.tab.faults'),
          ...(vendor.faults.length === 0 ? {} : { count: vendor.faults.length }),
          content: <FaultsTab vendor={vendor} />,
        },
        {
          id: 'books',
          label: t('practice.tab.books'),
          ...(vendor.licenses === 0 ? {} : { count: vendor.licenses }),
          content: <BooksTab total={vendor.licenses} />,
        },
      ]}
    />
  );
}
