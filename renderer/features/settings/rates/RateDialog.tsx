import type { Input } from '../../../../preload/api/contract.ts';
import { rates as api, type Rate } from '../../../../preload/api/rates.ts';
import { useFieldText } from '../../../app/ErrorBanner.tsx';
import { useCallForm } from '../../../app/form.ts';
import { useAction } from '../../../app/query.ts';
import { toasts } from '../../../app/toasts.ts';
import { useLocaleCode, useTranslate } from '../../../i18n/provider.tsx';
import { Dialog, Form, FormComboBox, FormDateField, FormRow, FormSection, FormTextField } from '../../../ui/index.ts';
import { FormFooter } from '../../../workbench/FormFooter.tsx';
import { decimalText } from '../../../workbench/RateUsed.tsx';
import { todayIn } from '../../../workbench/today.ts';
import { currencyOptions } from '../currencies.ts';
import type { Entry } from './entry.ts';

interface Values {
  currency: string | null;
  rate: string;
  date: string | null;
}

// A call may leave the day out; the form may not: what was cleared says "fill in".
const schema = api.set.input.required({ date: true });

/** What the form is about, as the call takes it; what is not filled in is left out. A comma is how half of the world writes it. */
const rateInput = ({ currency, rate, date }: Values): Input<typeof api.set> =>
  ({
    ...(currency === null ? {} : { currency }),
    ...(rate.trim() === '' ? {} : { rate: rate.trim().replace(',', '.') }),
    ...(date === null ? {} : { date }),
  }) as Input<typeof api.set>;

export interface RateDialogProps {
  /** Null: of any currency. */
  entry: Entry | null;
  /** The brand's: its today is the day that is offered. */
  timeZone: string;
  onClose: () => void;
}

/** A rate by hand. One of the bank is never written over: the rate by hand stands beside it and goes before it. */
export function RateDialog({ entry, timeZone, onClose }: RateDialogProps) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const fieldText = useFieldText();
  const set = useAction('rates', 'set');
  const { form, submit, refusal, isDraft, discard } = useCallForm<Values, Input<typeof api.set>, Rate>({
    id: `rate/${entry?.currency ?? 'new'}`,
    schema,
    defaults: {
      currency: entry?.currency ?? null,
      rate: entry?.rate === undefined ? '' : decimalText(entry.rate, locale),
      date: todayIn(timeZone),
    },
    toInput: rateInput,
    save: (input) => set.mutateAsync(input),
    onSaved: ({ currency }) => {
      toasts.add({ tone: 'success', text: t('rates.saved', { currency }) });
      onClose();
    },
  });
  const currency = form.watch('currency');
  return (
    <Dialog isOpen title={t('rates.enter')} isBusy={form.formState.isSubmitting} onClose={onClose}>
      <Form form={form} onSubmit={submit} translate={fieldText} label={t('rates.enter')}>
        <FormSection>
          <FormComboBox
            name="currency"
            label={t('rates.currency')}
            options={currencyOptions(locale).filter(({ id }) => id !== 'EUR')}
            isRequired
          />
          <FormRow>
            <FormTextField
              name="rate"
              label={t('rates.rate')}
              description={t('rates.rate.text')}
              after={currency ?? undefined}
              align="end"
              isRequired
              maxLength={25}
            />
            <FormDateField name="date" label={t('rates.date')} description={t('rates.date.text')} isRequired />
          </FormRow>
        </FormSection>
        <FormFooter
          refusal={refusal}
          isDraft={isDraft}
          onDiscard={discard}
          isBusy={form.formState.isSubmitting}
          onCancel={onClose}
        />
      </Form>
    </Dialog>
  );
}
