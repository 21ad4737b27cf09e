import { useParams } from '@tanstack/react-router';
import { paths } from '../../app/paths.ts';
import { useCall } from '../../app/query.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Link, Tabs } from '../../ui/index.ts';
import { WhyButton } from '../causes/WhyButton.tsx';
import { DetailPane, DetailPending } from '../../workbench/DetailPane.tsx';
import { useGo } from '../../workbench/useGo.ts';
import { BillingTab } from './BillingTab.tsx';
import { ManageTab } from './ManageTab.tsx';
import { OverviewTab } from './OverviewTab.tsx';
import { ContractStatusBadge } from './statuses.tsx';

const tabOf = (tab: string | undefined): 'overview' | 'billing' | 'manage' =>
  tab === 'manage' || tab === 'billing' ? tab : 'overview';

/** One contract product: `Overview` says what it is, `Billing` until when and for how much, `Manage` acts on its license. */
export function ContractProductDetail() {
  const t = useTranslate();
  const go = useGo();
  const { id = '', tab }: { id?: string; tab?: string } = useParams({ strict: false });
  const { data: contract, error } = useCall('contractProducts', 'get', { id });
  if (!contract) return <DetailPending error={error} listPath={paths.products} />;
  const open = contract.operations.filter(
    ({ state, heldFor }) => state === 'unknown' || state === 'absent' || heldFor !== null,
  ).length;
  return (
    <DetailPane
      title={contract.productName}
      badge={
        <>
          <ContractStatusBadge status={contract.status} />
          <WhyButton entity="contract_product" id={contract.id} />
        </>
      }
      subtitle={<Link href={paths.client(contract.clientId)}>{contract.clientName}</Link>}
      listPath={paths.products}
      isTabbed
    >
      <Tabs
        label={t('contracts.sections')}
        selected={tabOf(tab)}
        onSelect={(next) => go(paths.productTab(id, tabOf(next)), { replace: true })}
        items={[
          { id: 'overview', label: t('contracts.overview'), content: <OverviewTab contract={contract} /> },
          { id: 'billing', label: t('contracts.billing'), content: <BillingTab key={id} contract={contract} /> },
          {
            id: 'manage',
            label: t('contracts.manage'),
            ...(open === 0 ? {} : { count: open }),
            content: <ManageTab key={id} contract={contract} />,
          },
        ]}
      />
    </DetailPane>
  );
}
