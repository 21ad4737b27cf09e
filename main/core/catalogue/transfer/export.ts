import type { Price } from '../../../../preload/api/catalogue.ts';
import type { ChosenProducts, ColumnTarget, PlainField, transfer } from '../../../../preload/api/catalogue-transfer.ts';
import type { Output, Parsed } from '../../../../preload/api/contract.ts';
import type { Store } from '../../store/index.ts';
import { priceOn } from '../products/rows.ts';
import { amountCell } from './cells.ts';
import { chosenProducts } from './chosen.ts';
import { CategoryPaths } from './lookup.ts';
import { mark, signsOf, table } from './table.ts';

/** Rows of one part. */
const partRows = 500;

interface ExportRow {
  readonly id: string;
  readonly category_id: string;
  readonly name: string;
  readonly slug: string;
  readonly package_identifier: string;
  readonly connection: string | null;
  readonly description: string;
  readonly is_active: number;
  readonly is_visible: number;
  readonly purchase_type: string;
  readonly defer_mode: string;
  readonly report_code_1: string;
  readonly report_code_2: string;
  readonly keywords: string | null;
  readonly prices: string;
}

/** How many products are chosen, and the terms and currencies that they have prices in. */
export function exportColumns(store: Store, chosen: ChosenProducts): Output<typeof transfer.exportColumns> {
  const { name, sql, params } = chosenProducts(store, chosen);
  const count = store.get<{ n: number }>(
    `products to export ${name}`,
    `SELECT count(*) AS n FROM product p WHERE ${sql}`,
    params,
  );
  const prices = store.all<Pick<Price, 'termMonths' | 'currency'>>(
    `prices to export ${name}`,
    `SELECT DISTINCT r.term_months AS termMonths, r.currency FROM product p JOIN price r ON r.product_id = p.id
      WHERE ${sql} ORDER BY r.currency, r.term_months`,
    params,
  );
  return { count: count?.n ?? 0, prices };
}

/** A part of a table of products, in the order in which they were made. */
export function exportPart(
  store: Store,
  today: string,
  { chosen, columns, language, words, cursor }: Parsed<typeof transfer.exportCsv>,
): Output<typeof transfer.exportCsv> {
  const { name, sql, params } = chosenProducts(store, chosen);
  const found = store.all<ExportRow>(
    `export ${name}`,
    `SELECT p.id, p.category_id, p.name, p.slug, p.package_identifier, n.name AS connection, p.description, p.is_active,
      p.is_visible, p.purchase_type, p.defer_mode, p.report_code_1, p.report_code_2, p.keywords,
      (SELECT json_group_array(json_object('termMonths', r.term_months, 'currency', r.currency,
        'amountMinor', ${priceOn('@today')})) FROM price r WHERE r.product_id = p.id) AS prices
      FROM product p LEFT JOIN connection n ON n.id = p.connection_id AND n.deleted_at IS NULL
      WHERE ${sql} AND p.id > @after ORDER BY p.id LIMIT @count`,
    { ...params, today, after: cursor ?? '', count: partRows + 1 },
  );
  const kept = found.slice(0, partRows);
  const paths = new CategoryPaths(store);
  const { delimiter, point } = signsOf(language);
  const word = (key: string, otherwise: string): string => words[key] ?? otherwise;
  const yesNo = (is: number): string => (is === 1 ? word('transfer.yes', 'yes') : word('transfer.no', 'no'));
  const cells: Readonly<Record<PlainField, (row: ExportRow) => string>> = {
    id: (row) => row.id,
    name: (row) => row.name,
    category: (row) => paths.of(row.category_id),
    slug: (row) => row.slug,
    packageIdentifier: (row) => row.package_identifier,
    connection: (row) => row.connection ?? '',
    description: (row) => row.description,
    isActive: (row) => yesNo(row.is_active),
    isVisible: (row) => yesNo(row.is_visible),
    purchaseType: (row) => row.purchase_type,
    deferMode: (row) => row.defer_mode,
    reportCode1: (row) => row.report_code_1,
    reportCode2: (row) => row.report_code_2,
    keywords: (row) => row.keywords ?? '',
  };
  const head = (column: ColumnTarget): string =>
    column.field === 'price'
      ? `${word('transfer.price', 'Price')} ${column.termMonths} ${column.currency}`
      : word(`transfer.field.${column.field}`, column.field);
  const rows = kept.map((row) => {
    const prices = JSON.parse(row.prices) as Price[];
    return columns.map((column) => {
      if (column.field !== 'price') return cells[column.field](row);
      const price = prices.find((each) => each.termMonths === column.termMonths && each.currency === column.currency);
      return price ? amountCell(price.amountMinor, price.currency, point) : '';
    });
  });
  return {
    text: cursor === undefined ? mark + table([columns.map(head), ...rows], delimiter) : table(rows, delimiter),
    nextCursor: found.length > partRows ? (kept.at(-1)?.id ?? null) : null,
  };
}
