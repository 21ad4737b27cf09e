/**
 * Asks before an act. `tone="danger"` for destructive ones; `typedText` for irreversible ones: the button works only after the person
 * typed it. The focus starts at the safe place: the field to type in, else Cancel; never the act itself. The act's button names the act.
 */
import { useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { Button } from './Button.tsx';
import styles from './ConfirmDialog.module.css';
import { Dialog } from './Dialog.tsx';
import type { DialogProps } from './Dialog.tsx';
import { useUiStrings } from './strings.tsx';
import { TextField } from './TextField.tsx';

export interface ConfirmDialogProps {
  isOpen: boolean;
  title: string;
  subtitle?: ReactNode;
  /** What happens, to what, and whether it can be undone. */
  children: ReactNode;
  /** Names the act, and the sum if there is one: "Buy for 12.00 EUR". */
  confirmLabel: string;
  cancelLabel?: string | undefined;
  tone?: 'normal' | 'danger' | undefined;
  typedText?: string | undefined;
  isBusy?: boolean | undefined;
  /** The act is not possible for the moment, for example while a price is being read. */
  isConfirmDisabled?: boolean | undefined;
  /** Why the act is not possible at all now. */
  whyDisabled?: string | undefined;
  size?: DialogProps['size'];
  /** A field of the content takes the focus, in place of Cancel. */
  isContentFocused?: boolean | undefined;
  error?: ReactNode;
  onConfirm: () => void;
  onCancel: () => void;
}

function Content({ children, typedText, typed, setTyped, error }: ContentProps): ReactElement {
  const strings = useUiStrings();
  return (
    <div className={styles['content']}>
      {children}
      {typedText === undefined ? null : (
        <TextField
          label={strings.typeToConfirm(typedText)}
          value={typed}
          onChange={setTyped}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog takes the focus; here the person goes on
          autoFocus
          isMono
          spellCheck={false}
        />
      )}
      {error}
    </div>
  );
}

interface ContentProps {
  children: ReactNode;
  typedText: string | undefined;
  typed: string;
  setTyped: (text: string) => void;
  error: ReactNode;
}

export function ConfirmDialog(props: ConfirmDialogProps): ReactElement {
  const {
    isOpen,
    title,
    children,
    confirmLabel,
    cancelLabel,
    tone = 'normal',
    size = 'small',
    isContentFocused = false,
    typedText,
    isBusy,
    error,
    onConfirm,
    onCancel,
  } = props;
  const strings = useUiStrings();
  const [typed, setTyped] = useState('');
  const [wasOpen, setWasOpen] = useState(isOpen);
  if (wasOpen !== isOpen) {
    setWasOpen(isOpen);
    setTyped('');
  }
  const isReady = typedText === undefined || typed.trim() === typedText;
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onCancel}
      title={title}
      subtitle={props.subtitle}
      size={size}
      role="alertdialog"
      isBusy={isBusy}
      footer={
        <>
          {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog takes the focus; Cancel is the safe place for it */}
          <Button onPress={onCancel} isDisabled={isBusy} autoFocus={typedText === undefined && !isContentFocused}>
            {cancelLabel ?? strings.cancel}
          </Button>
          <Button
            variant={tone === 'danger' ? 'danger' : 'primary'}
            isBusy={isBusy}
            isDisabled={!isReady || props.isConfirmDisabled}
            whyDisabled={props.whyDisabled}
            onPress={onConfirm}
          >
            {confirmLabel}
          </Button>
        </>
      }
    >
      <Content typedText={typedText} typed={typed} setTyped={setTyped} error={error}>
        {children}
      </Content>
    </Dialog>
  );
}
