/** One input with what stands before and after it inside the same border (icon, unit, reveal button). Used by the fields. */
import type { ReactElement, ReactNode, Ref } from 'react';
import { Group, Input } from 'react-aria-components';
import type { InputProps } from 'react-aria-components';
import { cx } from './cx.ts';
import { defined } from './defined.ts';
import { inputClass } from './Field.tsx';
import styles from './InputBox.module.css';

export interface InputBoxProps {
  before?: ReactNode;
  after?: ReactNode;
  placeholder?: string | undefined;
  isMono?: boolean | undefined;
  align?: 'start' | 'end' | undefined;
  inputRef?: Ref<HTMLInputElement> | undefined;
}

export function InputBox({ before, after, placeholder, isMono, align, inputRef }: InputBoxProps): ReactElement {
  const text = cx(isMono && styles['mono'], align === 'end' && styles['end']);
  const input = defined({ placeholder, ref: inputRef }) as InputProps;
  if (before === undefined && after === undefined) return <Input {...input} className={cx(inputClass, text)} />;
  return (
    <Group className={cx(inputClass, styles['box'])}>
      {before === undefined ? null : <span className={styles['before']}>{before}</span>}
      <Input {...input} className={cx(styles['input'], text)} />
      {after === undefined ? null : <span className={styles['after']}>{after}</span>}
    </Group>
  );
}
