import type { UseFormReturn } from 'react-hook-form';
import { languageName } from '../../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../../i18n/provider.tsx';
import { FormCheckbox, FormRow, FormSection, FormSelect } from '../../../ui/index.ts';
import { currencyOptions } from '../currencies.ts';
import { CodeList } from './CodeList.tsx';
import type { BrandValues } from './values.ts';

/** Languages that are offered; others that a brand has already stay. */
const offered =
  'en ru de fr es it pt pt-BR nl pl cs sk uk be kk tr ro bg el hu sv nb da fi et lv lt sr hr sl he ar hi id vi th ja ko zh-Hans zh-Hant'.split(
    ' ',
  );

/** Languages of the texts that clients read (spec items 16, 17). */
export function LanguageFields({ form }: { form: UseFormReturn<BrandValues> }) {
  const t = useTranslate();
  const languages = form.watch('languages');
  const option = (id: string) => ({ id, label: languageName(id) });
  return (
    <FormSection layout="beside" title={t('brandSettings.languages')} description={t('brandSettings.languages.text')}>
      <CodeList
        form={form}
        name="languages"
        label={t('brandSettings.languages')}
        addLabel={t('brandSettings.languages.add')}
        options={[...new Set([...offered, ...languages])].map(option)}
        defaultCode={form.watch('defaultLanguage')}
      />
      <FormSelect
        name="defaultLanguage"
        label={t('brandSettings.language')}
        description={t('brandSettings.language.text')}
        options={[...new Set([...languages, form.watch('defaultLanguage')])].map(option)}
      />
    </FormSection>
  );
}

/** Currencies, and what products inherit about selling (spec items 44-46, 53). */
export function MoneyFields({ form }: { form: UseFormReturn<BrandValues> }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const all = currencyOptions(locale);
  const currencies = form.watch('currencies');
  const defaultCurrency = form.watch('defaultCurrency');
  return (
    <FormSection layout="beside" title={t('brandSettings.money')} description={t('brandSettings.money.text')}>
      <CodeList
        form={form}
        name="currencies"
        label={t('brandSettings.currencies')}
        addLabel={t('brandSettings.currencies.add')}
        options={all}
        defaultCode={defaultCurrency}
      />
      <FormSelect
        name="defaultCurrency"
        label={t('brandSettings.currency')}
        description={t('brandSettings.currency.text')}
        options={all.filter(({ id }) => currencies.includes(id) || id === defaultCurrency)}
        isRequired
      />
      <FormRow>
        <FormSelect
          name="defaultTermMonths"
          label={t('product.defaultTerm')}
          options={(['1', '2', '3', '6', '12', '24', '36'] as const).map((id) => ({
            id,
            label: t(`catalogue.term.${id}`),
          }))}
        />
        <FormSelect
          name="multiCurrency"
          label={t('product.multiCurrency')}
          options={(['omit', 'convert'] as const).map((id) => ({ id, label: t(`product.multiCurrency.${id}`) }))}
        />
      </FormRow>
      <FormSelect
        name="revenueRecognition"
        label={t('product.revenue.when')}
        options={(['immediate', 'spread'] as const).map((id) => ({ id, label: t(`product.revenue.${id}`) }))}
      />
      <FormCheckbox name="allowAffiliate" label={t('product.allowAffiliate')} />
    </FormSection>
  );
}
