import type { ClipboardEvent } from 'react';
import { toasts } from '../../app/toasts.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import type { Marks, TableColumn } from '../../ui/index.ts';
import { tsvOf } from './columns.ts';

interface CopyRows {
  /** Copies with the names of the columns: what the button does. */
  readonly copy: () => void;
  /** For the copy key inside the list: the rows alone, as a spreadsheet takes them. */
  readonly onCopy: (event: ClipboardEvent) => void;
}

/** The marked rows of a list as tab-separated text; with no mark the open one, or by the button all that were read. */
export function useCopyRows<T>(options: {
  columns: readonly TableColumn<T>[];
  rows: readonly T[];
  idOf: (row: T) => string;
  marks: Marks | undefined;
  openId: string | undefined;
}): CopyRows {
  const t = useTranslate();
  const { columns, rows, idOf, marks, openId } = options;
  const marked = (): readonly T[] => {
    const { ids = new Set<string>(), isAll = false } = marks?.store.getState() ?? {};
    return rows.filter((row) => ids.has(idOf(row)) !== isAll);
  };
  const say = (count: number): void => void toasts.add({ tone: 'success', text: t('list.copied', { count }) });
  return {
    copy: () => {
      const copied = marks === undefined || marks.isEmpty() ? rows : marked();
      navigator.clipboard.writeText(tsvOf(columns, copied, true)).then(
        () => say(copied.length),
        () => toasts.add({ tone: 'danger', text: t('ui.copyFailed') }),
      );
    },
    onCopy: (event) => {
      // Text that was selected by hand, or in a field, is what the person means then.
      if (!(getSelection()?.isCollapsed ?? true) || event.target instanceof HTMLInputElement) return;
      const isAny = marks !== undefined && !marks.isEmpty();
      const copied = isAny ? marked() : rows.filter((row) => idOf(row) === openId);
      if (copied.length === 0) return;
      event.preventDefault();
      event.clipboardData.setData('text/plain', tsvOf(columns, copied, false));
      say(copied.length);
    },
  };
}
