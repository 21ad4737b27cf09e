import { isProvisional } from '../../../preload/api/document-number.ts';
import type { PaperDocument, Party } from '../../../preload/api/documents.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { numberText } from '../../workbench/number.tsx';
import styles from './PaperHead.module.css';
import { countryName, sum } from './words.ts';

/** What stands at the top of the first page: whose document it is, what it is, when it is due, from whom to whom. */
export function Letterhead({ document, logo }: { document: PaperDocument; logo: string | null }) {
  const t = useTranslate();
  const { brand, kind, number, status, seller, buyer } = document;
  return (
    <header className={styles['letterhead']}>
      <div className={styles['top']}>
        <div className={styles['brand']}>
          {logo === null ? null : <img src={logo} alt="" className={styles['logo']} />}
          <p className={styles['brandName']}>{brand.name}</p>
        </div>
        <div className={styles['what']}>
          <h1 className={styles['title']}>{t(`document.${kind}`)}</h1>
          <p className={styles['number']}>
            {isProvisional(number) ? t('document.provisional') : t('document.number', { number })}
          </p>
          {/* That it is unpaid says the amount due. */}
          {status === null || status === 'Unpaid' ? null : (
            <p className={styles['status']}>{t(`invoice.status.${status}`)}</p>
          )}
        </div>
      </div>
      <div className={styles['parties']}>
        <PartyBox label={t('document.seller')} party={seller} />
        <PartyBox label={t(`document.buyer.${kind}`)} party={buyer} />
        <Facts document={document} />
      </div>
    </header>
  );
}

function Facts({ document: { issuedOn, dueOn, credits, receipt, settlement } }: { document: PaperDocument }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const facts = [
    [t(receipt === null ? 'document.issuedOn' : 'document.receivedOn'), formatDate(issuedOn, locale)],
    ...(dueOn === null ? [] : [[t('document.dueOn'), formatDate(dueOn, locale)] as const]),
    ...(credits === null ? [] : [[t('document.forInvoice'), numberText(t, credits.invoiceNumber)] as const]),
    ...(receipt === null
      ? []
      : ([
          [t('document.forInvoice'), numberText(t, receipt.invoiceNumber)],
          [t('document.method'), t(`payment.method.${receipt.method}`)],
          ...(receipt.reference === '' ? [] : [[t('document.reference'), receipt.reference] as const]),
        ] as const)),
    ...(settlement === null ? [] : [[t('document.due'), sum(settlement.due, locale)] as const]),
  ] as const;
  return (
    <dl className={styles['facts']}>
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt className={styles['label']}>{label}</dt>
          <dd className={styles['fact']}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Name first, the company above it where there is one, then the address as it was written. */
function PartyBox({ label, party }: { label: string; party: Party }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const lines = [
    party.company,
    party.name,
    party.address,
    [party.region, party.country === '' ? '' : countryName(party.country, locale)]
      .filter((part) => part !== '')
      .join(', '),
    party.email,
    party.url,
    party.taxNumber === '' ? '' : t('document.taxNumber', { number: party.taxNumber }),
  ].filter((line, at, all) => line !== '' && all.indexOf(line) === at);
  return (
    <div className={styles['party']}>
      <p className={styles['label']}>{label}</p>
      {lines.map((line, at) => (
        <p key={line} className={at === 0 ? styles['partyName'] : styles['partyLine']}>
          {line}
        </p>
      ))}
    </div>
  );
}

/** What stands at the top of the pages after the first. */
export function RunningHead({ document: { kind, number, brand } }: { document: PaperDocument }) {
  const t = useTranslate();
  return (
    <header className={styles['running']}>
      <span>{brand.name}</span>
      <span>
        {/* One text: a space between two of them is not printed. */}
        {`${t(`document.${kind}`)} ${numberText(t, number)}`}
      </span>
    </header>
  );
}
