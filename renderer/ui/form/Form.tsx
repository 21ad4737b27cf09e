/**
 * A form over react-hook-form. It hands `control` and `translate` to the fields inside, focuses the first wrong field on submit, and never
 * does nothing silently: `onInvalid` is called with the fields, and problems of no field in particular are shown above the fields.
 */
import { createContext, useContext, useMemo } from 'react';
import type { ReactElement, ReactNode } from 'react';
import type { Control, FieldErrors, FieldValues, UseFormReturn } from 'react-hook-form';
import { Banner } from '../Banner.tsx';
import styles from './Form.module.css';

/** Turns the message key that a schema or the server gave for a field into text. */
export type TranslateMessage = (key: string) => string;

interface FormContextValue {
  control: Control;
  translate: TranslateMessage;
}

const FormContext = createContext<FormContextValue | null>(null);

export function useFormContextValue(): FormContextValue {
  const value = useContext(FormContext);
  if (!value) throw new Error('a Form… field stands outside of <Form>');
  return value;
}

export interface FormProps<T extends FieldValues, Out> {
  form: UseFormReturn<T, unknown, Out>;
  onSubmit: (values: Out) => void | Promise<void>;
  onInvalid?: ((errors: FieldErrors<T>) => void) | undefined;
  translate: TranslateMessage;
  /** For a submit button that stands outside. */
  id?: string | undefined;
  label?: string | undefined;
  children: ReactNode;
}

export function Form<T extends FieldValues, Out = T>(props: FormProps<T, Out>): ReactElement {
  const { form, onSubmit, onInvalid, translate, id, label, children } = props;
  const control = form.control as unknown as Control;
  const value = useMemo(() => ({ control, translate }), [control, translate]);
  const root = form.formState.errors.root?.message;
  return (
    <FormContext value={value}>
      <form
        id={id}
        aria-label={label}
        noValidate
        className={styles['form']}
        onSubmit={(event) => {
          event.stopPropagation();
          void form.handleSubmit(onSubmit, onInvalid)(event);
        }}
      >
        {root === undefined ? null : (
          <div className={styles['root']}>
            <Banner tone="danger" title={translate(root)} live="alert" />
          </div>
        )}
        {children}
      </form>
    </FormContext>
  );
}
