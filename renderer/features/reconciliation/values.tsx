import type { Finding, FindingField } from '../../../preload/api/reconciliation.ts';
import { formatDate, type Locale } from '../../i18n/format.ts';
import type { Translate } from '../../i18n/provider.tsx';
import { Mono } from '../../ui/index.ts';

export interface SideValue {
  readonly field: FindingField;
  readonly value: string;
  /** Name of a tariff. */
  readonly name: string;
  /** The value is the contract's status, not the license's. */
  readonly isContract?: boolean;
}

/** A value of either side as text. */
export function valueText(t: Translate, locale: Locale, { field, value, name, isContract }: SideValue): string {
  if (value === '') return '—';
  switch (field) {
    case 'status':
      return t(`${isContract ? 'contract' : 'vendor'}.status.${value}`);
    case 'expiry':
      return formatDate(value, locale);
    case 'tariff':
      return name === '' ? value : `${name} (${value})`;
    case 'autoRenewal':
      return ['none', '1', '12'].includes(value)
        ? t(`autoRenewal.${value}`)
        : t('autoRenewal.other', { months: value });
    default:
      return value;
  }
}

/** The same on the screen: what is compared sign by sign stands in letters of one width. */
export function Value({ t, locale, ...side }: SideValue & { t: Translate; locale: Locale }) {
  const text = valueText(t, locale, side);
  const isExact = ['ip', 'key', 'name'].includes(side.field) && side.value !== '';
  return isExact ? <Mono wrap>{text}</Mono> : <span>{text}</span>;
}

/** The contract says what should be, where a problem is about it. */
export const isOfContract = ({ problem }: Pick<Finding, 'problem'>): boolean =>
  problem !== null && problem !== 'deleted_alive';

/** Both values of a finding in one line: ours → the vendor's. */
export function changeText(t: Translate, locale: Locale, finding: Finding): string {
  const { field } = finding;
  if (field === null) {
    if (finding.class !== 'missing' || finding.ours === '') return '—';
    return `${t(`vendor.status.${finding.ours}`)} → ${t('finding.sides.absent')}`;
  }
  const ours = valueText(t, locale, {
    field,
    value: finding.ours,
    name: finding.oursName,
    isContract: isOfContract(finding),
  });
  return `${ours} → ${valueText(t, locale, { field, value: finding.theirs, name: finding.theirsName })}`;
}

/** Who asked for something, in words: the console by itself has no name. */
export const byText = (t: Translate, name: string): string =>
  name === 'reconciliation' ? t('reconciliation.bySchedule') : t('reconciliation.by', { name });
