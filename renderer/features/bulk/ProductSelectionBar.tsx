import { ListChecks } from 'lucide-react';
import { useState } from 'react';
import type { BulkAction } from '../../../preload/api/bulk.ts';
import type { ContractFilter } from '../../../preload/api/contract-products.ts';
import { useCall } from '../../app/query.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Button, Menu, useMarks } from '../../ui/index.ts';
import { SelectionBar } from '../../workbench/SelectionBar.tsx';
import { useMay } from '../../workbench/useMay.ts';
import { bulkActions } from './actions.ts';
import { BulkDialog } from './BulkDialog.tsx';
import { SaveSelection } from './SaveSelection.tsx';
import { selectionOf, useProductChoice } from './selection.ts';

/** Over the list of contract products: how many are marked, and what can be done with all of them. */
export function ProductSelectionBar({ filter }: { filter: ContractFilter }) {
  const t = useTranslate();
  const may = useMay();
  const { marks } = useProductChoice();
  const state = useMarks(marks);
  const [asked, setAsked] = useState<BulkAction | 'save' | null>(null);
  const isEmpty = !state.isAll && state.ids.size === 0;
  const total = useCall('bulk', 'count', { selection: { by: 'filter', filter } }, { enabled: !isEmpty });
  const all = useCall('bulk', 'count', { selection: selectionOf(state, filter) }, { enabled: state.isAll });
  const count = state.isAll ? all.data?.count : state.ids.size;
  const forbidden = may('licenses.act');
  const [last] = bulkActions.slice(-1);
  const item = ({ id, icon }: (typeof bulkActions)[number]) => ({
    id,
    icon,
    label: t(`action.${id}`),
    onAction: () => setAsked(id),
  });
  const button = (
    <Button size="small" variant="primary" icon={ListChecks} whyDisabled={forbidden} aria-label={t('bulk.act')}>
      {t('bulk.act.short')}
    </Button>
  );
  return (
    <>
      <SelectionBar marks={marks} count={count} total={total.data?.count}>
        <Button size="small" whyDisabled={forbidden} aria-label={t('bulk.save')} onPress={() => setAsked('save')}>
          {t('bulk.save.short')}
        </Button>
        {forbidden === undefined ? (
          <Menu
            label={t('bulk.act')}
            trigger={button}
            groups={[
              { id: 'acts', items: bulkActions.filter((each) => each !== last).map(item) },
              { id: 'last', items: last ? [{ ...item(last), tone: 'danger' }] : [] },
            ]}
          />
        ) : (
          button
        )}
      </SelectionBar>
      {asked === null || isEmpty ? null : asked === 'save' ? (
        <SaveSelection selection={selectionOf(state, filter)} count={count ?? 0} onClose={() => setAsked(null)} />
      ) : (
        <BulkDialog
          key={asked}
          action={asked}
          selection={selectionOf(state, filter)}
          onClose={() => setAsked(null)}
          onStarted={() => {
            setAsked(null);
            marks.clear();
          }}
        />
      )}
    </>
  );
}
