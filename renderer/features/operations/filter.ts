import { OperationGroup, OperationKind } from '../../../preload/api/operations.ts';
import { useCall } from '../../app/query.ts';
import { searchOf } from '../../workbench/list/sort.ts';
import { filterValue, useList } from '../../workbench/list/state.ts';

/** Stands for "no filter" in a choice. */
export const all = 'all';

/** How the list of operations is cut; kept on this desk, but for the text. */
export function useOperationFilter() {
  const { data: connections = [] } = useCall('connections', 'list', {});
  const list = useList('operations');
  const set = (name: string) => (value: string) => list.setFilter(name, value === all ? undefined : value);
  const kind = filterValue(list, 'kind', OperationKind.options);
  const connectionId = filterValue(
    list,
    'connection',
    connections.map(({ id }) => id),
  );
  const cut = {
    ...(kind === undefined ? {} : { kind }),
    ...(connectionId === undefined ? {} : { connectionId }),
    ...searchOf(list.search),
  };
  return {
    list,
    group: filterValue(list, 'group', OperationGroup.options) ?? all,
    setGroup: set('group'),
    kind: kind ?? all,
    setKind: set('kind'),
    connections,
    connectionId: connectionId ?? all,
    setConnection: set('connection'),
    /** Kind, connection and text, as the calls take them. */
    cut,
    isCut: Object.keys(cut).length > 0,
  };
}
export type OperationFilter = ReturnType<typeof useOperationFilter>;
