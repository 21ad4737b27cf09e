import { tickets, type Ticket } from '../../../preload/api/tickets.ts';
import { useFieldText } from '../../app/ErrorBanner.tsx';
import { useCallForm } from '../../app/form.ts';
import { paths } from '../../app/paths.ts';
import { useAction } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Button, Form, FormActions, FormSection, FormTextArea, FormTextField } from '../../ui/index.ts';
import { ClientPicker } from '../clients/ClientPicker.tsx';
import { DetailPane } from '../../workbench/DetailPane.tsx';
import { DraftStatus } from '../../workbench/DraftStatus.tsx';
import { FormRefusal } from '../../workbench/FormRefusal.tsx';
import { useGo } from '../../workbench/useGo.ts';
import { useMay } from '../../workbench/useMay.ts';
import { useOnce } from '../../workbench/useOnce.ts';
import { useRegionFocus } from '../../workbench/useRegionFocus.ts';
import { useRenewedKey } from '../../workbench/useRenewedKey.ts';

interface TicketValues {
  requestKey: string;
  clientId: string | null;
  subject: string;
  text: string;
  [key: string]: string | null;
}

export function NewTicket() {
  const t = useTranslate();
  const go = useGo();
  const may = useMay();
  const fieldText = useFieldText();
  const create = useAction('tickets', 'create');
  const once = useOnce<TicketValues>();
  const callForm = useCallForm<TicketValues, object, Ticket>({
    id: 'ticket/new',
    schema: tickets.create.input,
    defaults: { requestKey: crypto.randomUUID(), clientId: null, subject: '', text: '' },
    toInput: ({ requestKey, clientId, subject, text }) => ({
      requestKey,
      clientId: clientId ?? undefined,
      subject,
      text,
    }),
    // The form's schema has checked the input before this is called.
    save: (input) => create.mutateAsync(input as Parameters<typeof create.mutateAsync>[0]),
    onSaved: (ticket) => {
      once.done();
      toasts.add({ tone: 'success', text: t('tickets.created', { number: ticket.number }) });
      go(paths.ticket(ticket.id), { replace: true });
    },
  });
  useRenewedKey(callForm);
  const { form, submit, refusal, isDraft, discard } = callForm;
  const region = useRegionFocus<HTMLDivElement>();
  return (
    <DetailPane title={t('tickets.new')} listPath={paths.tickets}>
      <div ref={region} tabIndex={-1}>
        <Form form={form} onSubmit={once.guard(submit)} translate={fieldText} label={t('tickets.new')}>
          <FormSection>
            <ClientPicker control={form.control} label={t('tickets.client')} />
            <FormTextField name="subject" label={t('tickets.subject')} isRequired />
            <FormTextArea name="text" label={t('tickets.text')} rows={6} maxRows={20} isRequired />
          </FormSection>
          <FormActions status={<DraftStatus isDraft={isDraft} onDiscard={discard} />}>
            <Button onPress={() => go(paths.tickets)}>{t('ui.cancel')}</Button>
            <Button
              type="submit"
              variant="primary"
              isBusy={form.formState.isSubmitting}
              whyDisabled={may('tickets.write')}
            >
              {t('ui.create')}
            </Button>
          </FormActions>
          <FormRefusal refusal={refusal} isKeyed />
        </Form>
      </div>
    </DetailPane>
  );
}
