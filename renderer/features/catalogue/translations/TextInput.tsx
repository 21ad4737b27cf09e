import type { ReactNode } from 'react';
import { TextArea, TextField } from '../../../ui/index.ts';

export interface TextInputProps {
  label: string;
  hideLabel?: boolean;
  labelAside?: ReactNode;
  language: string;
  isMultiline: boolean;
  maxLength?: number | undefined;
  value: string;
  error: string | undefined;
  isReadOnly: boolean;
  onChange: (text: string) => void;
}

/** A text in a language: spelled and read aloud as that language is. */
export function TextInput({ language, isMultiline, ...field }: TextInputProps) {
  return <div lang={language}>{isMultiline ? <TextArea {...field} rows={2} /> : <TextField {...field} />}</div>;
}
