import { useMutation } from '@tanstack/react-query';
import { api, type CallError, valueOf } from '../../app/api.ts';
import { errorText } from '../../app/ErrorBanner.tsx';
import { toasts } from '../../app/toasts.ts';
import { useTranslate } from '../../i18n/provider.tsx';

/** Opens the store's preview of a product in its own window. */
export function useOpenStoreWindow() {
  const t = useTranslate();
  return useMutation<object, CallError, { slug: string }>({
    mutationFn: (input) => valueOf(api.window.openStore(input)),
    networkMode: 'always',
    onError: ({ error }) => {
      toasts.add({ tone: 'danger', text: errorText(t, error) });
    },
  });
}
