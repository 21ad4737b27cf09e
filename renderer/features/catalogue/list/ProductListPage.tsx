import { paths } from '../../../app/paths.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { MasterDetail } from '../../../workbench/MasterDetail.tsx';
import { useOpen } from '../../../workbench/useOpen.ts';
import { CatalogueHead } from '../CatalogueHead.tsx';
import { ProductList } from './ProductList.tsx';

/** Store catalogue > All products: one list over every category, for finding, comparing and changing many. */
export function ProductListPage() {
  const t = useTranslate();
  const { id, isOpen } = useOpen(paths.productList);
  return (
    <>
      <CatalogueHead tab="list" />
      <MasterDetail
        name="productList"
        listPath={paths.productList}
        listLabel={t('catalogue.tab.list')}
        detailLabel={t('catalogue.detail')}
        isOpen={isOpen}
        list={<ProductList openId={id} isNarrow={isOpen} />}
      />
    </>
  );
}
