import { paths } from '../../app/paths.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { MasterDetail } from '../../workbench/MasterDetail.tsx';
import { useOpen } from '../../workbench/useOpen.ts';
import { ContractProductList } from './ContractProductList.tsx';

export function ContractProductsPage() {
  const t = useTranslate();
  const { id, isOpen } = useOpen(paths.products);
  return (
    <MasterDetail
      name="products"
      listPath={paths.products}
      listLabel={t('nav.products')}
      detailLabel={t('contracts.detail')}
      isOpen={isOpen}
      list={<ContractProductList openId={id} isNarrow={isOpen} />}
    />
  );
}
