import { ArrowRight } from 'lucide-react';
import { useIntl } from 'react-intl';
import type { AuditEntry } from '../../../preload/api/audit.ts';
import { countryName, formatDate, formatInstant, formatMoney } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { numberText } from '../../workbench/number.tsx';
import { kindOf, type AuditedEntity } from './fields.ts';
import styles from './Changes.module.css';

interface ChangesProps {
  entity: AuditedEntity;
  changes: AuditEntry['changes'];
  currency: string | undefined;
}

/** The changed fields of one entry: name, before → after. */
export function Changes({ entity, changes, currency }: ChangesProps) {
  const t = useTranslate();
  const intl = useIntl();
  const locale = useLocaleCode();
  const word = (key: string, otherwise: string): string => (key in intl.messages ? t(key) : otherwise);
  const money = changes['currency']?.[1] ?? currency;

  const show = (field: string, value: string): string => {
    const kind = kindOf(field);
    if (kind === 'date') return formatDate(value, locale);
    if (kind === 'instant') return formatInstant(value, locale);
    if (field === 'country') return countryName(value, locale);
    if (kind === 'amount' && money !== undefined && /^-?\d+$/.test(value))
      return formatMoney(Number(value), money, locale);
    if (kind === 'status') return word(`${statusWords[entity]}.${value}`, value);
    if (field === 'term_months') return word(`term.${value}`, value);
    if (field === 'payment_method') return word(`orders.method.${value}`, value);
    if (field === 'ending') return word(`cancellation.ending.${value}`, value);
    if (field === 'retention') return word(`contracts.retention.${value}`, value);
    if (field === 'suspended_for') return word(`contracts.suspended.${value}`, value);
    if (field === 'client_login') return word(`history.login.${value}`, value);
    if (field === 'language') return word(`language.${value}`, value);
    return field === 'number' ? numberText(t, value) : value;
  };
  // A currency is said with its amounts; a client's is a setting of theirs.
  const shown = Object.entries(changes).filter(
    ([field]) => kindOf(field) !== 'hidden' && (field !== 'currency' || entity === 'client'),
  );
  if (shown.length === 0) return null;
  return (
    <ul className={styles['list']}>
      {shown.map(([field, [before, after]]) => (
        <li key={field} className={styles['change']}>
          <span className={styles['field']}>{word(`history.field.${field}`, field.replaceAll('_', ' '))}</span>
          {before === null || before === '' ? null : (
            <>
              <del className={styles['before']}>{show(field, before)}</del>
              <ArrowRight aria-hidden="true" className={styles['arrow']} />
              <span className={styles['srOnly']}>{t('history.became')}</span>
            </>
          )}
          <ins className={styles['after']}>
            {after === null || after === '' ? t('history.nothing') : show(field, after)}
          </ins>
        </li>
      ))}
    </ul>
  );
}

/** Where the words of a record's statuses are. */
const statusWords: Record<AuditedEntity, string> = {
  client: 'client.status',
  orders: 'order.status',
  invoice: 'invoice.status',
  credit_note: 'invoice.status',
  contract_product: 'contract.status',
  ticket: 'ticket.status',
  promo_code: 'promoCodes.status',
};
