import { useParams, useRouterState } from '@tanstack/react-router';

/** What stands beside a list: the record with this id, and whether anything does (a form of a new record counts). */
export function useOpen(listPath: string): { id: string | undefined; isOpen: boolean } {
  const { id }: { id?: string } = useParams({ strict: false });
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  return { id, isOpen: pathname.replace(/\/$/, '') !== listPath };
}
