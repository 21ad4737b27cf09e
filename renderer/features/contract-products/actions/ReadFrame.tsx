import type { ReactNode } from 'react';
import type { LicenseAction } from '../../../../preload/api/contract-products.ts';
import { useFieldText } from '../../../app/ErrorBanner.tsx';
import type { CallForm } from '../../../app/form.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Button, Dialog, Form } from '../../../ui/index.ts';
import { FormRefusal } from '../../../workbench/FormRefusal.tsx';
import type { ActionDialogProps } from './ActionFrame.tsx';
import { Columns } from './Columns.tsx';
import { DraftLine } from './DraftLine.tsx';
import styles from './ReadFrame.module.css';
import type { GuardValues } from './useActionForm.ts';
import { useWhyNot } from './useWhyNot.ts';

export interface ReadFrameProps<Values extends GuardValues> extends ActionDialogProps {
  action: LicenseAction;
  callForm: CallForm<Values>;
  intro: ReactNode;
  /** What came of it; null: not asked for yet. */
  result: ReactNode;
  /** In the place of the result until there is one. */
  beforehand: ReactNode;
  /** It can be done once only: with the result its button goes. */
  isOnce?: boolean | undefined;
  /** A field takes the focus, in place of the act. */
  isContentFocused?: boolean | undefined;
  children: ReactNode;
}

/** The frame of actions that read at the vendor and change nothing there: Enter does them, and the result stays in the dialog. */
export function ReadFrame<Values extends GuardValues>(props: ReadFrameProps<Values>) {
  const { action, contract, callForm, result, isOnce = false, isContentFocused = false, onClose } = props;
  const t = useTranslate();
  const fieldText = useFieldText();
  const whyNot = useWhyNot(contract);
  const { form, submit, refusal } = callForm;
  const { isSubmitting } = form.formState;
  const id = `read-${action}`;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      isBusy={isSubmitting}
      size="large"
      title={t(`action.${action}`)}
      subtitle={contract.clientName}
      footer={
        <>
          <Button onPress={onClose} isDisabled={isSubmitting}>
            {t('ui.close')}
          </Button>
          {isOnce && result !== null ? null : (
            <Button
              variant="primary"
              type="submit"
              form={id}
              isBusy={isSubmitting}
              whyDisabled={isSubmitting ? undefined : whyNot(action)}
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog takes the focus; this reads and changes nothing
              autoFocus={!isContentFocused}
            >
              {t(result === null ? `action.${action}.confirm` : 'action.readAgain')}
            </Button>
          )}
        </>
      }
    >
      <Form id={id} form={form} onSubmit={submit} translate={fieldText} label={t(`action.${action}`)}>
        <Columns
          intro={props.intro}
          fields={
            <>
              {props.children}
              <DraftLine callForm={callForm} />
              <FormRefusal refusal={refusal} />
            </>
          }
        >
          <div aria-live="polite" aria-busy={isSubmitting}>
            {result ?? <div className={styles['none']}>{props.beforehand}</div>}
          </div>
        </Columns>
      </Form>
    </Dialog>
  );
}
