import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import type { VendorLicenseRow } from '../../../../preload/api/practice-vendor.ts';
import { ErrorBanner } from '../../../app/ErrorBanner.tsx';
import { useCall } from '../../../app/query.ts';
import { useLocaleCode, useTranslate } from '../../../i18n/provider.tsx';
import { Card, EmptyState, StaticTable } from '../../../ui/index.ts';
import { useMay } from '../../../workbench/useMay.ts';
import { licenseColumns } from './columns.tsx';
import styles from './PracticeVendor.module.css';
import { VendorEditDialog } from './VendorEditDialog.tsx';

/** The licenses as the vendor itself has them, to be changed behind the console's back. */
export function BooksTab({ total }: { total: number }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const forbidden = useMay()('connections.write');
  const { data: rows, error } = useCall('practiceVendor', 'listLicenses', {});
  const [editing, setEditing] = useState<VendorLicenseRow | null>(null);
  return (
    <div className={styles['part']}>
      {error ? <ErrorBanner error={error.error} /> : null}
      {rows?.length === 0 ? (
        <EmptyState icon={KeyRound} title={t('practice.books.empty')}>
          {t('practice.books.empty.text')}
        </EmptyState>
      ) : null}
      {rows && rows.length > 0 ? (
        <Card
          title={t('practice.tab.books')}
          description={t('practice.books.text')}
          isFlush
          {...(total > rows.length ? { footer: t('practice.books.newest', { count: total }) } : {})}
        >
          <StaticTable
            label={t('practice.tab.books')}
            columns={licenseColumns(t, locale, { forbidden, onEdit: setEditing })}
            rows={rows}
            rowId={({ id }) => String(id)}
          />
        </Card>
      ) : null}
      {editing === null ? null : <VendorEditDialog license={editing} onClose={() => setEditing(null)} />}
    </div>
  );
}
