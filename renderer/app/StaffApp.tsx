import { RouterProvider } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { RouterProvider as LinkProvider } from 'react-aria-components';
import type { AppState } from '../../preload/api/app.ts';
import { FirstRun } from '../features/first-run/FirstRun.tsx';
import { ProblemScreen } from '../features/first-run/ProblemScreen.tsx';
import { useTranslate } from '../i18n/provider.tsx';
import { showEnvironment } from '../state/environment.ts';
import { applyDensity, applyTheme, ToastRegion } from '../ui/index.ts';
import { api } from './api.ts';
import { Languages } from './Languages.tsx';
import { useCall } from './query.ts';
import { router } from './router.tsx';
import { toasts } from './toasts.ts';

/** The staff window: what core says of itself decides between the problem screen, the first run and the console. */
export function StaffApp() {
  const { data: state } = useCall('app', 'state', {});
  if (!state) return null;
  return <Ready state={state} />;
}

function Ready({ state }: { state: AppState }) {
  const { theme, density, language } = state.preferences;
  useEffect(() => applyTheme(theme), [theme]);
  useEffect(() => applyDensity(density), [density]);
  // The native parts of the window follow; the first value was set before the window was made.
  const shown = useRef(theme);
  useEffect(() => {
    if (shown.current !== theme) void api.window.setTheme({ theme });
    shown.current = theme;
  }, [theme]);
  showEnvironment(state.environment);
  return (
    <Languages language={language}>
      <Tray closing={state.preferences.closing} />
      <LinkProvider navigate={(to) => void router.navigate({ to })} useHref={(href) => `#${href}`}>
        {state.problem ? (
          <ProblemScreen problem={state.problem} />
        ) : state.environment === null ? (
          <FirstRun />
        ) : (
          // Another environment is another world: nothing of the one before stays on the screen.
          <RouterProvider key={state.environment} router={router} context={{ state }} />
        )}
      </LinkProvider>
      <ToastRegion queue={toasts} />
    </Languages>
  );
}

/** The shell hears what closing the window means, with the words of the tray's menu, which it has no other way to know. */
function Tray({ closing }: { closing: AppState['preferences']['closing'] }) {
  const t = useTranslate();
  useEffect(() => {
    void api.window.setTray({
      closing,
      words: { open: t('tray.open'), plan: t('tray.plan'), quit: t('tray.quit') },
    });
  }, [closing, t]);
  return null;
}
