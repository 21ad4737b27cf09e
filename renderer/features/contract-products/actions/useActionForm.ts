import type { z } from 'zod';
import type { ContractProduct, LicenseAction } from '../../../../preload/api/contract-products.ts';
import { useCallForm, type CallForm } from '../../../app/form.ts';
import { recoverFocus } from '../../../workbench/MasterDetail.tsx';
import { useOnce } from '../../../workbench/useOnce.ts';

/** What every action of the guide asks for beside its own data (spec 99, 101). */
export interface GuardValues {
  customerIdentifier: string;
  licenseKey: string;
  [key: string]: unknown;
}

/** Prefilled with what is right, so that the guards hold unless a person changes them. */
export const guardsOf = (contract: ContractProduct): GuardValues => ({
  customerIdentifier: contract.clientId,
  licenseKey: contract.manualKey || contract.license?.key || '',
});

export interface ActionFormOptions<Values extends GuardValues, Stored> {
  action: LicenseAction;
  contract: ContractProduct;
  schema: z.ZodType;
  defaults: Values;
  toInput: (values: Values) => object;
  save: (input: never) => Promise<Stored>;
  /** What happens with the answer. An action that was queued says so and closes the dialog. */
  onSaved: (stored: Stored) => void;
}

/** The form of an action: its own draft for each state of the license, so that an old key is never filled in again. */
export function useActionForm<Values extends GuardValues, Stored>(
  options: ActionFormOptions<Values, Stored>,
): CallForm<Values> {
  const { action, contract } = options;
  const { license } = contract;
  return useCallForm<Values, object, Stored>({
    id: ['license', action, contract.id, license?.vendorId ?? '', license?.key ?? '', contract.manualKey].join('/'),
    schema: options.schema,
    defaults: options.defaults,
    toInput: (values) => ({ contractProductId: contract.id, ...options.toInput(values) }),
    // The form's schema has checked the input before this is called.
    save: (input) => options.save(input as never),
    onSaved: options.onSaved,
  });
}

/** The same for an action that is queued: sent once, and the dialog closes; the card with the actions tells how it goes on. */
export function useQueuedForm<Values extends GuardValues>(
  options: Omit<ActionFormOptions<Values, unknown>, 'onSaved'> & { onClose: () => void },
): { callForm: CallForm<Values>; submit: (values: Values) => Promise<void> } {
  const once = useOnce<Values>();
  const callForm = useActionForm<Values, unknown>({
    ...options,
    onSaved: () => {
      once.done();
      options.onClose();
      recoverFocus();
    },
  });
  return { callForm, submit: once.guard(callForm.submit) };
}
