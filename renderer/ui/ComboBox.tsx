/**
 * One choice out of a long list, found by typing. Filters `options` itself; with `onInputChange` and `isFilteredOutside` the caller
 * searches (clients, products) and passes what it found.
 */
import type { ReactElement, ReactNode, Ref } from 'react';
import { useContext } from 'react';
import {
  Button,
  ComboBox as AriaComboBox,
  ComboBoxStateContext,
  Group,
  Input,
  ListBox,
  ListBoxItem,
  Popover,
} from 'react-aria-components';
import type { ComboBoxProps as AriaComboBoxProps, InputProps } from 'react-aria-components';
import { Check, ChevronsUpDown } from 'lucide-react';
import styles from './ComboBox.module.css';
import { cx } from './cx.ts';
import { defined } from './defined.ts';
import type { FieldProps } from './Field.tsx';
import { FieldHelp, FieldLabel, fieldClass, inputClass } from './Field.tsx';
import list from './Menu.module.css';
import type { SelectOption } from './Select.tsx';
import { Spinner } from './Spinner.tsx';
import { useUiStrings } from './strings.tsx';

export interface ComboBoxProps extends FieldProps {
  options: readonly SelectOption[];
  value: string | null;
  onChange: (id: string | null) => void;
  onBlur?: (() => void) | undefined;
  inputValue?: string | undefined;
  onInputChange?: ((text: string) => void) | undefined;
  /** The options are the answer to the typed text already. */
  isFilteredOutside?: boolean | undefined;
  isLoading?: boolean | undefined;
  /** Shown when nothing matches; the common words when absent. */
  empty?: ReactNode;
  placeholder?: string | undefined;
  name?: string | undefined;
  autoFocus?: boolean | undefined;
  inputRef?: Ref<HTMLInputElement> | undefined;
}

/**
 * A press opens the list; the focus alone does not: it also comes by Tab on the way to another field, and after a refused form, where
 * the list would cover the complaint.
 */
function OpeningInput(props: InputProps & { ref?: Ref<HTMLInputElement> }): ReactElement {
  const state = useContext(ComboBoxStateContext);
  return <Input {...props} onClick={() => state?.open(null, 'manual')} />;
}

export function ComboBox(props: ComboBoxProps): ReactElement {
  const { label, description, error, hideLabel, labelAside, className, options, value, onChange, onBlur, ...rest } =
    props;
  const { isFilteredOutside, isLoading, empty, placeholder, inputRef, ...aria } = rest;
  const strings = useUiStrings();
  return (
    <AriaComboBox
      {...(defined(aria) as AriaComboBoxProps<SelectOption>)}
      {...(isFilteredOutside ? { items: options, defaultFilter: () => true } : { defaultItems: options })}
      value={value}
      onChange={(key) => onChange(key === null ? null : String(key))}
      {...(onBlur ? { onBlur: () => onBlur() } : {})}
      menuTrigger="input"
      allowsEmptyCollection
      isInvalid={error !== undefined}
      validationBehavior="aria"
      className={cx(fieldClass, className)}
    >
      <FieldLabel label={label} isRequired={props.isRequired} hideLabel={hideLabel} labelAside={labelAside} />
      <Group className={cx(inputClass, styles['box'])}>
        <OpeningInput {...defined({ placeholder, ref: inputRef })} className={styles['input'] ?? ''} />
        {isLoading ? <Spinner size="small" /> : null}
        {/* Out of the field's own name: the label belongs to the input alone. */}
        {/* oxlint-disable-next-line jsx-a11y/aria-proptypes -- empty takes away the name that react-aria would build */}
        <Button aria-labelledby="" className={styles['button'] ?? ''}>
          <ChevronsUpDown aria-hidden="true" className={styles['chevron']} />
        </Button>
      </Group>
      <FieldHelp description={description} error={error} />
      <Popover offset={4} className={cx(list['popover'], styles['popover'])}>
        <ListBox<SelectOption>
          className={list['list'] ?? ''}
          renderEmptyState={() => (
            <div className={list['empty']}>{isLoading ? strings.loading : (empty ?? strings.noMatches)}</div>
          )}
        >
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
    </AriaComboBox>
  );
}
