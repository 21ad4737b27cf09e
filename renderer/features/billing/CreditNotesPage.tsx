import { paths } from '../../app/paths.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { MasterDetail } from '../../workbench/MasterDetail.tsx';
import { useOpen } from '../../workbench/useOpen.ts';
import { CreditNoteList } from './CreditNoteList.tsx';

export function CreditNotesPage() {
  const t = useTranslate();
  const { id, isOpen } = useOpen(paths.creditNotes);
  return (
    <MasterDetail
      name="creditNotes"
      listPath={paths.creditNotes}
      listLabel={t('credit.notes')}
      detailLabel={t('credit.detail')}
      isOpen={isOpen}
      list={<CreditNoteList openId={id} isNarrow={isOpen} />}
    />
  );
}
