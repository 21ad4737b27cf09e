import { useParams } from '@tanstack/react-router';
import { paths } from '../../app/paths.ts';
import { useCall } from '../../app/query.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Card, KeyValue, Link } from '../../ui/index.ts';
import { DetailPane, DetailPending } from '../../workbench/DetailPane.tsx';
import { Money } from '../../workbench/Money.tsx';
import { History } from '../audit/History.tsx';
import { NumberFollows, numberText } from '../../workbench/number.tsx';
import { creditReason } from './credit-reason.ts';
import { percentText } from './tax.ts';

/** One credit note: what it took from which invoice, and its part of the tax. */
export function CreditNoteDetail() {
  const t = useTranslate();
  const locale = useLocaleCode();
  const { id = '' }: { id?: string } = useParams({ strict: false });
  const { data: note, error } = useCall('billing', 'getCreditNote', { id });
  if (!note) return <DetailPending error={error} listPath={paths.creditNotes} />;
  const net = { ...note.total, amountMinor: note.total.amountMinor - note.tax.amountMinor };
  return (
    <DetailPane
      title={numberText(t, note.number)}
      subtitle={<Link href={paths.client(note.clientId)}>{note.clientName}</Link>}
      listPath={paths.creditNotes}
    >
      <NumberFollows of="credit_note" number={note.number} />
      <Card>
        <KeyValue
          layout="columns"
          items={[
            {
              id: 'total',
              label: t('billing.total'),
              value: (
                <strong>
                  <Money value={note.total} />
                </strong>
              ),
            },
            { id: 'net', label: t('billing.net'), value: <Money value={net} /> },
            ...note.taxes.map(({ name, percent, tax }) => ({
              id: `tax ${name} ${percent}`,
              label: t('billing.tax', { name, percent: percentText(percent, locale) }),
              value: <Money value={tax} />,
            })),
            { id: 'reason', label: t('credit.reason'), value: creditReason(t, note) },
            {
              id: 'invoice',
              label: t('billing.number'),
              value: <Link href={paths.invoice(note.invoiceId)}>{numberText(t, note.invoiceNumber)}</Link>,
            },
            ...(note.line === null ? [] : [{ id: 'line', label: t('credit.line'), value: note.line }]),
            { id: 'issuedOn', label: t('billing.issuedOn'), value: formatDate(note.issuedOn, locale) },
            ...(note.note === '' ? [] : [{ id: 'note', label: t('credit.note'), value: note.note }]),
          ]}
        />
      </Card>
      <Card title={t('history.title')} headingLevel={3}>
        <History entity="credit_note" id={note.id} currency={note.total.currency} />
      </Card>
    </DetailPane>
  );
}
