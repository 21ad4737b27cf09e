import type { Operation } from '../../../preload/api/operations.ts';
import { paths } from '../../app/paths.ts';
import { formatInstant, formatRelative } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Card, Link } from '../../ui/index.ts';
import { useNow } from '../../workbench/useNow.ts';
import { OperationStateBadge } from '../operations/statuses.tsx';
import styles from './Attention.module.css';
import { CardLink } from './CardLink.tsx';

/** Operations whose outcome is not clear: what was asked, for whom, how it stands, and the way to the evidence. */
export function Attention({ operations }: { operations: readonly Operation[] }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const now = useNow();
  return (
    <Card
      title={t('dashboard.attention')}
      description={t('dashboard.attention.text')}
      actions={<CardLink href={paths.operations}>{t('dashboard.attention.all')}</CardLink>}
      isFlush
    >
      <ul className={styles['list']}>
        {operations.map((operation) => (
          <li key={operation.id} className={styles['row']}>
            <div className={styles['what']}>
              <Link variant="strong" href={paths.operation(operation.id)}>
                {`${t(`action.${operation.kind}`)}: ${operation.productName}`}
              </Link>
              <p className={styles['who']}>
                {t('dashboard.attention.client', { client: operation.clientName })}
                {' · '}
                <time dateTime={operation.createdAt} title={formatInstant(operation.createdAt, locale)}>
                  {formatRelative(operation.createdAt, now, locale)}
                </time>
                {operation.nextCheckAt !== null && operation.state !== 'absent' ? (
                  <>
                    {' · '}
                    {t('dashboard.attention.next', { when: formatRelative(operation.nextCheckAt, now, locale) })}
                  </>
                ) : null}
              </p>
            </div>
            <OperationStateBadge state={operation.state} kind={operation.kind} heldFor={operation.heldFor} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
