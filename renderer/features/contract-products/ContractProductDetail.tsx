import { useParams } from '@tanstack/react-router';
import { paths } from '../../app/paths.ts';
import { useCall } from '../../app/query.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Link, Tabs } from '../../ui/index.ts';
import { WhyButton } from '../causes/WhyButton.tsx';
import { DetailPane, DetailPending } from '../../workbench/DetailPane.tsx';
import { useGo } from '../../workbench/useGo.ts';
import { ManageTab } from './ManageTab.tsx';
import { OverviewTab } from './OverviewTab.tsx';
import { ContractStatusBadge } from './statuses.tsx';

/** One contract product: `Overview` says what it is, `Manage` acts on its license. */
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
        selected={tab === 'manage' ? 'manage' : 'overview'}
        onSelect={(next) => go(paths.productTab(id, next === 'manage' ? 'manage' : 'overview'), { replace: true })}
        items={[
          { id: 'overview', label: t('contracts.overview'), content: <OverviewTab contract={contract} /> },
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
