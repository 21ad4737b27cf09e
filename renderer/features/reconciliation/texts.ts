import type { FindingDetail } from '../../../preload/api/reconciliation.ts';
import type { OperationKind } from '../../../preload/api/operations.ts';
import type { Locale } from '../../i18n/format.ts';
import type { Translate } from '../../i18n/provider.tsx';
import { isOfContract, valueText } from './values.tsx';

type Side = 'ours' | 'theirs';

function valueOf(t: Translate, locale: Locale, finding: FindingDetail, side: Side): string {
  const { field } = finding;
  if (field === null) return '';
  return valueText(t, locale, {
    field,
    value: finding[side],
    name: side === 'ours' ? finding.oursName : finding.theirsName,
    isContract: side === 'ours' && isOfContract(finding),
  });
}

/** What correcting here does to our books. */
export function hereText(t: Translate, locale: Locale, finding: FindingDetail): string {
  const about = finding.problem ?? finding.field ?? finding.class;
  return t(`finding.here.${about}`, { value: valueOf(t, locale, finding, 'theirs') });
}

/** What the vendor is asked to do. */
export function thereText(t: Translate, locale: Locale, finding: FindingDetail, kind: OperationKind): string {
  const about = kind === 'edit' ? `edit.${finding.field === 'name' ? 'name' : 'ip'}` : kind;
  return t(`finding.there.${about}`, { value: valueOf(t, locale, finding, 'ours') });
}
