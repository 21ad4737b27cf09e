import { useRouterState } from '@tanstack/react-router';
import { useEffect, useMemo, useRef } from 'react';
import { api, CallError, valueOf } from '../../app/api.ts';
import { commands } from '../../app/commands.ts';
import { errorText } from '../../app/ErrorBanner.tsx';
import { toasts } from '../../app/toasts.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { type CommandContext, createCommandAt } from '../../workbench/commands.ts';
import { moveInList, pressSubmit, searchList } from '../../workbench/page-keys.ts';
import { useGo } from '../../workbench/useGo.ts';
import { useMay } from '../../workbench/useMay.ts';
import { useUndo } from '../../workbench/useUndo.ts';
import { openWhy, subjectAt } from '../causes/store.ts';
import { usePreferences } from '../settings/usePreferences.ts';
import { openPalette, showSheet } from './store.ts';

/** What commands may do in this window. The same object for as long as the window shows an environment. */
export function useCommandContext(): CommandContext & { showClientArea: (id: string) => void } {
  const t = useTranslate();
  const go = useGo();
  const may = useMay();
  const { change } = usePreferences();
  const { undo, redo } = useUndo();
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  const latest = useRef({ t, go, may, change, undo, redo, pathname });
  useEffect(() => {
    latest.current = { t, go, may, change, undo, redo, pathname };
  });
  return useMemo(() => {
    const sayRefusal = (error: unknown): void => {
      if (!(error instanceof CallError)) throw error;
      toasts.add({ tone: 'danger', text: errorText(latest.current.t, error.error) });
    };
    const showClientArea = (id: string): void => {
      valueOf(api.window.openClientArea({ id })).catch(sayRefusal);
    };
    const context: CommandContext = {
      go: (path) => latest.current.go(path),
      change: (part) => latest.current.change(part),
      undo: () => latest.current.undo(),
      redo: () => latest.current.redo(),
      openPalette: () => openPalette('all'),
      openShortcuts: () => showSheet(true),
      openClientArea: () => {
        const id = /^\/clients\/([0-9a-f-]{36})$/.exec(latest.current.pathname)?.[1];
        if (id === undefined) openPalette('clientArea');
        else showClientArea(id);
      },
      openEntrance: () => {
        valueOf(api.window.openEntrance({})).catch(sayRefusal);
      },
      openWhy: () => {
        const subject = subjectAt(latest.current.pathname);
        if (subject === null) toasts.add({ text: latest.current.t('causes.nowhere') });
        else openWhy(subject);
      },
      reload: () => window.location.reload(),
      save: () => {
        const { t: translate } = latest.current;
        if (!pressSubmit([translate('ui.save'), translate('ui.create')])) {
          toasts.add({ text: translate('command.save.none') });
        }
      },
      createHere: () => {
        const found = createCommandAt(commands, latest.current.pathname);
        if (!found) return false;
        const why = found.right === undefined ? undefined : latest.current.may(found.right);
        if (why === undefined) found.run(context);
        else toasts.add({ tone: 'warning', text: why });
        return true;
      },
      searchList: () => {
        // Where the page has no list to search, everything can be searched.
        if (!searchList()) openPalette('all');
      },
      moveInList,
    };
    return { ...context, showClientArea };
  }, []);
}
