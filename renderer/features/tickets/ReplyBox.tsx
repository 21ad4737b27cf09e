import { Send } from 'lucide-react';
import { tickets } from '../../../preload/api/tickets.ts';
import { useFieldText } from '../../app/ErrorBanner.tsx';
import { useCallForm } from '../../app/form.ts';
import { useAction } from '../../app/query.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Button, Form, FormActions, FormSection, FormTextArea } from '../../ui/index.ts';
import { DraftStatus } from '../../workbench/DraftStatus.tsx';
import { FormRefusal } from '../../workbench/FormRefusal.tsx';
import { useMay } from '../../workbench/useMay.ts';
import { useRenewedKey } from '../../workbench/useRenewedKey.ts';

const empty = () => ({ requestKey: crypto.randomUUID() as string, text: '' });

/** Answers a ticket. A closed one opens again with it, and that is said. */
export function ReplyBox({ ticketId, isClosed }: { ticketId: string; isClosed: boolean }) {
  const t = useTranslate();
  const may = useMay();
  const fieldText = useFieldText();
  const reply = useAction('tickets', 'reply');
  const callForm = useCallForm({
    id: `ticket/${ticketId}/reply`,
    schema: tickets.reply.input,
    defaults: empty(),
    toInput: (values) => ({ id: ticketId, ...values }),
    save: reply.mutateAsync,
    // The next answer is another request.
    onSaved: () => form.reset(empty()),
  });
  useRenewedKey(callForm);
  const { form, submit, refusal, isDraft, discard } = callForm;
  return (
    <Form form={form} onSubmit={submit} translate={fieldText} label={t('tickets.reply')}>
      <FormSection>
        <FormTextArea
          name="text"
          label={t('tickets.reply')}
          rows={4}
          {...(isClosed ? { description: t('tickets.reply.reopens') } : {})}
        />
      </FormSection>
      <FormActions status={<DraftStatus isDraft={isDraft} onDiscard={discard} />}>
        <Button
          type="submit"
          variant="primary"
          icon={Send}
          isBusy={form.formState.isSubmitting}
          whyDisabled={may('tickets.write')}
        >
          {t('tickets.send')}
        </Button>
      </FormActions>
      <FormRefusal refusal={refusal} isKeyed />
    </Form>
  );
}
