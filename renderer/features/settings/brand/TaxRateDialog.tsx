import { brand as api, type Brand, type TaxRate } from '../../../../preload/api/brand.ts';
import type { Input } from '../../../../preload/api/contract.ts';
import { useFieldText } from '../../../app/ErrorBanner.tsx';
import { useCallForm } from '../../../app/form.ts';
import { useAction } from '../../../app/query.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Dialog, Form, FormCheckbox, FormRow, FormSection, FormTextField } from '../../../ui/index.ts';
import { FormFooter } from '../../../workbench/FormFooter.tsx';
import { useUndoable } from '../../../workbench/useUndo.ts';
import { brandCalls } from './undo-calls.ts';
import { taxRatesEdited } from './undo.ts';

type Values = Omit<TaxRate, 'id'>;

const unsaid: Values = { name: '', country: '', region: '', percent: '', isInclusive: false, isDefault: false };

export interface TaxRateDialogProps {
  /** Null: a new one. */
  rate: TaxRate | null;
  /** All rates, as they are before. */
  rates: readonly TaxRate[];
  onClose: () => void;
}

/** One tax rate. */
export function TaxRateDialog({ rate, rates, onClose }: TaxRateDialogProps) {
  const t = useTranslate();
  const fieldText = useFieldText();
  const create = useAction('brand', 'createTaxRate');
  const update = useAction('brand', 'updateTaxRate');
  const told = useUndoable();
  const { id: _id, ...stored } = rate ?? { id: '', ...unsaid };
  const { form, submit, refusal, isDraft, discard } = useCallForm<Values, Input<typeof api.createTaxRate>, Brand>({
    id: `tax-rate/${rate?.id ?? 'new'}`,
    schema: api.createTaxRate.input,
    defaults: stored,
    // A comma is how half of the world writes it.
    toInput: (values) => ({
      ...values,
      country: values.country.trim().toUpperCase(),
      percent: values.percent.replace(',', '.'),
    }),
    save: (input) => (rate === null ? create.mutateAsync(input) : update.mutateAsync({ ...input, id: rate.id })),
    onSaved: (saved) => {
      const known = new Set(rates.map(({ id }) => id));
      const name = (rate ?? saved.taxRates.find(({ id }) => !known.has(id)))?.name ?? '';
      const what = rate === null ? t('undo.what.taxRate.created', { name }) : t('undo.what.taxRate', { name });
      told({ text: t('choice.saved'), entry: taxRatesEdited(brandCalls, what, rates, saved.taxRates) });
      onClose();
    },
  });
  return (
    <Dialog
      isOpen
      title={rate === null ? t('taxRates.new') : rate.name}
      isBusy={form.formState.isSubmitting}
      onClose={onClose}
    >
      <Form form={form} onSubmit={submit} translate={fieldText} label={t('taxRates.title')}>
        <FormSection>
          <FormRow>
            <FormTextField name="name" label={t('taxRates.name')} placeholder="VAT" isRequired maxLength={80} />
            <FormTextField
              name="percent"
              label={t('taxRates.percent')}
              after="%"
              align="end"
              isRequired
              maxLength={20}
            />
          </FormRow>
          <FormRow>
            <FormTextField
              name="country"
              label={t('taxRates.country')}
              description={t('taxRates.country.text')}
              placeholder="DE"
              maxLength={2}
            />
            <FormTextField name="region" label={t('taxRates.region')} maxLength={80} />
          </FormRow>
          <FormCheckbox name="isInclusive" label={t('taxRates.isInclusive')} />
          <FormCheckbox name="isDefault" label={t('taxRates.isDefault')} description={t('taxRates.isDefault.text')} />
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
