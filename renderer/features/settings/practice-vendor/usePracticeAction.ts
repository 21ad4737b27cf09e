import { useMutation } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Envelope } from '../../../../preload/api/errors.ts';
import type { PracticeVendor } from '../../../../preload/api/practice-vendor.ts';
import { valueOf, type CallError } from '../../../app/api.ts';
import { errorText } from '../../../app/ErrorBanner.tsx';
import { queryClient } from '../../../app/query.ts';
import { toasts } from '../../../app/toasts.ts';
import { useTranslate } from '../../../i18n/provider.tsx';

/** Does something to the practice vendor. It answers how the vendor stands then, so the page shows that at once; a refusal is said in a toast. */
export function usePracticeAction<In>(call: (input: In) => Promise<Envelope<PracticeVendor>>) {
  const t = useTranslate();
  const { mutate, isPending } = useMutation<PracticeVendor, CallError, In>({
    networkMode: 'always',
    mutationFn: (input) => valueOf(call(input)),
    onSuccess: (vendor) => {
      queryClient.setQueryData(['practiceVendor', 'get', {}], vendor);
    },
    onError: ({ error }) => {
      toasts.add({ tone: 'danger', text: errorText(t, error) });
    },
  });
  const act = useCallback(
    (input: In, done?: string): void => {
      mutate(input, {
        onSuccess: () => {
          if (done !== undefined) toasts.add({ tone: 'success', text: done });
        },
      });
    },
    [mutate],
  );
  return { act, isPending };
}
