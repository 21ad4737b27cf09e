import type { FieldValues, Path, PathValue, UseFormReturn } from 'react-hook-form';
import { useDrafts } from '../../../state/drafts.ts';
import { useEnvironment } from '../../../state/environment.ts';

/** The form in which the texts of the default language stand: a translation saves those too, and both must agree. */
export interface FormTexts {
  /** What the field holds now, saved or not. */
  read(name: string): string;
  /** The field's text was stored elsewhere: it is the field's own from now on. */
  take(name: string, text: string): void;
}

/** @param formId the form's id, as it names its draft */
export function useFormTexts<Values extends FieldValues>(form: UseFormReturn<Values>, formId: string): FormTexts {
  const environment = useEnvironment((state) => state.environment);
  return {
    read: (name) => {
      const text: unknown = form.getValues(name as Path<Values>);
      return typeof text === 'string' ? text : '';
    },
    take: (name, text) => {
      const draftId = `${environment ?? 'none'}/${formId}`;
      const wasDraft = useDrafts.getState().drafts[draftId] !== undefined;
      form.resetField(name as Path<Values>, { defaultValue: text as PathValue<Values, Path<Values>> });
      // The form keeps every change of itself; this one is stored already.
      if (!wasDraft) useDrafts.getState().drop(draftId);
    },
  };
}
