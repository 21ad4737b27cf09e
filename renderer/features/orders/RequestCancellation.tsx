import { cancellations } from '../../../preload/api/cancellations.ts';
import type { Order } from '../../../preload/api/orders.ts';
import { useFieldText } from '../../app/ErrorBanner.tsx';
import { useCallForm } from '../../app/form.ts';
import { useAction } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Button, Dialog, Form, FormCheckbox, FormSection, FormTextArea } from '../../ui/index.ts';
import { DraftStatus } from '../../workbench/DraftStatus.tsx';
import { FormRefusal } from '../../workbench/FormRefusal.tsx';
import { recoverFocus } from '../../workbench/MasterDetail.tsx';
import { useFirstFocus } from '../../workbench/useFirstFocus.ts';
import { useOnce } from '../../workbench/useOnce.ts';
import { useRenewedKey } from '../../workbench/useRenewedKey.ts';

interface Values {
  requestKey: string;
  reason: string;
  openTicket: boolean;
  [key: string]: unknown;
}

/** Asks to cancel an order on the client's behalf (spec 88): nothing ends before it is approved. */
export function RequestCancellation({ order, onClose }: { order: Order; onClose: () => void }) {
  const t = useTranslate();
  const fieldText = useFieldText();
  const request = useAction('cancellations', 'request');
  const once = useOnce<Values>();
  const callForm = useCallForm<Values, object, unknown>({
    id: `order/${order.id}/request`,
    schema: cancellations.request.input,
    defaults: { requestKey: crypto.randomUUID(), reason: '', openTicket: false },
    toInput: (values) => ({ ...values, orderId: order.id }),
    // The form's schema has checked the input before this is called.
    save: (input) => request.mutateAsync(input as Parameters<typeof request.mutateAsync>[0]),
    onSaved: () => {
      once.done();
      toasts.add({ tone: 'success', text: t('cancellations.requested', { number: order.number }) });
      onClose();
      recoverFocus();
    },
  });
  useRenewedKey(callForm);
  const { form, submit, refusal, isDraft, discard } = callForm;
  useFirstFocus(form, 'reason');
  const isBusy = form.formState.isSubmitting;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      isBusy={isBusy}
      title={t('cancellations.request')}
      subtitle={t('payment.for', { invoice: order.number, client: order.clientName })}
      footer={
        <>
          <Button onPress={onClose} isDisabled={isBusy}>
            {t('ui.cancel')}
          </Button>
          <Button variant="primary" isBusy={isBusy} onPress={() => void form.handleSubmit(once.guard(submit))()}>
            {t('cancellations.submit')}
          </Button>
        </>
      }
    >
      <Form form={form} onSubmit={() => undefined} translate={fieldText} label={t('cancellations.request')}>
        <FormSection description={t('cancellations.request.text')}>
          <FormTextArea name="reason" label={t('cancellations.reason')} isRequired />
          <FormCheckbox name="openTicket" label={t('cancellations.openTicket')} />
          <DraftStatus isDraft={isDraft} onDiscard={discard} />
          <FormRefusal refusal={refusal} isKeyed />
        </FormSection>
      </Form>
    </Dialog>
  );
}
