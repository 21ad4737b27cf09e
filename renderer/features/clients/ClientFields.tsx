import { type Control, useWatch } from 'react-hook-form';
import { useCall } from '../../app/query.ts';
import { currencyName } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import {
  FormCheckbox,
  FormComboBox,
  FormRow,
  FormSection,
  FormSelect,
  FormTextArea,
  FormTextField,
} from '../../ui/index.ts';
import { countryOptions } from './countries.ts';
import { brandsOwn, type ClientValues } from './values.ts';

/** What a client's form asks for, new or stored. */
export function ClientFields({ control }: { control: Control<ClientValues> }) {
  const t = useTranslate();
  return (
    <>
      <FormSection>
        <FormRow>
          <FormTextField name="firstName" label={t('clients.firstName')} isRequired spellCheck={false} />
          <FormTextField name="lastName" label={t('clients.lastName')} isRequired spellCheck={false} />
        </FormRow>
        <FormRow>
          <FormTextField
            name="email"
            type="email"
            label={t('clients.email')}
            isRequired
            description={t('clients.email.text')}
          />
          <FormTextField name="company" label={t('clients.company')} spellCheck={false} />
        </FormRow>
        <FormRow>
          <FormSelect
            name="language"
            label={t('clients.language')}
            description={t('clients.language.text')}
            options={[
              { id: 'en', label: t('language.en') },
              { id: 'ru', label: t('language.ru') },
            ]}
          />
          <CurrencyField control={control} />
        </FormRow>
      </FormSection>
      <TaxFields />
      <FormSection>
        <FormTextArea name="notes" label={t('clients.notes')} description={t('clients.notes.text')} />
      </FormSection>
    </>
  );
}

/** Where the client is and how they are taxed (spec 2.14). */
function TaxFields() {
  const t = useTranslate();
  const locale = useLocaleCode();
  return (
    <FormSection title={t('clients.tax')} description={t('clients.tax.text')} headingLevel={3}>
      <FormRow>
        <FormComboBox name="country" label={t('clients.country')} options={countryOptions(locale)} />
        <FormTextField name="region" label={t('clients.region')} maxLength={80} spellCheck={false} />
      </FormRow>
      <FormTextArea name="address" label={t('clients.address')} rows={2} />
      <FormRow>
        <FormTextField name="taxNumber" label={t('clients.taxNumber')} maxLength={40} isMono spellCheck={false} />
        <FormCheckbox name="isTaxExempt" label={t('clients.isTaxExempt')} description={t('clients.isTaxExempt.text')} />
      </FormRow>
    </FormSection>
  );
}

/** The brand's currency, or another of its currencies; one that the brand took off its list stays in sight. */
function CurrencyField({ control }: { control: Control<ClientValues> }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const { data: brand } = useCall('brand', 'get', {});
  const current = useWatch({ control, name: 'currency' });
  const own = brand?.defaultCurrency;
  const others = new Set([...(brand?.currencies ?? []), current].filter((code) => code !== own && code !== brandsOwn));
  return (
    <FormSelect
      name="currency"
      label={t('clients.currency')}
      description={t('clients.currency.text')}
      options={[
        { id: brandsOwn, label: t('clients.currency.brand', { currency: own ?? '' }) },
        ...[...others].map((id) => ({ id, label: `${id} — ${currencyName(id, locale)}` })),
      ]}
    />
  );
}
