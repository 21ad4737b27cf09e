import { useCallback } from 'react';
import { useDrafts } from '../../../state/drafts.ts';
import { useEnvironment } from '../../../state/environment.ts';
import type { TextDraft } from './texts.ts';

const none: TextDraft = {};

/**
 * What was typed into the translation forms of a record and of what belongs to it, and not saved yet. All of those forms
 * (the dialog at a field, the tab, the list of what is missing) show one and the same draft.
 *
 * @param ownerId the product or category
 */
export function useTextDraft(ownerId: string) {
  const environment = useEnvironment((state) => state.environment);
  const id = `${environment ?? 'none'}/translations/${ownerId}`;
  const draft = useDrafts((state) => state.drafts[id] as TextDraft | undefined) ?? none;

  const write = useCallback(
    (change: (draft: TextDraft) => TextDraft): void => {
      const drafts = useDrafts.getState();
      const next = change((drafts.drafts[id] as TextDraft | undefined) ?? none);
      if (Object.keys(next).length === 0) drafts.drop(id);
      else drafts.keep(id, next);
    },
    [id],
  );
  /** Keeps what was typed; what is as it is stored is no draft. */
  const type = useCallback(
    (key: string, text: string, stored: string): void =>
      write(({ [key]: _before, ...rest }) => (text === stored ? rest : { ...rest, [key]: text })),
    [write],
  );
  /** Drops texts. With the text that was saved: only where nothing else was typed meanwhile. */
  const forget = useCallback(
    (keys: Readonly<Record<string, string | null>>): void =>
      write((before) =>
        Object.fromEntries(
          Object.entries(before).filter(([key, text]) => {
            const saved = keys[key];
            return saved === undefined || (saved !== null && saved !== text);
          }),
        ),
      ),
    [write],
  );
  return { draft, type, forget };
}
