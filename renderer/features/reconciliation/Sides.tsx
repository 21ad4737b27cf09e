import type { FindingDetail } from '../../../preload/api/reconciliation.ts';
import { formatDate, formatRelative } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Card } from '../../ui/index.ts';
import { NoSide, SideBySide, SideNote, type Side } from '../../workbench/SideBySide.tsx';
import { useNow } from '../../workbench/useNow.ts';
import styles from './Sides.module.css';
import { byText, Value } from './values.tsx';

type Field = FindingDetail['sides'][number]['field'];

/** The license as we have it beside the license as the vendor has it, and who made either so. */
export function Sides({ finding }: { finding: FindingDetail }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const now = useNow();
  const ago = (at: string): string => formatRelative(at, now, locale);
  const { oursSince, theirsSince, keyComparedAt, contractStatus, billedTo } = finding;
  const side = (field: Field, value: string | null, name: string, isThere: boolean) =>
    value === null ? (
      <NoSide>{t(isThere ? 'finding.sides.untold' : 'finding.sides.absent')}</NoSide>
    ) : (
      <Value t={t} locale={locale} field={field} value={value} name={name} />
    );
  const [hasOurs, hasTheirs] = [finding.class !== 'orphan', finding.class !== 'missing'];
  const contractRows: Side[] =
    contractStatus === null
      ? []
      : [
          {
            id: 'contract',
            name: t('finding.sides.contract'),
            isSubject: finding.field === 'status',
            cells: [
              <>
                {t(`contract.status.${contractStatus}`)}
                {billedTo === null ? null : (
                  <SideNote>{`${t('finding.sides.billedTo')} ${formatDate(billedTo, locale)}`}</SideNote>
                )}
              </>,
              <NoSide key="none">—</NoSide>,
            ],
          },
        ];
  const rows = finding.sides.map(({ field, ours, theirs, oursName, theirsName, differs }): Side => ({
    id: field,
    name: t(`finding.field.${field}`),
    isSubject: finding.field === field,
    isDifferent: differs,
    cells: [
      side(field, ours, oursName, hasOurs),
      // The name of what has no value of ours yet.
      side(field, theirs ?? (theirsName === '' ? null : theirsName), theirs === null ? '' : theirsName, hasTheirs),
    ],
  }));
  return (
    <Card title={t('finding.sides')} headingLevel={3} isFlush>
      <SideBySide
        label={t('finding.sides')}
        heads={(['field', 'ours', 'theirs'] as const).map((id) => ({ id, content: t(`finding.sides.${id}`) }))}
        rows={[...contractRows, ...rows]}
      />
      <ul className={styles['since']}>
        {hasOurs ? (
          <li>
            {oursSince === null
              ? t('finding.since.ours.never')
              : t('finding.since.ours', { when: ago(oursSince.at), by: byText(t, oursSince.by) })}
          </li>
        ) : null}
        <li>{t('finding.since.theirs', { when: ago(theirsSince.at), by: byText(t, theirsSince.by) })}</li>
        <li>
          {keyComparedAt === null ? t('finding.since.key.never') : t('finding.since.key', { when: ago(keyComparedAt) })}
        </li>
      </ul>
    </Card>
  );
}
