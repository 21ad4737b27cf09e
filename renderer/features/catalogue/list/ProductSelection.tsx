import type { ProductFilter } from '../../../../preload/api/product-list.ts';
import { useCall } from '../../../app/query.ts';
import { type Marks, useMarks } from '../../../ui/index.ts';
import { SelectionBar } from '../../../workbench/SelectionBar.tsx';

/** Over the list of products: how many are marked, and what can be done with all of them. */
export function ProductSelection({ filter, marks }: { filter: ProductFilter; marks: Marks }) {
  const { ids, isAll } = useMarks(marks);
  const total = useCall('catalogue', 'countProducts', filter, { enabled: isAll || ids.size > 0 }).data?.count;
  const count = isAll ? (total === undefined ? undefined : total - ids.size) : ids.size;
  return (
    <SelectionBar marks={marks} count={count} total={total}>
      {null}
    </SelectionBar>
  );
}
