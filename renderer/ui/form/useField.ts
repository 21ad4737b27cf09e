/** One field of the surrounding Form: its value, how to change it, and its error as text. */
import { useController } from 'react-hook-form';
import type { RefCallBack } from 'react-hook-form';
import { useFormContextValue } from './Form.tsx';

export interface BoundField {
  name: string;
  value: unknown;
  onChange: (value: unknown) => void;
  onBlur: () => void;
  ref: RefCallBack;
  error: string | undefined;
}

export function useField(name: string): BoundField {
  const { control, translate } = useFormContextValue();
  const { field, fieldState } = useController({ control, name });
  const problem = fieldState.error;
  return {
    name: field.name,
    value: field.value as unknown,
    onChange: field.onChange,
    onBlur: field.onBlur,
    ref: field.ref,
    error: problem === undefined ? undefined : translate(problem.message ?? problem.type),
  };
}

export const asText = (value: unknown): string => (typeof value === 'string' ? value : '');
export const asTextOrNull = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;
export const asNumberOrNull = (value: unknown): number | null => (typeof value === 'number' ? value : null);
