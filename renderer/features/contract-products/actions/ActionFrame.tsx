import type { ReactNode } from 'react';
import type { ContractProduct, LicenseAction } from '../../../../preload/api/contract-products.ts';
import { useFieldText } from '../../../app/ErrorBanner.tsx';
import type { CallForm } from '../../../app/form.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { ConfirmDialog, Form, KeyValue, type KeyValueItem } from '../../../ui/index.ts';
import { FormRefusal } from '../../../workbench/FormRefusal.tsx';
import styles from './ActionFrame.module.css';
import { Columns } from './Columns.tsx';
import { DraftLine } from './DraftLine.tsx';
import type { GuardValues } from './useActionForm.ts';
import { mayQueue } from './may-queue.ts';
import { Unread } from './Unread.tsx';
import type { PreviewRead } from './usePreview.ts';
import { useWhyNot } from './useWhyNot.ts';
import { Warnings } from './Warnings.tsx';

/** What every dialog of an action gets. */
export interface ActionDialogProps {
  contract: ContractProduct;
  onClose: () => void;
}

export interface ActionFrameProps<Values extends GuardValues> extends ActionDialogProps {
  action: LicenseAction;
  callForm: CallForm<Values>;
  submit: (values: Values) => Promise<void>;
  read: PreviewRead;
  /** What will happen, in a sentence or two. */
  intro: ReactNode;
  facts: readonly KeyValueItem[];
  /** Names the act, and the sum where money is spent. */
  confirmLabel: string;
  tone?: 'normal' | 'danger' | undefined;
  typedText?: string | undefined;
  isContentFocused?: boolean | undefined;
  /** What the act needs to be known is being read. */
  isReading?: boolean | undefined;
  /** What stands beside the fields, under the facts. */
  beside?: ReactNode;
  /** Why what is chosen now cannot be asked for. */
  whyDisabled?: string | undefined;
  /** The fields. */
  children: ReactNode;
}

/**
 * The frame of every action that asks the vendor to act: what will happen, the data it needs, what the vendor says to
 * it now, and a button that names the act. Enter in a field does nothing: the act is never done by a slip.
 */
export function ActionFrame<Values extends GuardValues>(props: ActionFrameProps<Values>) {
  const { action, contract, callForm, submit, read, facts, onClose } = props;
  const t = useTranslate();
  const fieldText = useFieldText();
  const whyNot = useWhyNot(contract);
  const { form, refusal } = callForm;
  const { isSubmitting } = form.formState;
  const isReading = read.state === 'reading';
  return (
    <ConfirmDialog
      isOpen
      size="large"
      title={t(`action.${action}.title`)}
      subtitle={contract.clientName}
      confirmLabel={props.confirmLabel}
      tone={props.tone}
      typedText={props.typedText}
      isContentFocused={props.isContentFocused}
      isBusy={isSubmitting}
      isConfirmDisabled={!mayQueue(read) || props.isReading}
      // While it is sent the contract product may be told of its own operation already.
      whyDisabled={isSubmitting ? undefined : (whyNot(action) ?? props.whyDisabled)}
      onCancel={onClose}
      onConfirm={() => void form.handleSubmit(submit)()}
    >
      <Form form={form} onSubmit={() => undefined} translate={fieldText} label={t(`action.${action}`)}>
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
          <div className={styles['facts']} aria-busy={isReading} aria-live="polite">
            <KeyValue items={facts} />
          </div>
          {props.beside}
          {read.preview === null || isReading ? null : <Warnings warnings={read.preview.warnings} />}
          <Unread read={read} connectionId={contract.connectionId} />
        </Columns>
      </Form>
    </ConfirmDialog>
  );
}
