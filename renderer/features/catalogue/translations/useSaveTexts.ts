import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import type { ApiError, FieldError } from '../../../../preload/api/errors.ts';
import type { Texts } from '../../../../preload/api/translations.ts';
import { CallError } from '../../../app/api.ts';
import { queryClient, useAction } from '../../../app/query.ts';
import { complaintsOf, keysOf, type SaveInput, type TextDraft } from './texts.ts';

/** Puts a record's texts, as core answered with them, in the place of those that were read before. */
function showStored(saved: Texts): void {
  queryClient.setQueriesData<Texts[]>({ queryKey: ['translations', 'getAll'] }, (records) =>
    records?.map((record) => (record.id === saved.id ? saved : record)),
  );
}

/**
 * Saves texts, a call for each record. One that is refused does not keep the others from being stored; its complaints are
 * at its texts, and what was typed stays.
 *
 * @param forget drops what is stored now from the draft
 * @param region what the fields stand in: after a refusal the focus goes to the first that is complained of
 */
export function useSaveTexts(forget: (saved: TextDraft) => void, region: RefObject<HTMLElement | null>) {
  const save = useAction('translations', 'save');
  const [isSaving, setSaving] = useState(false);
  const [complaints, setComplaints] = useState<Readonly<Record<string, FieldError>>>({});
  const [refusal, setRefusal] = useState<ApiError | null>(null);

  const wasRefused = useRef(false);
  useEffect(() => {
    if (!wasRefused.current || Object.keys(complaints).length === 0) return;
    wasRefused.current = false;
    region.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [complaints, region]);

  /** @returns the records as they are stored now, or null when something was refused */
  async function submit(inputs: readonly SaveInput[]): Promise<Texts[] | null> {
    // A second press while the first is on its way must not send again.
    if (isSaving) return null;
    setSaving(true);
    setRefusal(null);
    const stored: Texts[] = [];
    const found: Record<string, FieldError> = {};
    let refused: ApiError | null = null;
    try {
      for (const input of inputs) {
        try {
          const saved = await save.mutateAsync(input);
          stored.push(saved);
          showStored(saved);
          // After the fields were told of it; they would show what was stored before for a moment.
          await new Promise((done) => setTimeout(done));
          forget(keysOf(input));
        } catch (error) {
          if (!(error instanceof CallError)) throw error;
          const at = complaintsOf(error.error, input);
          Object.assign(found, at);
          if (Object.keys(at).length === 0) refused = error.error;
        }
      }
    } finally {
      setSaving(false);
      wasRefused.current = Object.keys(found).length > 0;
      setComplaints(found);
      setRefusal(refused);
    }
    return stored.length === inputs.length ? stored : null;
  }
  const clear = (): void => {
    setComplaints({});
    setRefusal(null);
  };
  /** A text that is typed anew is not complained of until it is sent again. */
  const dismiss = useCallback((key: string): void => {
    setComplaints((before) => {
      if (before[key] === undefined) return before;
      const { [key]: _dismissed, ...rest } = before;
      return rest;
    });
  }, []);
  return { submit, isSaving, complaints, refusal, clear, dismiss };
}
