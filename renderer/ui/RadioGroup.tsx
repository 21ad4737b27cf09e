/** One of a few choices that are all worth seeing. `variant="cards"` gives each a frame and a place for its description. */
import type { ReactElement, Ref } from 'react';
import { RadioButton, RadioField, RadioGroup as AriaRadioGroup, Text } from 'react-aria-components';
import type { RadioGroupProps as AriaRadioGroupProps } from 'react-aria-components';
import { cx } from './cx.ts';
import { defined } from './defined.ts';
import type { FieldProps } from './Field.tsx';
import { FieldHelp, FieldLabel, fieldClass } from './Field.tsx';
import styles from './RadioGroup.module.css';
import type { SelectOption } from './Select.tsx';

export interface RadioGroupProps extends FieldProps {
  options: readonly SelectOption[];
  value: string | null;
  onChange: (id: string) => void;
  onBlur?: (() => void) | undefined;
  orientation?: 'vertical' | 'horizontal' | undefined;
  variant?: 'plain' | 'cards' | undefined;
  name?: string | undefined;
  /** Goes to the first choice, for focusing a wrong field. */
  inputRef?: Ref<HTMLInputElement> | undefined;
}

export function RadioGroup(props: RadioGroupProps): ReactElement {
  const {
    label,
    description,
    error,
    hideLabel,
    labelAside,
    className,
    options,
    variant = 'plain',
    onBlur,
    inputRef,
    ...aria
  } = props;
  return (
    <AriaRadioGroup
      {...(defined(aria) as AriaRadioGroupProps)}
      {...(onBlur ? { onBlur: () => onBlur() } : {})}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      className={cx(fieldClass, className)}
    >
      <FieldLabel label={label} isRequired={props.isRequired} hideLabel={hideLabel} labelAside={labelAside} />
      <div className={styles['options']} data-orientation={props.orientation ?? 'vertical'} data-variant={variant}>
        {options.map((option, index) => (
          <RadioField
            key={option.id}
            value={option.id}
            isDisabled={option.isDisabled ?? false}
            {...(index === 0 ? defined({ inputRef }) : {})}
            className={styles['option'] ?? ''}
          >
            <RadioButton className={styles['button'] ?? ''}>
              <span className={styles['dot']} />
              <span>{option.label}</span>
            </RadioButton>
            {option.description === undefined ? null : (
              <Text slot="description" className={styles['description'] ?? ''}>
                {option.description}
              </Text>
            )}
          </RadioField>
        ))}
      </div>
      <FieldHelp description={description} error={error} />
    </AriaRadioGroup>
  );
}
