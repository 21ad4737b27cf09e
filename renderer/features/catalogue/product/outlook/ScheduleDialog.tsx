import { useEffect, useMemo } from 'react';
import type { Product } from '../../../../../preload/api/catalogue.ts';
import type { Input } from '../../../../../preload/api/contract.ts';
import { type FuturePrice, type PriceOutlook, prices as api } from '../../../../../preload/api/prices.ts';
import { useFieldText } from '../../../../app/ErrorBanner.tsx';
import { useCallForm } from '../../../../app/form.ts';
import { useAction } from '../../../../app/query.ts';
import { toasts } from '../../../../app/toasts.ts';
import { formatDate } from '../../../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../../../i18n/provider.tsx';
import { Dialog, Form, FormDateField, FormMoneyField, FormRow, FormSection, FormSelect } from '../../../../ui/index.ts';
import { FormFooter } from '../../../../workbench/FormFooter.tsx';
import { useSumText } from '../../../../workbench/Money.tsx';
import { todayIn } from '../../../../workbench/today.ts';

interface Values {
  termMonths: string;
  currency: string;
  amountMinor: number | null;
  effectiveOn: string | null;
}

export interface ScheduleDialogProps {
  product: Product;
  /** The stored prices; at least one. */
  outlook: readonly PriceOutlook[];
  timeZone: string;
  onClose: () => void;
}

/** What a stored price will be from a day on. A second one for a day takes the place of the first. */
export function ScheduleDialog({ product, outlook, timeZone, onClose }: ScheduleDialogProps) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const fieldText = useFieldText();
  const sum = useSumText();
  const schedule = useAction('prices', 'schedule');
  // Said while typing; core refuses it as well.
  const schema = useMemo(
    () =>
      api.schedule.input.refine(({ effectiveOn }) => effectiveOn > todayIn(timeZone), {
        path: ['effectiveOn'],
        message: 'in_past',
      }),
    [timeZone],
  );
  const { form, submit, refusal, isDraft, discard } = useCallForm<Values, Input<typeof api.schedule>, FuturePrice>({
    id: `price-to-come/${product.id}`,
    schema,
    defaults: {
      termMonths: String(outlook[0]?.termMonths ?? ''),
      currency: outlook[0]?.currency ?? '',
      amountMinor: null,
      effectiveOn: null,
    },
    // What is not filled in is left out, so that it is asked for.
    toInput: ({ termMonths, currency, amountMinor, effectiveOn }) =>
      ({
        productId: product.id,
        termMonths: Number(termMonths),
        currency,
        ...(amountMinor === null ? {} : { amountMinor }),
        ...(effectiveOn === null ? {} : { effectiveOn }),
      }) as Input<typeof api.schedule>,
    save: (input) => schedule.mutateAsync(input),
    onSaved: (price) => {
      toasts.add({
        tone: 'success',
        text: t('future.saved', { sum: sum(price), date: formatDate(price.effectiveOn, locale) }),
      });
      onClose();
    },
  });
  const [termMonths, currency] = form.watch(['termMonths', 'currency']);
  const ofTerm = outlook.filter((price) => String(price.termMonths) === termMonths);
  const now = ofTerm.find((price) => price.currency === currency);
  // Not every term has a price in every currency, and a price may be gone since the draft was typed.
  const next = now === undefined ? (ofTerm[0] ?? outlook[0]) : undefined;
  const { setValue } = form;
  useEffect(() => {
    if (next === undefined) return;
    setValue('termMonths', String(next.termMonths));
    setValue('currency', next.currency);
  }, [next, setValue]);
  const terms = [...new Set(outlook.map((price) => price.termMonths))];
  return (
    // It stands within the product's form for React, though not for the page: its Save is not that form's.
    <div onSubmit={(event) => event.stopPropagation()}>
      <Dialog
        isOpen
        title={t('future.add')}
        subtitle={product.name}
        isBusy={form.formState.isSubmitting}
        onClose={onClose}
      >
        <Form form={form} onSubmit={submit} translate={fieldText} label={t('future.add')}>
          <FormSection>
            <FormRow>
              <FormSelect
                name="termMonths"
                label={t('outlook.term')}
                options={terms.map((id) => ({ id: String(id), label: t(`catalogue.term.${id}`) }))}
              />
              <FormSelect
                name="currency"
                label={t('product.price.currency')}
                options={ofTerm.map((price) => ({ id: price.currency, label: price.currency }))}
              />
            </FormRow>
            <FormRow>
              <FormMoneyField
                name="amountMinor"
                label={t('future.new')}
                description={now === undefined ? undefined : t('future.now.text', { sum: sum(now) })}
                currency={currency}
                isRequired
              />
              <FormDateField
                name="effectiveOn"
                label={t('future.from')}
                description={t('future.date.text')}
                isRequired
              />
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
    </div>
  );
}
