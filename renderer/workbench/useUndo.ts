import { useCallback, useSyncExternalStore } from 'react';
import { CallError } from '../app/api.ts';
import { errorText } from '../app/ErrorBanner.tsx';
import { toasts } from '../app/toasts.ts';
import { useTranslate } from '../i18n/provider.tsx';
import { useEnvironment } from '../state/environment.ts';
import { createUndoStack, type UndoEntry, type UndoOutcome, type UndoState } from './undo.ts';

/** The edits of this session in the environment on the screen. */
const stack = createUndoStack();
useEnvironment.subscribe((now, before) => {
  if (now.environment !== before.environment) stack.clear();
});

/** What can be taken back and made again now. */
export const useUndoState = (): UndoState => useSyncExternalStore(stack.subscribe, stack.state);

/** Takes the newest edits back and makes them again, saying what came of it. */
export function useUndo(): { undo: (entry?: UndoEntry) => void; redo: () => void } {
  const t = useTranslate();
  const tell = useCallback(
    (direction: 'undo' | 'redo', outcome: UndoOutcome): void => {
      if (outcome.kind === 'nothing') {
        toasts.add({ text: t(`undo.nothing.${direction}`) });
        return;
      }
      const what = outcome.label;
      if (outcome.kind === 'failed') {
        const { error } = outcome;
        toasts.add({
          tone: 'danger',
          text: t(`undo.failed.${direction}`, { what }),
          detail: error instanceof CallError ? errorText(t, error.error) : t('error.internal'),
        });
      } else if (outcome.kind === 'changed') {
        toasts.add({ tone: 'warning', text: t(`undo.changed.${direction}`, { what }), detail: t('undo.changed.text') });
      } else {
        toasts.add({ tone: 'success', text: t(`undo.done.${direction}`, { what }) });
      }
    },
    [t],
  );
  return {
    undo: (entry) => void stack.undo(entry).then((outcome) => tell('undo', outcome)),
    redo: () => void stack.redo().then((outcome) => tell('redo', outcome)),
  };
}

/** Tells that something was done and stored, with a button that takes it back (usability checks 10, 50). */
export function useUndoable(): (told: { text: string; entry: UndoEntry | null }) => void {
  const t = useTranslate();
  const { undo } = useUndo();
  return ({ text, entry }) => {
    if (entry) stack.push(entry);
    toasts.add({
      tone: 'success',
      text,
      ...(entry ? { action: { label: t('ui.undo'), onAction: () => undo(entry) } } : {}),
    });
  };
}
