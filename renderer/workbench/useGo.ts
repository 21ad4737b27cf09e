import { useRouter } from '@tanstack/react-router';
import { useCallback } from 'react';

/** Leads to an address of `paths`, with its search part. `replace` leaves no step to go back to. */
export function useGo(): (path: string, options?: { replace?: boolean }) => void {
  const { history } = useRouter();
  return useCallback(
    (path, { replace = false } = {}) => {
      if (replace) history.replace(path);
      else history.push(path);
    },
    [history],
  );
}
