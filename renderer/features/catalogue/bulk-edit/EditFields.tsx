import { PriceTerm } from '../../../../preload/api/values.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Checkbox, MoneyField, Select, TextField } from '../../../ui/index.ts';
import { categoryPath } from '../tree.ts';
import styles from './BulkEdit.module.css';
import { all, type EditValues, isPercent, keep } from './values.ts';
import { useCategories } from '../useCategories.ts';

export interface EditFieldsProps {
  values: EditValues;
  /** Currencies that the products have prices in. */
  currencies: readonly string[];
  onChange: (change: Partial<EditValues>) => void;
}

/** What can be changed of many products at once; each field begins with leaving them as they are. */
export function EditFields({ values, currencies, onChange }: EditFieldsProps) {
  const t = useTranslate();
  const categories = useCategories().data ?? [];
  const kept = { id: keep, label: t('bulkEdit.keep') };
  const yesNo = [kept, { id: 'yes', label: t('bulkEdit.yes') }, { id: 'no', label: t('bulkEdit.no') }];
  return (
    <div className={styles['fields']}>
      <Select
        label={t('product.category')}
        value={values.categoryId}
        onChange={(categoryId) => onChange({ categoryId })}
        options={[kept, ...categories.map(({ id }) => ({ id, label: categoryPath(categories, id) }))]}
      />
      <Select
        label={t('product.isActive')}
        value={values.isActive}
        onChange={(isActive) => onChange({ isActive })}
        options={yesNo}
      />
      <Select
        label={t('product.isVisible')}
        value={values.isVisible}
        onChange={(isVisible) => onChange({ isVisible })}
        options={yesNo}
      />
      <Select
        label={t('product.deferMode')}
        value={values.deferMode}
        onChange={(deferMode) => onChange({ deferMode })}
        options={[
          kept,
          { id: 'inherit', label: t('product.deferMode.inherit.text') },
          ...['none', 'optional', 'hidden'].map((id) => ({ id, label: t(`product.deferMode.${id}`) })),
        ]}
      />
      <Code name="reportCode1" value={values.reportCode1} onChange={(reportCode1) => onChange({ reportCode1 })} />
      <Code name="reportCode2" value={values.reportCode2} onChange={(reportCode2) => onChange({ reportCode2 })} />
      <TextField
        label={t('bulkEdit.keywords.add')}
        description={t('bulkEdit.keywords.help')}
        value={values.addKeywords}
        onChange={(addKeywords) => onChange({ addKeywords })}
        maxLength={500}
      />
      <TextField
        label={t('bulkEdit.keywords.remove')}
        description={t('bulkEdit.keywords.help')}
        value={values.removeKeywords}
        onChange={(removeKeywords) => onChange({ removeKeywords })}
        maxLength={500}
      />
      <PriceChange values={values} currencies={currencies} onChange={onChange} />
    </div>
  );
}

/** A report code: an empty one is a value too, so that it is ticked first that it is to be changed. */
function Code({
  name,
  value,
  onChange,
}: {
  name: 'reportCode1' | 'reportCode2';
  value: string | null;
  onChange: (value: string | null) => void;
}) {
  const t = useTranslate();
  const label = t(`product.${name}`);
  return (
    <div className={styles['changes']}>
      <Checkbox
        label={t('bulkEdit.code.change', { field: label })}
        isSelected={value !== null}
        onChange={(is) => onChange(is ? '' : null)}
      />
      {value === null ? null : (
        <TextField label={label} hideLabel value={value} onChange={onChange} maxLength={60} placeholder={label} />
      )}
    </div>
  );
}

function PriceChange({ values, currencies, onChange }: EditFieldsProps) {
  const t = useTranslate();
  const { priceBy, percent, amountMinor, term, currency } = values;
  const isAmount = priceBy === 'amount';
  const wrongPercent = percent !== '' && !isPercent(percent) ? t('bulkEdit.price.percent.wrong') : undefined;
  const wrongAmount = Number.isNaN(amountMinor) ? t('bulkEdit.price.amount.wrong') : undefined;
  const choose = (id: string): void =>
    onChange({
      priceBy: id as EditValues['priceBy'],
      // An amount is of one currency.
      ...(id === 'amount' && currency === all ? { currency: currencies[0] ?? 'EUR' } : {}),
    });
  return (
    <>
      <Select
        label={t('bulkEdit.price')}
        description={priceBy === 'none' ? undefined : t('bulkEdit.price.rounding')}
        value={priceBy}
        onChange={choose}
        options={(['none', 'percent', 'amount'] as const).map((id) => ({ id, label: t(`bulkEdit.price.${id}`) }))}
      />
      {priceBy === 'none' ? null : (
        <>
          {isAmount ? (
            <MoneyField
              label={t('bulkEdit.price.amount.value')}
              value={amountMinor}
              onChange={(minor) => onChange({ amountMinor: minor })}
              currency={currency}
              allowNegative
              error={wrongAmount}
            />
          ) : (
            <TextField
              label={t('bulkEdit.price.percent.value')}
              value={percent}
              onChange={(text) => onChange({ percent: text })}
              error={wrongPercent}
              maxLength={10}
            />
          )}
          <Select
            label={t('bulkEdit.price.term')}
            value={term}
            onChange={(id) => onChange({ term: id })}
            options={[
              { id: all, label: t('bulkEdit.price.term.all') },
              ...PriceTerm.options.map(({ value }) => ({ id: String(value), label: t(`catalogue.term.${value}`) })),
            ]}
          />
          <Select
            label={t('bulkEdit.price.currency')}
            value={currency}
            onChange={(id) => onChange({ currency: id, amountMinor: null })}
            options={[
              ...(isAmount ? [] : [{ id: all, label: t('bulkEdit.price.currency.all') }]),
              ...currencies.map((id) => ({ id, label: id })),
            ]}
          />
        </>
      )}
    </>
  );
}
