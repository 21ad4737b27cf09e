import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useWatch } from 'react-hook-form';
import { cancellations, type Cancellation } from '../../../preload/api/cancellations.ts';
import { orders, type Order, type RefundChoice } from '../../../preload/api/orders.ts';
import { ErrorBanner, useFieldText } from '../../app/ErrorBanner.tsx';
import { useCallForm } from '../../app/form.ts';
import { callQuery, useAction } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Button, Dialog, Form, FormCheckbox, FormSection, FormTextArea } from '../../ui/index.ts';
import { FormRefusal } from '../../workbench/FormRefusal.tsx';
import { recoverFocus } from '../../workbench/MasterDetail.tsx';
import { useOnce } from '../../workbench/useOnce.ts';
import { isSentBefore, useRenewedKey } from '../../workbench/useRenewedKey.ts';
import { CancelEffects } from './CancelEffects.tsx';
import { RefundField } from './RefundField.tsx';

export interface CancelOrderProps {
  order: Pick<Order, 'id' | 'number' | 'clientName' | 'status'>;
  /** The client's request that it approves; null: staff cancel by themselves. */
  request: Cancellation | null;
  onClose: () => void;
}

interface Values {
  requestKey: string;
  immediate: boolean;
  reason: string;
  refund: RefundChoice;
  [key: string]: unknown;
}

/** `Cancel order` (spec 87), or the approval of a request (88): what will happen is said before it does. */
export function CancelOrder({ order, request, onClose }: CancelOrderProps) {
  const t = useTranslate();
  const fieldText = useFieldText();
  // Read anew each time it opens: what is given back is another sum on another day.
  const {
    data: preview,
    error,
    refetch,
  } = useQuery({
    ...callQuery('orders', 'previewCancel', { id: order.id }),
    gcTime: 0,
    staleTime: 0,
  });
  const cancel = useAction('orders', 'cancel');
  const approve = useAction('cancellations', 'approve');
  const once = useOnce<Values>();
  const hasRefund = preview !== undefined && preview.refundTotal.amountMinor > 0;
  const isAwaiting = order.status === 'Awaiting payment';
  const callForm = useCallForm<Values, object, unknown>({
    id: request === null ? `order/${order.id}/cancel` : `cancellation/${request.id}/approve`,
    schema: request === null ? orders.cancel.input : cancellations.approve.input,
    defaults: { requestKey: crypto.randomUUID(), immediate: false, reason: '', refund: 'none' },
    toInput: ({ requestKey, immediate, reason, refund }) => {
      // Nothing is given back with the end of a term, nor where nothing was paid.
      const asked = {
        immediate,
        refund: hasRefund && (immediate || isAwaiting) ? refund : ('none' as const),
        expectedRefundMinor: preview?.refundTotal.amountMinor ?? 0,
      };
      return request === null ? { requestKey, id: order.id, reason, ...asked } : { id: request.id, ...asked };
    },
    // The form's schema has checked the input before this is called.
    save: (input) =>
      request === null
        ? cancel.mutateAsync(input as Parameters<typeof cancel.mutateAsync>[0])
        : approve.mutateAsync(input as Parameters<typeof approve.mutateAsync>[0]),
    onSaved: () => {
      once.done();
      const isOver = isAwaiting || form.getValues('immediate');
      toasts.add({
        tone: 'success',
        text: t(isOver ? 'orders.cancel.done' : 'orders.cancel.ends', { number: order.number }),
      });
      onClose();
      recoverFocus();
    },
  });
  useRenewedKey(callForm);
  const { form, submit, refusal } = callForm;
  useEffect(() => {
    if (isSentBefore(refusal)) void refetch();
  }, [refusal, refetch]);
  const [isImmediate, refund] = useWatch({ control: form.control, name: ['immediate', 'refund'] });
  const isBusy = form.formState.isSubmitting;
  const title = t(request === null ? 'orders.cancel' : 'cancellations.approve');
  return (
    <Dialog
      isOpen
      onClose={onClose}
      isBusy={isBusy}
      title={title}
      subtitle={t('payment.for', { invoice: order.number, client: order.clientName })}
      footer={
        <>
          <Button onPress={onClose} isDisabled={isBusy}>
            {t('orders.cancel.keep')}
          </Button>
          <Button
            variant="danger"
            isBusy={isBusy}
            isDisabled={preview === undefined}
            onPress={() => void form.handleSubmit(once.guard(submit))()}
          >
            {t('orders.cancel.submit')}
          </Button>
        </>
      }
    >
      <Form form={form} onSubmit={() => undefined} translate={fieldText} label={title}>
        <FormSection>
          {error ? <ErrorBanner error={error.error} /> : null}
          {isAwaiting ? null : (
            <FormCheckbox
              name="immediate"
              label={t('orders.cancel.immediate')}
              description={t('orders.cancel.immediate.text')}
            />
          )}
          {preview ? <CancelEffects preview={preview} isImmediate={isImmediate} /> : null}
          {hasRefund && (isImmediate || isAwaiting) ? (
            <RefundField preview={preview} chosen={refund} onImpossible={() => form.setValue('refund', 'none')} />
          ) : null}
          {request === null ? (
            <FormTextArea
              name="reason"
              label={t('orders.cancel.reason')}
              description={t('orders.cancel.reason.text')}
            />
          ) : null}
          <FormRefusal refusal={refusal} isKeyed />
        </FormSection>
      </Form>
    </Dialog>
  );
}
