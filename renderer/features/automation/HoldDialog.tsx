import { automation, type PlanLine } from '../../../preload/api/automation.ts';
import { useFieldText } from '../../app/ErrorBanner.tsx';
import { useCallForm } from '../../app/form.ts';
import { useAction } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Button, Dialog, Form, FormSection, FormTextField } from '../../ui/index.ts';
import { DraftStatus } from '../../workbench/DraftStatus.tsx';
import { FormRefusal } from '../../workbench/FormRefusal.tsx';
import { recoverFocus } from '../../workbench/MasterDetail.tsx';
import { useMoneyText } from '../../workbench/Money.tsx';
import { numberText } from '../../workbench/number.tsx';
import { useFirstFocus } from '../../workbench/useFirstFocus.ts';
import { kindText, othersText } from './words.tsx';

/** Keeps a step of the plan from being done, with the reason for whoever reads the plan next. */
export function HoldDialog({ line, onClose }: { line: PlanLine; onClose: () => void }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const fieldText = useFieldText();
  const hold = useAction('automation', 'hold');
  const { form, submit, refusal, isDraft, discard } = useCallForm({
    id: `hold/${line.holdKey}`,
    schema: automation.hold.input,
    defaults: { why: '' },
    toInput: ({ why }) => ({ holdKey: line.holdKey, why }),
    save: hold.mutateAsync,
    onSaved: () => {
      toasts.add({ tone: 'success', text: t('automation.hold.done') });
      onClose();
      recoverFocus();
    },
  });
  useFirstFocus(form, 'why');
  const money = useMoneyText();
  const { invoice } = line;
  const isBusy = form.formState.isSubmitting;
  return (
    <Dialog
      isOpen
      size="small"
      isBusy={isBusy}
      title={t('automation.hold.title', { what: kindText(t, line.kind) })}
      subtitle={`${numberText(t, line.label)} · ${line.clientName} · ${formatDate(line.on, locale)}`}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose} isDisabled={isBusy}>
            {t('ui.cancel')}
          </Button>
          <Button variant="primary" isBusy={isBusy} onPress={() => void form.handleSubmit(submit)()}>
            {t('automation.hold')}
          </Button>
        </>
      }
    >
      <Form form={form} onSubmit={submit} translate={fieldText} label={t('automation.hold')}>
        <FormSection>
          <p>{t('automation.hold.text')}</p>
          {invoice === null || invoice.rest === null ? null : (
            <p>
              {t('automation.hold.others', {
                others: othersText(t, locale, invoice),
                rest: money(invoice.rest),
                total: money(invoice.total),
              })}
            </p>
          )}
          <FormTextField name="why" label={t('automation.hold.why')} isRequired maxLength={200} />
          <DraftStatus isDraft={isDraft} onDiscard={discard} />
          <FormRefusal refusal={refusal} />
        </FormSection>
      </Form>
    </Dialog>
  );
}
