/** A text with parts of it marked: what a search found. */
import { Fragment } from 'react';
import type { ReactElement } from 'react';
import styles from './Marked.module.css';

export interface MarkedProps {
  text: string;
  /** From and to (not included), in their order, apart from each other. */
  parts: readonly (readonly [from: number, to: number])[];
}

export function Marked({ text, parts }: MarkedProps): ReactElement {
  return (
    <>
      {parts.map(([from, to], at) => (
        <Fragment key={from}>
          {text.slice(parts[at - 1]?.[1] ?? 0, from)}
          <mark className={styles['mark']}>{text.slice(from, to)}</mark>
        </Fragment>
      ))}
      {text.slice(parts.at(-1)?.[1] ?? 0)}
    </>
  );
}
