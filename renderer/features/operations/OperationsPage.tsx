import { paths } from '../../app/paths.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { MasterDetail } from '../../workbench/MasterDetail.tsx';
import { useOpen } from '../../workbench/useOpen.ts';
import { OperationList } from './OperationList.tsx';

export function OperationsPage() {
  const t = useTranslate();
  const { id, isOpen } = useOpen(paths.operations);
  return (
    <MasterDetail
      name="operations"
      listPath={paths.operations}
      listLabel={t('nav.operations')}
      detailLabel={t('operations.detail')}
      isOpen={isOpen}
      list={<OperationList openId={id} isNarrow={isOpen} />}
    />
  );
}
