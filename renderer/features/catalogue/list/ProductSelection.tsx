import { FileDown, PencilLine } from 'lucide-react';
import { useState } from 'react';
import type { ChosenProducts } from '../../../../preload/api/catalogue-transfer.ts';
import type { ProductFilter } from '../../../../preload/api/product-list.ts';
import { useCall } from '../../../app/query.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Button, type Marks, useMarks } from '../../../ui/index.ts';
import { SelectionBar } from '../../../workbench/SelectionBar.tsx';
import { useMay } from '../../../workbench/useMay.ts';
import { BulkEditDialog } from '../bulk-edit/BulkEditDialog.tsx';
import { ExportProducts } from '../transfer/ExportProducts.tsx';

/** Over the list of products: how many are marked, and what can be done with all of them. */
export function ProductSelection({ filter, marks }: { filter: ProductFilter; marks: Marks }) {
  const t = useTranslate();
  const may = useMay();
  const { ids, isAll } = useMarks(marks);
  const [asked, setAsked] = useState<'edit' | 'export' | null>(null);
  const total = useCall('catalogue', 'countProducts', filter, { enabled: isAll || ids.size > 0 }).data?.count;
  const count = isAll ? (total === undefined ? undefined : total - ids.size) : ids.size;
  const chosen: ChosenProducts = isAll ? { by: 'filter', filter, except: [...ids] } : { by: 'ids', ids: [...ids] };
  const close = (): void => setAsked(null);
  return (
    <>
      <SelectionBar marks={marks} count={count} total={total}>
        <Button size="small" icon={FileDown} onPress={() => setAsked('export')}>
          {t('transfer.export.some')}
        </Button>
        <Button
          size="small"
          variant="primary"
          icon={PencilLine}
          whyDisabled={may('catalogue.write')}
          onPress={() => setAsked('edit')}
        >
          {t('bulkEdit.some')}
        </Button>
      </SelectionBar>
      {asked === 'edit' ? <BulkEditDialog chosen={chosen} onClose={close} /> : null}
      {asked === 'export' ? <ExportProducts chosen={chosen} onClose={close} /> : null}
    </>
  );
}
