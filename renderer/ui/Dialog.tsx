/** A modal dialog: title, body, footer. Esc closes it and the focus returns to where it was. While `isBusy` it cannot be closed. */
import type { ReactElement, ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { X } from 'lucide-react';
import styles from './Dialog.module.css';
import { IconButton } from './IconButton.tsx';
import { useUiStrings } from './strings.tsx';

export interface DialogProps {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  subtitle?: ReactNode;
  /** Buttons, the primary one last. */
  footer?: ReactNode;
  size?: 'small' | 'medium' | 'large' | undefined;
  role?: 'dialog' | 'alertdialog' | undefined;
  isBusy?: boolean | undefined;
  /** A press beside it closes it. Off by default: typed text is never lost by a slip. */
  isDismissable?: boolean | undefined;
  children: ReactNode;
}

export function Dialog(props: DialogProps): ReactElement {
  const {
    isOpen,
    onClose,
    title,
    subtitle,
    footer,
    size = 'medium',
    role = 'dialog',
    isBusy = false,
    isDismissable = false,
  } = props;
  const strings = useUiStrings();
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open && !isBusy) onClose();
      }}
      isDismissable={isDismissable && !isBusy}
      isKeyboardDismissDisabled={isBusy}
      className={styles['overlay'] ?? ''}
    >
      <Modal className={styles['modal'] ?? ''} data-size={size}>
        <AriaDialog role={role} className={styles['dialog'] ?? ''}>
          <header className={styles['header']}>
            <div className={styles['titles']}>
              <Heading slot="title" level={2} className={styles['title'] ?? ''}>
                {title}
              </Heading>
              {subtitle === undefined ? null : <p className={styles['subtitle']}>{subtitle}</p>}
            </div>
            <IconButton slot={null} size="small" label={strings.close} icon={X} isDisabled={isBusy} onPress={onClose} />
          </header>
          <div className={styles['body']}>{props.children}</div>
          {footer === undefined ? null : <footer className={styles['footer']}>{footer}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
