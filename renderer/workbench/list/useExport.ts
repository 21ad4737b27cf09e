import { useState } from 'react';
import { maxFound } from '../../../preload/api/values.ts';
import { maxFileCharacters } from '../../../preload/api/window.ts';
import { api, CallError, valueOf } from '../../app/api.ts';
import { errorText } from '../../app/ErrorBanner.tsx';
import { useCall } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import type { TableColumn } from '../../ui/index.ts';
import { csvOf } from '../csv.ts';
import { todayIn } from '../today.ts';
import { csvTable } from './columns.ts';

/**
 * Saves a list as CSV that spreadsheets open by themselves: the columns in sight, and every row that search and filters leave,
 * not only those that were read (quality 3.3, 32).
 */
export function useExport<T>(options: {
  name: string;
  columns: readonly TableColumn<T>[];
  readAll: () => Promise<readonly T[]>;
  /** As `Pages`. */
  isCut: boolean;
}): { readonly isBusy: boolean; readonly save: () => void } {
  const t = useTranslate();
  const locale = useLocaleCode();
  const { data: brand } = useCall('brand', 'get', {});
  const [isBusy, setBusy] = useState(false);
  const { name, columns, readAll, isCut } = options;
  const save = async (): Promise<void> => {
    setBusy(true);
    try {
      const rows = await readAll();
      const { header, cells } = csvTable(columns, rows, t('list.export.currency'));
      const text = csvOf(header, cells, locale);
      if (text.length > maxFileCharacters) {
        toasts.add({ tone: 'warning', text: t('list.export.tooLong', { count: rows.length }) });
        return;
      }
      const fileName = `${t('list.export.fileName', { name, date: todayIn(brand?.timeZone) })}.csv`;
      const { saved } = await valueOf(api.window.saveFile({ name: fileName, text }));
      if (!saved) return;
      const done = t('list.exported', { count: rows.length });
      toasts.add(
        isCut
          ? { tone: 'warning', text: `${done}. ${t('list.cut', { count: maxFound })}` }
          : { tone: 'success', text: done },
      );
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      toasts.add({ tone: 'danger', text: errorText(t, error.error) });
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, save: () => void save() };
}
