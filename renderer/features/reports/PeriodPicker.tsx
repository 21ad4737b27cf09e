import { useTranslate } from '../../i18n/provider.tsx';
import { DateField } from '../../ui/index.ts';
import { FilterChips } from '../../workbench/FilterChips.tsx';
import styles from './Reports.module.css';
import { usePeriod } from './period.ts';
import { type Preset, presets } from './periods.ts';

/** The time of a report: often wanted ones, or two dates. */
export function PeriodPicker() {
  const t = useTranslate();
  const { preset, period, choose, setCustom } = usePeriod();
  const put = (part: Partial<typeof period>) => {
    const next = { ...period, ...part };
    if (/^\d{4}-/.test(next.from) && /^\d{4}-/.test(next.to)) setCustom(next);
  };
  return (
    <>
      <FilterChips
        label={t('reports.period')}
        value={preset}
        onChange={(id) => choose(id as Preset)}
        options={presets.map((id) => ({ id, label: t(`reports.period.${id}`) }))}
      />
      {preset === 'custom' ? (
        <span className={styles['dates']}>
          <DateField
            label={t('reports.from')}
            value={period.from}
            max={period.to}
            onChange={(from) => put({ from: from ?? period.from })}
          />
          <DateField
            label={t('reports.to')}
            value={period.to}
            min={period.from}
            onChange={(to) => put({ to: to ?? period.to })}
          />
        </span>
      ) : null}
    </>
  );
}
