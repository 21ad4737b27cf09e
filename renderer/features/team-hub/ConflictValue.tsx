import { useIntl } from 'react-intl';
import type { ConflictColumn } from '../../../preload/api/sync-conflicts.ts';
import { countryName, formatDate, formatInstant, formatMoney, formatNumber, languageName } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { NoSide } from '../../workbench/SideBySide.tsx';
import { choiceKey } from './labels.ts';
import styles from './Conflict.module.css';

/** One value of a version as people read it: money, dates, names; never as it is stored. */
export function ConflictValue({
  entity,
  column,
  value,
}: {
  entity: string;
  column: Pick<ConflictColumn, 'column' | 'kind' | 'currency'>;
  value: ConflictColumn['mine'];
}) {
  const t = useTranslate();
  const intl = useIntl();
  const locale = useLocaleCode();
  const { kind, currency, column: name } = column;
  if (kind === 'deleted') {
    if (typeof value !== 'string') return <span>{t('conflicts.exists')}</span>;
    return <span>{`${t('conflicts.deleted')}, ${formatInstant(value, locale)}`}</span>;
  }
  if (value === null || value === '') return <NoSide>{t('conflicts.none')}</NoSide>;
  if (typeof value === 'boolean') return <span>{t(value ? 'conflicts.yes' : 'conflicts.no')}</span>;
  if (typeof value === 'number') {
    if (kind === 'money' && currency !== null) return <span>{formatMoney(value, currency, locale)}</span>;
    // A choice that is stored as 0 or 1.
    if (kind === 'choice') return <span>{t(value === 1 ? 'conflicts.yes' : 'conflicts.no')}</span>;
    return <span>{formatNumber(value, locale)}</span>;
  }
  if (kind === 'date') return <span>{formatDate(value, locale)}</span>;
  if (kind === 'choice') {
    const key = choiceKey(entity, name, value);
    if (key !== null && key in intl.messages) return <span>{t(key)}</span>;
    if (name === 'country') return <span>{countryName(value, locale)}</span>;
    if (name.endsWith('language')) return <span>{languageName(value)}</span>;
  }
  return <span className={kind === 'long' ? styles['long'] : undefined}>{value}</span>;
}
