import type { ImportCounts } from '../../../../preload/api/catalogue-transfer.ts';
import { formatNumber } from '../../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../../i18n/provider.tsx';
import { KeyValue } from '../../../ui/index.ts';

const shown = ['create', 'change', 'unchanged', 'refused', 'categories'] as const;

/** What rows come to, in figures. Categories only where some are made. */
export function Counts({ counts }: { counts: ImportCounts | null }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  return (
    <KeyValue
      layout="columns"
      items={shown
        .filter((id) => id !== 'categories' || (counts?.categories ?? 0) > 0)
        .map((id) => ({
          id,
          label: t(`transfer.count.${id}`),
          value: counts === null ? null : formatNumber(counts[id], locale),
        }))}
    />
  );
}
