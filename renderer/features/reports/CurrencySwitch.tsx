import { useCall } from '../../app/query.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { FilterChips } from '../../workbench/FilterChips.tsx';
import { useCurrency } from './period.ts';

/** One currency or all of them; not there where a brand has one only. */
export function CurrencySwitch() {
  const t = useTranslate();
  const { data: brand } = useCall('brand', 'get', {});
  const [currency, choose] = useCurrency();
  const currencies = brand?.currencies ?? [];
  if (currencies.length < 2 && currency === null) return null;
  return (
    <FilterChips
      label={t('reports.currency')}
      value={currency ?? 'all'}
      onChange={(id) => choose(id === 'all' ? null : id)}
      options={[{ id: 'all', label: t('reports.currency.all') }, ...currencies.map((id) => ({ id, label: id }))]}
    />
  );
}
