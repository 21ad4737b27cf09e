import { Diff } from 'lucide-react';
import type { FindingDetail } from '../../../preload/api/reconciliation.ts';
import { formatDate, formatRelative } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Card } from '../../ui/index.ts';
import { useNow } from '../../workbench/useNow.ts';
import styles from './Sides.module.css';
import { byText, Value } from './values.tsx';

/** The license as we have it beside the license as the vendor has it, and who made either so. */
export function Sides({ finding }: { finding: FindingDetail }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const now = useNow();
  const ago = (at: string): string => formatRelative(at, now, locale);
  const { oursSince, theirsSince, keyComparedAt, contractStatus, billedTo } = finding;
  const [hasOurs, hasTheirs] = [finding.class !== 'orphan', finding.class !== 'missing'];
  return (
    <Card title={t('finding.sides')} headingLevel={3} isFlush>
      <table aria-label={t('finding.sides')} className={styles['sides']}>
        <thead>
          <tr>
            <th scope="col">{t('finding.sides.field')}</th>
            <th scope="col">{t('finding.sides.ours')}</th>
            <th scope="col">{t('finding.sides.theirs')}</th>
          </tr>
        </thead>
        <tbody>
          {contractStatus === null ? null : (
            <tr data-subject={finding.field === 'status' || undefined}>
              <th scope="row">{t('finding.sides.contract')}</th>
              <td>
                {t(`contract.status.${contractStatus}`)}
                {billedTo === null ? null : (
                  <span className={styles['note']}>
                    {`${t('finding.sides.billedTo')} ${formatDate(billedTo, locale)}`}
                  </span>
                )}
              </td>
              <td className={styles['none']}>—</td>
            </tr>
          )}
          {finding.sides.map(({ field, ours, theirs, oursName, theirsName, differs }) => (
            <tr key={field} data-subject={finding.field === field || undefined} data-differs={differs || undefined}>
              <th scope="row">
                {t(`finding.field.${field}`)}
                {differs ? (
                  <span className={styles['differs']}>
                    <Diff aria-hidden="true" className={styles['icon']} />
                    {t('finding.sides.differs')}
                  </span>
                ) : null}
              </th>
              <td>
                {ours === null ? (
                  <span className={styles['none']}>{t(hasOurs ? 'finding.sides.untold' : 'finding.sides.absent')}</span>
                ) : (
                  <Value t={t} locale={locale} field={field} value={ours} name={oursName} />
                )}
              </td>
              <td>
                {theirs === null && theirsName === '' ? (
                  <span className={styles['none']}>
                    {t(hasTheirs ? 'finding.sides.untold' : 'finding.sides.absent')}
                  </span>
                ) : (
                  <Value
                    t={t}
                    locale={locale}
                    field={field}
                    value={theirs ?? theirsName}
                    name={theirs === null ? '' : theirsName}
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
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
