/**
 * What every field has around its control: label above, description under it, error at the field with an icon. Stands inside a
 * react-aria field, which connects all of them by aria attributes. The label text alone is the accessible name.
 */
import type { ReactElement, ReactNode } from 'react';
import { FieldError as AriaFieldError, Label, Text } from 'react-aria-components';
import { CircleAlert } from 'lucide-react';
import styles from './Field.module.css';

export interface FieldProps {
  label: string;
  description?: ReactNode;
  /** Text of the problem. Its presence makes the field invalid; the value is kept. */
  error?: string | undefined;
  isRequired?: boolean | undefined;
  isDisabled?: boolean | undefined;
  isReadOnly?: boolean | undefined;
  /** Keeps the label for screen readers only (a search field with an icon, a cell editor). */
  hideLabel?: boolean | undefined;
  /** Anything at the end of the label's line: a link, a counter. */
  labelAside?: ReactNode;
  className?: string | undefined;
}

export const fieldClass = styles['field'] ?? '';
export const inputClass = styles['input'] ?? '';

export interface FieldLabelProps {
  label: string;
  isRequired?: boolean | undefined;
  hideLabel?: boolean | undefined;
  labelAside?: ReactNode;
}

export function FieldLabel({ label, isRequired, hideLabel, labelAside }: FieldLabelProps): ReactElement {
  if (hideLabel) return <Label className={styles['hidden'] ?? ''}>{label}</Label>;
  return (
    <div className={styles['labelRow']}>
      <Label className={styles['label'] ?? ''}>{label}</Label>
      {isRequired ? (
        <span aria-hidden="true" className={styles['required']}>
          *
        </span>
      ) : null}
      {labelAside === undefined ? null : <span className={styles['aside']}>{labelAside}</span>}
    </div>
  );
}

export interface FieldHelpProps {
  description?: ReactNode;
  error?: string | undefined;
}

/** Description and error. The description stays while there is an error: it says what is expected. */
export function FieldHelp({ description, error }: FieldHelpProps): ReactElement {
  return (
    <>
      {description === undefined || description === null ? null : (
        <Text slot="description" className={styles['description'] ?? ''}>
          {description}
        </Text>
      )}
      <AriaFieldError className={styles['error'] ?? ''}>
        <CircleAlert aria-hidden="true" className={styles['errorIcon']} />
        <span>{error}</span>
      </AriaFieldError>
    </>
  );
}
