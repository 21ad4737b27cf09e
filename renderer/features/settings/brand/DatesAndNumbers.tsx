import type { UseFormReturn } from 'react-hook-form';
import type { Brand } from '../../../../preload/api/brand.ts';
import { formatInstant } from '../../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../../i18n/provider.tsx';
import { FormComboBox, FormNumberField, FormRow, FormSection, FormTextField } from '../../../ui/index.ts';
import { useNow } from '../../../workbench/useNow.ts';
import { timeZoneOptions } from '../time-zones.ts';
import type { BrandValues } from './values.ts';

/** The zone that dates are counted in, and how documents are numbered. */
export function DatesAndNumbers({ form, brand }: { form: UseFormReturn<BrandValues>; brand: Brand }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const now = useNow();
  const timeZone = form.watch('timeZone');
  const nextText = (number: string | null): string =>
    number === null ? t('brandSettings.number.hub') : t('brandSettings.number.next', { number });
  return (
    <FormSection layout="beside" title={t('brandSettings.dates')}>
      <FormComboBox
        name="timeZone"
        label={t('brandSettings.timeZone')}
        description={
          <>
            {t('brandSettings.timeZone.text')}{' '}
            {timeZone
              ? t('brandSettings.now', { zone: timeZone, time: formatInstant(now, locale, { timeZone }) })
              : null}
          </>
        }
        options={timeZoneOptions(brand.timeZone)}
        isRequired
      />
      {(['orderNumber', 'invoiceNumber'] as const).map((name) => (
        <FormRow key={name}>
          <FormTextField
            name={`${name}.prefix`}
            label={t(`brandSettings.${name}.prefix`)}
            description={nextText(name === 'orderNumber' ? brand.nextOrderNumber : brand.nextInvoiceNumber)}
            isMono
            maxLength={20}
          />
          <FormNumberField
            name={`${name}.padding`}
            label={t(`brandSettings.${name}.padding`)}
            min={1}
            max={12}
            isRequired
          />
        </FormRow>
      ))}
    </FormSection>
  );
}
