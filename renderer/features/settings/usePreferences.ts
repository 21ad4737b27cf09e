import type { AppState, Preferences } from '../../../preload/api/app.ts';
import { queryClient, useAction, useCall } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import { useTranslate } from '../../i18n/provider.tsx';

/** How this desk likes its screens, and how to change it; a change is on the screen when core stored it. */
export function usePreferences(): {
  preferences: Preferences | undefined;
  change: (part: Partial<Preferences>) => void;
} {
  const t = useTranslate();
  const { data: state } = useCall('app', 'state', {});
  const save = useAction('app', 'setPreferences');
  return {
    preferences: state?.preferences,
    change: (part) => {
      save.mutate(part, {
        onSuccess: (preferences) => {
          queryClient.setQueryData<AppState>(['app', 'state', {}], (old) => (old ? { ...old, preferences } : old));
        },
        onError: () => {
          toasts.add({ tone: 'danger', text: t('appearance.failed') });
        },
      });
    },
  };
}
