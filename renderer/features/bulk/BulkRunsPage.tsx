import { paths } from '../../app/paths.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { MasterDetail } from '../../workbench/MasterDetail.tsx';
import { useOpen } from '../../workbench/useOpen.ts';
import { BulkRunList } from './BulkRunList.tsx';

export function BulkRunsPage() {
  const t = useTranslate();
  const { id, isOpen } = useOpen(paths.bulkRuns);
  return (
    <MasterDetail
      name="bulk"
      listPath={paths.bulkRuns}
      listLabel={t('bulk.runs')}
      detailLabel={t('bulk.runs.detail')}
      isOpen={isOpen}
      list={<BulkRunList openId={id} isNarrow={isOpen} />}
    />
  );
}
