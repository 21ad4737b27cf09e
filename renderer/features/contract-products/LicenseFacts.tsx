import type { ContractProduct, License } from '../../../preload/api/contract-products.ts';
import { formatDate, formatNumber } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Badge, KeyValue, Mono, type KeyValueItem } from '../../ui/index.ts';
import { When } from '../../workbench/When.tsx';
import { autoRenewalText, periodText } from '../operations/words.ts';
import { Drift } from './Drift.tsx';
import styles from './LicenseCard.module.css';

/** The license as it was read last, line by line. What the vendor does not tell is said to be that. */
export function LicenseFacts({ contract, license }: { contract: ContractProduct; license: License }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const untold = <span className={styles['none']}>{t('manage.untold')}</span>;
  const line = (id: string, label: string, value: KeyValueItem['value']): KeyValueItem => ({ id, label, value });
  const mono = (id: string, label: string, text: string): KeyValueItem => ({
    id,
    label,
    value: text,
    isMono: true,
    ...(text === '' ? {} : { copyText: text }),
  });
  const date = (id: string, label: string, text: string): KeyValueItem[] =>
    text === '' ? [] : [line(id, label, formatDate(text, locale))];
  const vendorKey = license.key === '' ? line('key', t('contracts.key'), t('manage.noKey')) : null;
  return (
    <KeyValue
      items={[
        ...(contract.manualKey === ''
          ? [vendorKey ?? mono('key', t('contracts.key'), license.key)]
          : [
              {
                ...line(
                  'key',
                  t('contracts.key'),
                  <span className={styles['key']}>
                    <Mono wrap>{contract.manualKey}</Mono>
                    <Badge>{t('manage.key.manual')}</Badge>
                  </span>,
                ),
                copyText: contract.manualKey,
              },
              mono('vendorKey', t('manage.key.vendor'), license.key),
            ]),
        mono('vendorId', t('manage.vendorId'), license.vendorId),
        mono('ip', t('contracts.ip'), license.ip),
        line('name', t('license.name'), license.licname),
        line(
          'package',
          t('contracts.package'),
          <>
            {contract.packageName && license.packageIdentifier === contract.packageIdentifier
              ? `${contract.packageName} `
              : null}
            <Mono>{license.packageIdentifier}</Mono>
          </>,
        ),
        line('term', t('contracts.term'), license.period === null ? untold : periodText(license.period, t)),
        line(
          'expires',
          t('manage.expires'),
          license.expiresOn === '' ? null : <Drift expiresOn={license.expiresOn} nextDueOn={contract.nextDueOn} />,
        ),
        line(
          'autoRenewal',
          t('license.autoRenewal'),
          license.autoprolong === null ? untold : autoRenewalText(license.autoprolong, t),
        ),
        line('addons', t('manage.addons'), addonsText(license, t) ?? untold),
        line(
          'tracked',
          t('manage.tracked'),
          contract.trackedQuantity === null || contract.trackedAt === null ? (
            <span className={styles['none']}>{t('manage.tracked.never')}</span>
          ) : (
            <>
              {formatNumber(contract.trackedQuantity, locale)} <span className={styles['none']}>·</span>{' '}
              <When at={contract.trackedAt} />
            </>
          ),
        ),
        ...date('ipChanged', t('manage.ipChanged'), license.ipChangedOn),
        ...date('keyChanged', t('manage.keyChanged'), license.keyChangedOn),
        ...date('created', t('manage.created'), license.createdOn),
        line('read', t('manage.lastRead'), <When at={license.lastReadAt} />),
      ]}
    />
  );
}

function addonsText({ addons }: License, t: ReturnType<typeof useTranslate>): string | null {
  if (addons === null) return null;
  const entries = Object.entries(addons);
  if (entries.length === 0) return t('manage.addons.none');
  return entries.map(([id, quantity]) => `${t('operation.addon', { id })}: ${quantity}`).join(', ');
}
