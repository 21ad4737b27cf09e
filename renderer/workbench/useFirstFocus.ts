import { useEffect } from 'react';
import type { FieldValues, Path, UseFormReturn } from 'react-hook-form';

/** Puts the focus into the first field of a form that was just opened. */
export function useFirstFocus<Values extends FieldValues>(
  { setFocus }: UseFormReturn<Values>,
  name: Path<Values>,
): void {
  useEffect(() => setFocus(name), [setFocus, name]);
}
