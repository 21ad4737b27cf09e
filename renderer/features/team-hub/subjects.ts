import type { ConflictRow } from '../../../preload/api/sync-conflicts.ts';
import { paths } from '../../app/paths.ts';
import { languageName } from '../../i18n/format.ts';
import type { Translate } from '../../i18n/provider.tsx';

type Subject = ConflictRow['subject'];

/** What a question is about, as a person says it: "ispmanager 6 lite · Month · EUR". */
export function subjectText(t: Translate, subject: Subject): string {
  const { record, name, entity, termMonths, currency, of } = subject;
  const what =
    record === 'brand'
      ? t('conflicts.entity.brand')
      : record === 'other'
        ? t('conflicts.entity.other')
        : name === ''
          ? t('conflicts.unnamed')
          : name;
  return [
    what,
    termMonths === null ? '' : t(`catalogue.term.${termMonths}`),
    currency ?? '',
    entity === 'translation' ? languageName(of) : of,
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

/** Where the record is looked at; null where it has no page. */
export function subjectPath({ record, recordId, name }: Subject): string | null {
  switch (record) {
    case 'brand':
      return paths.brandSettings;
    case 'tax_rate':
      return paths.brandSettings;
    case 'other':
      return null;
    default:
      break;
  }
  if (name === '') return null;
  return {
    product: paths.catalogueProduct,
    category: paths.category,
    client: paths.client,
    order: paths.order,
    promo_code: paths.promoCode,
    connection: paths.connection,
  }[record](recordId);
}
