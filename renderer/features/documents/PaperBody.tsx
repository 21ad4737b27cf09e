import type { PaperDocument } from '../../../preload/api/documents.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate, type Translate } from '../../i18n/provider.tsx';
import { numberText } from '../../workbench/number.tsx';
import { type PaperBlock, runsOf, type Section } from './blocks.ts';
import styles from './PaperBody.module.css';
import { PaperTotals } from './PaperTotals.tsx';
import { decimal, figure, sum } from './words.ts';

export interface PaperBodyProps {
  document: PaperDocument;
  blocks: readonly PaperBlock[];
  /** The blocks that stand here. */
  indexes: readonly number[];
}

/** Some of a document's blocks: rows in their tables, each with its head, and what stands alone between them. */
export function PaperBody({ document, blocks, indexes }: PaperBodyProps) {
  return runsOf(blocks, indexes).map(({ section, indexes: run }) => {
    const [first = -1] = run;
    if (section !== null) {
      return <Rows key={first} document={document} section={section} blocks={blocks} indexes={run} />;
    }
    return (
      <div key={first} data-block={first}>
        {blocks[first]?.type === 'totals' ? <PaperTotals document={document} /> : <Base document={document} />}
      </div>
    );
  });
}

/** A cell: its text, and how it stands. */
interface Cell {
  readonly text: string;
  /** Of a head: how wide its column is; absent: what is left. */
  readonly width?: 'days' | 'date' | 'method' | 'amount';
  /** An amount, at the end of its column. */
  readonly isFigure?: boolean;
  /** A date or several. */
  readonly isDate?: boolean;
  readonly isMuted?: boolean;
}

function Rows({ document, section, blocks, indexes }: PaperBodyProps & { section: Section }) {
  const t = useTranslate();
  const { heads, title, cellsOf } = useTable(document, section);
  return (
    <table className={styles['table']} data-section={section}>
      <colgroup>
        {heads.map((head) => (
          <col key={head.text} data-width={head.width} />
        ))}
      </colgroup>
      <thead data-head={section}>
        {title === null ? null : (
          <tr>
            <th colSpan={heads.length} className={styles['title']}>
              {t(title)}
            </th>
          </tr>
        )}
        <tr>
          {heads.map((head) => (
            <th key={head.text} scope="col" data-figure={head.isFigure}>
              {head.text}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {indexes.map((index) => {
          const block = blocks[index];
          const cells = block?.type === 'row' ? cellsOf(block.at) : [];
          return (
            <tr key={index} data-block={index}>
              {cells.map((cell, at) => (
                <td key={heads[at]?.text} data-figure={cell.isFigure} data-date={cell.isDate} data-muted={cell.isMuted}>
                  {cell.text}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** What a table of the document says, in its language. */
function useTable(
  document: PaperDocument,
  section: Section,
): { heads: Cell[]; title: string | null; cellsOf: (at: number) => Cell[] } {
  const t = useTranslate();
  const locale = useLocaleCode();
  const date = (day: string): string => formatDate(day, locale);
  const amountHead = {
    text: t('document.amount', { currency: document.total.currency }),
    isFigure: true,
    width: 'amount',
  } as const;
  switch (section) {
    case 'lines': {
      const only = onlyLine(document, t);
      const hasDays = document.lines.some(({ period }) => period !== null);
      return {
        title: null,
        heads: [
          { text: t('document.description') },
          ...(hasDays ? [{ text: t('document.period'), width: 'days' } as const] : []),
          amountHead,
        ],
        cellsOf: (at) => {
          const line = only ?? document.lines[at];
          if (!line) return [];
          const { period } = line;
          const days =
            period &&
            (period.from === period.lastDay
              ? date(period.from)
              : t('document.days', { from: date(period.from), to: date(period.lastDay) }));
          return [
            { text: line.text },
            ...(hasDays ? [{ text: days ?? '', isDate: true, isMuted: true }] : []),
            { text: figure(line.amount, locale), isFigure: true },
          ];
        },
      };
    }
    case 'payments':
      return {
        title: 'document.payments',
        heads: [
          { text: t('document.receivedOn'), width: 'date' },
          { text: t('document.method'), width: 'method' },
          { text: t('document.reference') },
          amountHead,
        ],
        cellsOf: (at) => {
          const payment = document.payments[at];
          return payment
            ? [
                { text: date(payment.receivedOn), isDate: true },
                { text: t(`payment.method.${payment.method}`) },
                { text: payment.reference },
                { text: figure(payment.amount, locale), isFigure: true },
              ]
            : [];
        },
      };
    case 'creditNotes':
      return {
        title: 'document.creditNotes',
        heads: [{ text: t('document.receivedOn'), width: 'date' }, { text: t('document.credit_note') }, amountHead],
        cellsOf: (at) => {
          const note = document.creditNotes[at];
          return note
            ? [
                { text: date(note.issuedOn), isDate: true },
                { text: numberText(t, note.number) },
                { text: figure(note.total, locale), isFigure: true },
              ]
            : [];
        },
      };
  }
}

/** The line of a document over one sum: what it is for. Null: it has lines of its own. */
function onlyLine({ credits, receipt, net }: PaperDocument, t: Translate): PaperDocument['lines'][number] | null {
  const line = (text: string) => ({ text, amount: net, period: null });
  if (credits !== null) {
    const { invoiceNumber: number, reason, line: of } = credits;
    return line(
      of === null ? t(`document.reason.${reason}`, { number }) : t('document.reason.line', { number, line: of }),
    );
  }
  return receipt && line(t('document.paymentFor', { number: receipt.invoiceNumber }));
}

/** The total in the brand's own currency, with the rate of the issue (spec 2.14). */
function Base({ document: { base, total } }: { document: PaperDocument }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  if (base === null) return null;
  return (
    <p className={styles['remark']}>
      {t('document.base', {
        currency: base.currency,
        total: sum(base.total, locale),
        rate: decimal(base.rate, locale),
        from: total.currency,
      })}
      {base.rateOn === null || base.rateSource === null
        ? null
        : ` ${t('document.base.from', {
            date: formatDate(base.rateOn, locale),
            source: t(`rates.by.${base.rateSource}`),
          })}`}
    </p>
  );
}
