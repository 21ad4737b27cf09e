import { ListChecks } from 'lucide-react';
import { useState } from 'react';
import type { Chosen } from '../../../preload/api/sync-many.ts';
import { useCall } from '../../app/query.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Button, type Marks, useMarks } from '../../ui/index.ts';
import { SelectionBar } from '../../workbench/SelectionBar.tsx';
import { useMay } from '../../workbench/useMay.ts';
import { DecideMany } from './DecideMany.tsx';

/** Over the queue: how many questions are marked, and the way to decide them together. */
export function ConflictSelection({ marks }: { marks: Marks }) {
  const t = useTranslate();
  const why = useMay()('sync.decide');
  const { ids, isAll } = useMarks(marks);
  const [asked, setAsked] = useState<Chosen | null>(null);
  const total = useCall('sync', 'status', {}).data?.conflicts;
  const count = isAll ? (total === undefined ? undefined : total - ids.size) : ids.size;
  const chosen: Chosen = isAll ? { by: 'all', except: [...ids] } : { by: 'ids', ids: [...ids] };
  return (
    <>
      <SelectionBar marks={marks} count={count} total={total}>
        <Button size="small" variant="primary" icon={ListChecks} whyDisabled={why} onPress={() => setAsked(chosen)}>
          {t('conflicts.many.act')}
        </Button>
      </SelectionBar>
      {asked === null ? null : (
        <DecideMany
          chosen={asked}
          keep={null}
          onClose={(isDone) => {
            setAsked(null);
            if (isDone) marks.clear();
          }}
        />
      )}
    </>
  );
}
