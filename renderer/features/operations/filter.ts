import { OperationGroup, OperationKind } from '../../../preload/api/operations.ts';
import { useCall } from '../../app/query.ts';
import { useListSearch } from '../../workbench/useListSearch.ts';
import { useViewValue } from '../../workbench/views.ts';

/** Stands for "no filter" in a choice. */
export const any = 'all';
const kinds = [any, ...OperationKind.options] as const;

/** How the list of operations is cut; kept on this desk, but for the text. */
export function useOperationFilter() {
  const { data: connections = [] } = useCall('connections', 'list', {});
  const [group, setGroup] = useViewValue('operations.group', any, OperationGroup.options);
  const [kind, setKind] = useViewValue<(typeof kinds)[number]>('operations.kind', any, kinds);
  const accounts = [any, ...connections.map(({ id }) => id)];
  const [connectionId, setConnection] = useViewValue('operations.connection', any, accounts);
  const { text, search, setText } = useListSearch('operations');
  const cut = {
    ...(kind === any ? {} : { kind }),
    ...(connectionId === any ? {} : { connectionId }),
    ...(search === '' ? {} : { search }),
  };
  return {
    group,
    setGroup,
    kind,
    setKind,
    connections,
    connectionId,
    setConnection,
    text,
    setText,
    /** Kind, connection and text, as the calls take them. */
    cut,
    isCut: Object.keys(cut).length > 0,
    clear: () => {
      setGroup(any);
      setKind(any);
      setConnection(any);
      setText('');
    },
  };
}
export type OperationFilter = ReturnType<typeof useOperationFilter>;
