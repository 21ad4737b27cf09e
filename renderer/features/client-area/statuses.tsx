import type { VendorStatus } from '../../../preload/api/contract-products.ts';
import type { ContractStatus, OrderStatus } from '../../../preload/api/orders.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { StatusBadge, type StatusTone } from '../../ui/index.ts';

const orderTones: Record<OrderStatus, StatusTone> = {
  'Awaiting payment': 'warning',
  Active: 'success',
  Cancelled: 'neutral',
};

const contractTones: Record<ContractStatus, StatusTone> = {
  Pending: 'warning',
  'Awaiting Activation': 'info',
  Active: 'success',
  Suspended: 'warning',
  Cancelled: 'neutral',
  Closed: 'neutral',
  Lapsed: 'danger',
};

const licenseTones: Record<VendorStatus, StatusTone> = {
  unknown: 'unknown',
  ordered: 'info',
  processing: 'info',
  active: 'success',
  suspended: 'warning',
  deleted: 'neutral',
};

export function MyOrderStatus({ status }: { status: OrderStatus }) {
  const t = useTranslate();
  return <StatusBadge tone={orderTones[status]} label={t(`clientArea.orderStatus.${status}`)} />;
}

export function MyProductStatus({ status }: { status: ContractStatus }) {
  const t = useTranslate();
  return <StatusBadge tone={contractTones[status]} label={t(`clientArea.status.${status}`)} />;
}

export function MyLicenseStatus({ status }: { status: VendorStatus }) {
  const t = useTranslate();
  return <StatusBadge variant="plain" tone={licenseTones[status]} label={t(`clientArea.licenseStatus.${status}`)} />;
}
