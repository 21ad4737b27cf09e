import type { FieldValues } from 'react-hook-form';
import type { z } from 'zod';
import { useCallForm, type CallForm } from '../../app/form.ts';
import { useOnce } from '../../workbench/useOnce.ts';
import { recoverFocus } from '../../workbench/MasterDetail.tsx';
import { useRenewedKey } from '../../workbench/useRenewedKey.ts';

export type MoneyValues = FieldValues & { requestKey: string };

/** The form of a dialog that moves money: sent once however often the button is pressed, with a key of its own. */
export function useMoneyForm<Values extends MoneyValues, Result>(options: {
  id: string;
  schema: z.ZodType;
  defaults: Omit<Values, 'requestKey'>;
  toInput: (values: Values) => object;
  save: (input: object) => Promise<Result>;
  /** Says what was done; the dialog closes after it. */
  onDone: () => void;
  onClose: () => void;
}): CallForm<Values> & { readonly press: () => void } {
  const { id, schema, defaults, toInput, save, onDone, onClose } = options;
  const once = useOnce<Values>();
  const callForm = useCallForm<Values, object, Result>({
    id,
    schema,
    defaults: { ...defaults, requestKey: crypto.randomUUID() } as Values,
    toInput,
    save,
    onSaved: () => {
      once.done();
      onDone();
      onClose();
      recoverFocus();
    },
  });
  useRenewedKey(callForm);
  const { form, submit } = callForm;
  return { ...callForm, press: () => void form.handleSubmit(once.guard(submit))() };
}
