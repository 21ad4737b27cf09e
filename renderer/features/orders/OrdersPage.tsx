import { paths } from '../../app/paths.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { MasterDetail } from '../../workbench/MasterDetail.tsx';
import { useOpen } from '../../workbench/useOpen.ts';
import { OrderList } from './OrderList.tsx';

export function OrdersPage() {
  const t = useTranslate();
  const { id, isOpen } = useOpen(paths.orders);
  return (
    <MasterDetail
      name="orders"
      listPath={paths.orders}
      listLabel={t('nav.orders')}
      detailLabel={t('orders.detail')}
      isOpen={isOpen}
      list={<OrderList openId={id} isNarrow={isOpen} />}
    />
  );
}
