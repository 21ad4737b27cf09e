/** One choice out of a short, fixed list (up to about ten). For longer lists use ComboBox. */
import type { ReactElement, Ref } from 'react';
import { Button, ListBox, ListBoxItem, Popover, Select as AriaSelect, SelectValue } from 'react-aria-components';
import type { SelectProps as AriaSelectProps } from 'react-aria-components';
import { Check, ChevronDown } from 'lucide-react';
import { cx } from './cx.ts';
import { defined } from './defined.ts';
import type { FieldProps } from './Field.tsx';
import { FieldHelp, FieldLabel, fieldClass, inputClass } from './Field.tsx';
import list from './Menu.module.css';
import styles from './Select.module.css';
import { titleWhenCut } from './title-when-cut.ts';

export interface SelectOption {
  id: string;
  label: string;
  description?: string | undefined;
  isDisabled?: boolean | undefined;
}

export interface SelectProps extends Omit<FieldProps, 'isReadOnly'> {
  options: readonly SelectOption[];
  value: string | null;
  onChange: (id: string) => void;
  onBlur?: (() => void) | undefined;
  placeholder?: string | undefined;
  name?: string | undefined;
  autoFocus?: boolean | undefined;
  buttonRef?: Ref<HTMLButtonElement> | undefined;
}

export function Select(props: SelectProps): ReactElement {
  const {
    label,
    description,
    error,
    hideLabel,
    labelAside,
    className,
    options,
    value,
    onChange,
    onBlur,
    buttonRef,
    ...aria
  } = props;
  return (
    <AriaSelect
      {...(defined(aria) as AriaSelectProps<SelectOption>)}
      placeholder={props.placeholder ?? '\u00A0'}
      value={value}
      onChange={(key) => {
        if (key !== null) onChange(String(key));
      }}
      {...(onBlur ? { onBlur: () => onBlur() } : {})}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      className={cx(fieldClass, styles['field'], className)}
    >
      <FieldLabel label={label} isRequired={props.isRequired} hideLabel={hideLabel} labelAside={labelAside} />
      <Button {...defined({ ref: buttonRef })} className={cx(inputClass, styles['button'])}>
        <SelectValue className={styles['value'] ?? ''}>
          {({ selectedText, isPlaceholder, defaultChildren }) => (
            <span className={styles['text']} onPointerEnter={titleWhenCut}>
              {isPlaceholder ? defaultChildren : selectedText}
            </span>
          )}
        </SelectValue>
        <ChevronDown aria-hidden="true" className={styles['chevron']} />
      </Button>
      <FieldHelp description={description} error={error} />
      <Popover offset={4} className={cx(list['popover'], styles['popover'])}>
        <ListBox items={options} className={list['list'] ?? ''}>
          {(option) => (
            <ListBoxItem
              id={option.id}
              textValue={option.label}
              isDisabled={option.isDisabled ?? false}
              className={list['item'] ?? ''}
            >
              <span className={list['text']}>
                <span>{option.label}</span>
                {option.description === undefined ? null : (
                  <span className={list['description']}>{option.description}</span>
                )}
              </span>
              <Check aria-hidden="true" className={list['check']} />
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
