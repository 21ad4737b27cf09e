import { paths } from '../../app/paths.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { MasterDetail } from '../../workbench/MasterDetail.tsx';
import { useOpen } from '../../workbench/useOpen.ts';
import { CatalogueHead } from '../catalogue/CatalogueHead.tsx';
import { PromoCodeList } from './PromoCodeList.tsx';

/** Store catalogue > Promo codes (spec 2.8). */
export function PromoCodesPage() {
  const t = useTranslate();
  const { id, isOpen } = useOpen(paths.promoCodes);
  return (
    <>
      <CatalogueHead tab="promoCodes" />
      <MasterDetail
        name="promoCodes"
        listPath={paths.promoCodes}
        listLabel={t('promoCodes.title')}
        detailLabel={t('promoCodes.detail')}
        isOpen={isOpen}
        list={<PromoCodeList openId={id} isNarrow={isOpen} />}
      />
    </>
  );
}
