import type { UseFormReturn } from 'react-hook-form';
import { useTranslate } from '../../../i18n/provider.tsx';
import { FormCheckbox, FormNumberField, FormRow, FormSection, FormSelect } from '../../../ui/index.ts';
import { RecordPicker } from './RecordPicker.tsx';
import type { ProductValues } from './values.ts';

export interface TrialFieldsProps {
  form: UseFormReturn<ProductValues>;
  productId: string;
}

/** A free beginning, and what comes after it (spec items 47-52). Only a subscription of a single product can have one. */
export function TrialFields({ form, productId }: TrialFieldsProps) {
  const t = useTranslate();
  const isSupported = form.watch('trial.isSupported');
  const endAction = form.watch('trial.endAction');
  const target = form.watch('trial.migrateProductId');
  if (form.watch('purchaseType') === 'one_off') return null;
  if (form.watch('type') === 'bundle')
    return (
      <FormSection headingLevel={3} title={t('product.trial')}>
        <p>{t('product.trial.bundle')}</p>
      </FormSection>
    );
  return (
    <FormSection headingLevel={3} title={t('product.trial')}>
      <FormCheckbox name="trial.isSupported" label={t('product.trial.isSupported')} />
      {isSupported ? (
        <>
          <FormCheckbox
            name="trial.isForced"
            label={t('product.trial.isForced')}
            description={t('product.trial.isForced.text')}
          />
          <FormRow>
            <FormNumberField name="trial.days" label={t('product.trial.days')} min={1} max={365} isRequired />
            <FormNumberField
              name="trial.noticeDays"
              label={t('product.trial.noticeDays')}
              description={t('product.trial.noticeDays.text')}
              min={0}
              max={364}
              isRequired
            />
          </FormRow>
          <FormRow>
            <FormSelect
              name="trial.endAction"
              label={t('product.trial.endAction')}
              options={(['continue', 'migrate', 'cancel'] as const).map((id) => ({
                id,
                label: t(`product.trial.endAction.${id}`),
              }))}
            />
            {endAction === 'migrate' ? (
              <RecordPicker
                label={t('product.trial.migrateProductId')}
                error={form.formState.errors.trial?.migrateProductId?.message}
                kinds={['product']}
                exclude={[productId]}
                chosen={target}
                onChoose={(hit) =>
                  form.setValue('trial.migrateProductId', hit?.id ?? null, { shouldDirty: true, shouldValidate: true })
                }
              />
            ) : null}
          </FormRow>
        </>
      ) : null}
    </FormSection>
  );
}
