import { useEffect } from 'react';
import type { FieldValues, Path, PathValue } from 'react-hook-form';
import type { ApiError } from '../../preload/api/errors.ts';
import type { CallForm } from '../app/form.ts';

/**
 * A form whose request key has stored something else before (sent, answer lost, then edited) is told so and gets a new
 * key: the person looks, and only a further press sends again.
 */
export function useRenewedKey<Values extends FieldValues & { requestKey: string }>({
  form,
  refusal,
}: CallForm<Values>): void {
  useEffect(() => {
    if (!isSentBefore(refusal)) return;
    form.setValue('requestKey' as Path<Values>, crypto.randomUUID() as PathValue<Values, Path<Values>>);
  }, [form, refusal]);
}

export const isSentBefore = (refusal: ApiError | null): boolean => refusal?.code === 'conflict.changed_meanwhile';
