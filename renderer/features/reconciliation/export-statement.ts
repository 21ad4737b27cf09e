import type { Input } from '../../../preload/api/contract.ts';
import type { StaffAreas } from '../../../preload/api/index.ts';
import type { StatementRow } from '../../../preload/api/reconciliation.ts';
import { api, valueOf } from '../../app/api.ts';
import type { Locale } from '../../i18n/format.ts';
import type { Translate } from '../../i18n/provider.tsx';
import { csvOf } from '../../workbench/csv.ts';

type Asked = Omit<Input<StaffAreas['reconciliation']['statement']>, 'cursor' | 'limit'>;

/** Every row of a statement, page after page. @throws CallError */
async function allRows(asked: Asked): Promise<StatementRow[]> {
  const rows: StatementRow[] = [];
  let cursor: string | null = null;
  do {
    const page: { rows: StatementRow[]; nextCursor: string | null } = await valueOf(
      api.reconciliation.statement({ ...asked, limit: 200, ...(cursor === null ? {} : { cursor }) }),
    );
    rows.push(...page.rows);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return rows;
}

/** Saves a statement where the person chooses; false: they thought better of it. @throws CallError */
export async function exportStatement(
  asked: Asked,
  words: { readonly t: Translate; readonly locale: Locale; readonly name: string },
): Promise<boolean> {
  const { t, locale } = words;
  const rows = await allRows(asked);
  const header = [
    t('statement.col.date'),
    t('statement.col.match'),
    t('statement.col.amount'),
    t('statement.csv.currency'),
    t('statement.col.license'),
    t('statement.col.client'),
    t('statement.col.text'),
    t('statement.csv.row'),
    t('statement.csv.repeats'),
  ];
  const text = csvOf(
    header,
    rows.map((row) => [
      row.date,
      t(`statement.match.${row.match}`),
      row.amount,
      row.amount?.currency ?? '',
      row.serviceId,
      row.clientName,
      row.text,
      row.id,
      row.doubleOf ?? '',
    ]),
    locale,
  );
  const { saved } = await valueOf(api.window.saveFile({ name: fileName(words.name), text }));
  return saved;
}

/** A name that every file system takes. */
function fileName(name: string): string {
  const plain = name
    .replaceAll(/[^\p{L}\p{N} _-]+/gu, ' ')
    .trim()
    .slice(0, 80);
  return `${plain === '' ? 'statement' : plain} ${new Date().toISOString().slice(0, 10)}.csv`;
}
