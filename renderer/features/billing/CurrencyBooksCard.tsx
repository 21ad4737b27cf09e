import { useState } from 'react';
import type { BookFault, BookTerm, CurrencyBooks } from '../../../preload/api/billing-books.ts';
import { paths } from '../../app/paths.ts';
import { formatDate, formatMoney } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Banner, Button, Card, Link } from '../../ui/index.ts';
import { NumberText } from '../../workbench/number.tsx';
import { BookRows } from './BookRows.tsx';
import styles from './CurrencyBooksCard.module.css';

/** The two sides of the equation, term by term; see main/core/billing/books-rules.ts. */
const sides: readonly (readonly { readonly term: BookTerm; readonly isTaken: boolean }[])[] = [
  [
    { term: 'invoiced', isTaken: false },
    { term: 'credited', isTaken: true },
  ],
  [
    { term: 'received', isTaken: false },
    { term: 'granted', isTaken: false },
    { term: 'paidOut', isTaken: true },
    { term: 'balances', isTaken: true },
    { term: 'receivables', isTaken: false },
  ],
];

/** The books of one currency: whether they agree, both sides, and the rows of a term on demand. */
export function CurrencyBooksCard({ books, asOf }: { books: CurrencyBooks; asOf: string }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const [open, setOpen] = useState<BookTerm | null>(null);
  const { currency, agrees, differenceMinor, faults } = books;
  const money = (minor: number): string => formatMoney(minor, currency, locale);
  const sumOf = (side: (typeof sides)[number]): number =>
    side.reduce((sum, { term, isTaken }) => sum + (isTaken ? -1 : 1) * books[`${term}Minor`], 0);
  return (
    <Card title={t('books.of', { currency, date: formatDate(asOf, locale) })}>
      <div className={styles['content']}>
        {agrees ? (
          <Banner tone="success" title={t('books.agree')}>
            {t('books.agree.text')}
          </Banner>
        ) : (
          <Banner
            tone="danger"
            title={differenceMinor === 0 ? t('books.unmatched') : t('books.differ', { sum: money(differenceMinor) })}
          >
            <Faults faults={faults} money={money} />
          </Banner>
        )}
        <div className={styles['sides']}>
          {sides.map((side, at) => (
            <table key={at === 0 ? 'left' : 'right'} className={styles['side']}>
              <caption className={styles['caption']}>{t(at === 0 ? 'books.left' : 'books.right')}</caption>
              <tbody>
                {side.map(({ term, isTaken }, place) => (
                  <tr key={term}>
                    <th scope="row">
                      <Button
                        variant="quiet"
                        size="small"
                        aria-expanded={open === term}
                        onPress={() => setOpen(open === term ? null : term)}
                      >
                        {t(`books.term.${term}`)}
                      </Button>
                      <span className={styles['hint']}>{t(`books.term.${term}.text`)}</span>
                    </th>
                    <td>
                      {isTaken ? '− ' : place === 0 ? '' : '+ '}
                      {money(books[`${term}Minor`])}
                    </td>
                  </tr>
                ))}
              </tbody>
              <tfoot>
                <tr>
                  <th scope="row">{t('billing.total')}</th>
                  <td>{money(sumOf(side))}</td>
                </tr>
              </tfoot>
            </table>
          ))}
        </div>
        {open === null ? null : <BookRows term={open} currency={currency} asOf={asOf} />}
      </div>
    </Card>
  );
}

/** What does not fit together, each with a way to it and its part of the difference. */
function Faults({ faults, money }: { faults: readonly BookFault[]; money: (minor: number) => string }) {
  const t = useTranslate();
  return (
    <ul className={styles['faults']}>
      {faults.map((fault) => (
        <li key={`${fault.kind} ${fault.id} ${fault.amountMinor}`}>
          {t(`books.fault.${fault.kind}`)}{' '}
          {fault.invoiceId === null ? (
            <Link href={paths.client(fault.clientId)}>{t('books.client')}</Link>
          ) : (
            <Link href={paths.invoice(fault.invoiceId)}>
              <NumberText number={fault.number} />
            </Link>
          )}
          {fault.amountMinor === 0 ? ` · ${t('books.fault.sums')}` : ` · ${money(fault.amountMinor)}`}
        </li>
      ))}
    </ul>
  );
}
