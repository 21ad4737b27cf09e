import { Scale } from 'lucide-react';
import { useState } from 'react';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { paths } from '../../app/paths.ts';
import { keepBefore, useCall } from '../../app/query.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { DateField, EmptyState, PageHeader, Skeleton } from '../../ui/index.ts';
import { todayIn } from '../../workbench/today.ts';
import { useDelayed } from '../../workbench/useDelayed.ts';
import styles from './Billing.module.css';
import { BillingLinks } from './BillingLinks.tsx';
import { CurrencyBooksCard } from './CurrencyBooksCard.tsx';

/** The book equation by currency, as of the end of any day, with what is behind each term (spec 2.4). */
export function BooksPage() {
  const t = useTranslate();
  const { data: brand } = useCall('brand', 'get', {});
  const today = todayIn(brand?.timeZone);
  const [asOf, setAsOf] = useState<string | null>(null);
  const isWrong = asOf !== null && (!/^\d{4}-\d{2}-\d{2}$/.test(asOf) || asOf > today);
  const input = asOf === null || isWrong ? {} : { asOf };
  const { data, error, isPending } = useCall('billing', 'books', input, keepBefore);
  const isSlow = useDelayed(isPending);
  return (
    <>
      <PageHeader
        title={t('books.title')}
        subtitle={t('books.text')}
        crumbs={[{ label: t('nav.billing'), href: paths.billing }]}
        actions={<BillingLinks current="books" />}
      />
      <div className={styles['page']} aria-busy={isPending}>
        <div className={styles['bar']}>
          <div className={styles['date']}>
            <DateField
              label={t('books.asOf')}
              value={asOf ?? data?.asOf ?? today}
              onChange={setAsOf}
              max={today}
              {...(isWrong ? { error: t('field.not_date') } : {})}
            />
          </div>
        </div>
        {error ? <ErrorBanner error={error.error} /> : null}
        {isSlow ? <Skeleton lines={6} /> : null}
        {data?.currencies.length === 0 ? (
          <EmptyState icon={Scale} title={t('books.empty')}>
            {t('books.empty.text')}
          </EmptyState>
        ) : null}
        {data?.currencies.map((books) => (
          <CurrencyBooksCard key={`${books.currency} ${data.asOf}`} books={books} asOf={data.asOf} />
        ))}
      </div>
    </>
  );
}
