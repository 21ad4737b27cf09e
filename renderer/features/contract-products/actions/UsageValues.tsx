import { VendorStatus } from '../../../../preload/api/contract-products.ts';
import type { Usage } from '../../../../preload/api/licenses.ts';
import { formatDate } from '../../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../../i18n/provider.tsx';
import { CopyButton, KeyValue, type KeyValueItem } from '../../../ui/index.ts';
import { When } from '../../../workbench/When.tsx';
import { VendorStatusBadge } from '../../operations/statuses.tsx';
import styles from './UsageValues.module.css';
import { usageText } from './usage-text.ts';

/** The nine values of Get Usage Data. What the vendor does not tell is said to be that, and is never a zero. */
export function UsageValues({ usage }: { usage: Usage }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const status = VendorStatus.safeParse(usage.status);
  const line = (id: string, label: string, text: string | null, shown: KeyValueItem['value'] = text): KeyValueItem => ({
    id,
    label,
    value: text === null ? <span className={styles['untold']}>{t('action.usage.untold')}</span> : shown,
    ...(text === null || text === '' ? {} : { copyText: text }),
  });
  const mono = (item: KeyValueItem): KeyValueItem => ({ ...item, isMono: true });
  const date = (text: string | null): string | null => (text === null ? null : formatDate(text, locale));
  return (
    <section className={styles['values']} aria-label={t('action.usage.result')}>
      <KeyValue
        items={[
          mono(line('id', t('manage.vendorId'), usage.vendorId)),
          line('name', t('action.usage.name'), usage.name),
          mono(line('licname', t('license.name'), usage.licname)),
          mono(line('ip', t('contracts.ip'), usage.ip)),
          mono(line('lickey', t('contracts.key'), usage.key)),
          line(
            'status',
            t('manage.vendorState'),
            usage.status,
            status.success ? <VendorStatusBadge status={status.data} isPlain /> : usage.status,
          ),
          line('webdomains', t('action.usage.webdomains'), usage.webdomains === null ? null : String(usage.webdomains)),
          line('createdate', t('manage.created'), usage.createdOn, date(usage.createdOn)),
          line('expiredate', t('manage.expires'), usage.expiresOn, date(usage.expiresOn)),
        ]}
      />
      <p className={styles['foot']}>
        <span>
          {t('manage.lastRead')}: <When at={usage.readAt} />
        </span>
        <span className={styles['all']}>
          {t('action.usage.copyAll')}
          <CopyButton text={usageText(usage)} what={t('action.usage.result')} />
        </span>
      </p>
    </section>
  );
}
