import type { Invoice } from '../../../preload/api/billing.ts';
import { paths } from '../../app/paths.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Card, Link } from '../../ui/index.ts';
import { Money } from '../../workbench/Money.tsx';
import { NumberText } from '../../workbench/number.tsx';
import { creditReason } from './credit-reason.ts';
import styles from './InvoicePayments.module.css';

/** What was given back of an invoice, and the credit notes over it. Nothing where there is none of either. */
export function InvoiceCredits({ invoice }: { invoice: Invoice }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const { refunds, creditNotes } = invoice;
  return (
    <>
      {refunds.length === 0 ? null : (
        <Card title={t('refund.all')} headingLevel={3} isFlush>
          <ul className={styles['list']} aria-label={t('refund.all')}>
            {refunds.map((refund) => (
              <li key={refund.id} className={styles['payment']}>
                <span>
                  {refund.destination === 'original' ? t('refund.original') : t('balance.title')}
                  {refund.reference === '' ? null : <span className={styles['muted']}> · {refund.reference}</span>}
                </span>
                <strong className={styles['sum']}>
                  <Money value={refund.amount} />
                </strong>
                <span className={styles['muted']}>
                  {t('refund.line', { date: formatDate(refund.refundedOn, locale), name: refund.recordedBy })}
                </span>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {creditNotes.length === 0 ? null : (
        <Card title={t('credit.notes')} headingLevel={3} isFlush>
          <ul className={styles['list']} aria-label={t('credit.notes')}>
            {creditNotes.map((note) => (
              <li key={note.id} className={styles['payment']}>
                <span>
                  <Link href={paths.creditNote(note.id)}>
                    <NumberText number={note.number} />
                  </Link>
                  <span className={styles['muted']}> · {creditReason(t, note)}</span>
                  {note.line === null ? null : <span className={styles['muted']}> · {note.line}</span>}
                </span>
                <strong className={styles['sum']}>
                  <Money value={note.total} />
                </strong>
                <span className={styles['muted']}>
                  {formatDate(note.issuedOn, locale)}
                  {note.note === '' ? null : ` · ${note.note}`}
                </span>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}
