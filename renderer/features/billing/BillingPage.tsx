import { paths } from '../../app/paths.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { MasterDetail } from '../../workbench/MasterDetail.tsx';
import { useOpen } from '../../workbench/useOpen.ts';
import { InvoiceList } from './InvoiceList.tsx';

export function BillingPage() {
  const t = useTranslate();
  const { id, isOpen } = useOpen(paths.billing);
  return (
    <MasterDetail
      name="billing"
      listPath={paths.billing}
      listLabel={t('billing.invoices')}
      detailLabel={t('billing.detail')}
      isOpen={isOpen}
      list={<InvoiceList openId={id} isNarrow={isOpen} />}
    />
  );
}
