import { Diff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslate } from '../i18n/provider.tsx';
import styles from './SideBySide.module.css';

/** One thing in each version. */
export interface Side {
  readonly id: string;
  readonly name: string;
  /** One for each version, in the order of the heads. */
  readonly cells: readonly ReactNode[];
  /** It is what the question is about. */
  readonly isSubject?: boolean;
  /** The versions say different things, and that is worth a word. */
  readonly isDifferent?: boolean;
}

export interface SideBySideProps {
  /** What the versions are of: the name of the table. */
  label: string;
  /** Head of the first column, then of each version. */
  heads: readonly { readonly id: string; readonly content: ReactNode }[];
  rows: readonly Side[];
}

/** Versions of one record in columns, a row for each of its values: what a person decides between. */
export function SideBySide({ label, heads, rows }: SideBySideProps) {
  const t = useTranslate();
  return (
    <table aria-label={label} className={styles['sides']}>
      <thead>
        <tr>
          {heads.map(({ id, content }) => (
            <th key={id} scope="col">
              {content}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, name, cells, isSubject, isDifferent }) => (
          <tr key={id} data-subject={isSubject || undefined} data-differs={isDifferent || undefined}>
            <th scope="row">
              {name}
              {isDifferent ? (
                <span className={styles['differs']}>
                  <Diff aria-hidden="true" className={styles['icon']} />
                  {t('sides.differs')}
                </span>
              ) : null}
            </th>
            {cells.map((cell, at) => (
              // oxlint-disable-next-line react/no-array-index-key -- a version is known by its place
              <td key={at}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Stands for a value that a version does not have. */
export const NoSide = ({ children }: { children: ReactNode }) => <span className={styles['none']}>{children}</span>;

/** A smaller line under a value or a head. */
export const SideNote = ({ children }: { children: ReactNode }) => <span className={styles['note']}>{children}</span>;
