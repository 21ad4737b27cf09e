import { CheckoutMethod } from '../../../preload/api/orders.ts';
import type { ConflictRow } from '../../../preload/api/sync-conflicts.ts';
import { paths } from '../../app/paths.ts';
import { languageName } from '../../i18n/format.ts';
import type { Translate } from '../../i18n/provider.tsx';

type Subject = ConflictRow['subject'];

/** What a question is about, as a person says it: "ispmanager 6 lite · Month · EUR". */
export function subjectText(t: Translate, subject: Subject): string {
  const { record, recordId, name, entity, termMonths, currency, of } = subject;
  const what = nameOf(t, record, recordId, name);
  return [
    what,
    termMonths === null ? '' : t(`catalogue.term.${termMonths}`),
    currency ?? '',
    entity === 'translation' ? languageName(of) : of,
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

function nameOf(t: Translate, record: Subject['record'], recordId: string, name: string): string {
  if (record === 'brand') return t('conflicts.entity.brand');
  if (record === 'other') return t('conflicts.entity.other');
  // A way to pay that nobody renamed has the screens' own word.
  const way = record === 'payment_method' && CheckoutMethod.options.find((method) => method === recordId);
  if (name !== '') return name;
  return way ? t(`orders.method.${way}`) : t('conflicts.unnamed');
}

/** Where the record is looked at; null where it has no page. */
export function subjectPath({ record, recordId, name }: Subject): string | null {
  switch (record) {
    case 'brand':
      return paths.brandSettings;
    case 'tax_rate':
      return paths.brandSettings;
    case 'other':
    case 'payment_method':
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
    ticket: paths.ticket,
  }[record](recordId);
}
