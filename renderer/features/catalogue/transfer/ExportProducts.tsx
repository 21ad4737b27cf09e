import { useState } from 'react';
import { type ChosenProducts, type ColumnTarget, PlainField } from '../../../../preload/api/catalogue-transfer.ts';
import type { ApiError } from '../../../../preload/api/errors.ts';
import { api, CallError, valueOf } from '../../../app/api.ts';
import { ErrorBanner } from '../../../app/ErrorBanner.tsx';
import { useCall } from '../../../app/query.ts';
import { toasts } from '../../../app/toasts.ts';
import { useLocaleCode, useTranslate } from '../../../i18n/provider.tsx';
import { Button, Checkbox, Dialog, Skeleton } from '../../../ui/index.ts';
import { useDelayed } from '../../../workbench/useDelayed.ts';
import styles from './Transfer.module.css';
import { exportWords, targetKey, targetWords } from './words.ts';

export interface ExportProductsProps {
  /** Which products: those that were picked out, or what a filter takes. */
  chosen: ChosenProducts;
  /** The columns that are ticked at first; all when absent. */
  columns?: readonly ColumnTarget[];
  onClose: () => void;
}

/** Saves a table of products with the columns that are ticked (quality 32). */
export function ExportProducts({ chosen, columns, onClose }: ExportProductsProps) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const found = useCall('transfer', 'exportColumns', { chosen });
  const isSlow = useDelayed(found.isPending);
  const [left, setLeft] = useState<ReadonlySet<string> | null>(null);
  const [isSaving, setSaving] = useState(false);
  const [refusal, setRefusal] = useState<ApiError | null>(null);
  const plain = PlainField.options.map((field): ColumnTarget => ({ field }));
  const prices = (found.data?.prices ?? []).map((price): ColumnTarget => ({ field: 'price', ...price }));
  const all = [...plain, ...prices];
  const isTicked = (target: ColumnTarget): boolean =>
    left === null
      ? columns === undefined || columns.some((each) => targetKey(each) === targetKey(target))
      : !left.has(targetKey(target));
  const ticked = all.filter(isTicked);
  const tick = (target: ColumnTarget, is: boolean): void => {
    const next = new Set(all.filter((each) => !isTicked(each)).map(targetKey));
    if (is) next.delete(targetKey(target));
    else next.add(targetKey(target));
    setLeft(next);
  };

  const save = async (): Promise<void> => {
    setSaving(true);
    setRefusal(null);
    try {
      const fileName = t('transfer.export.fileName');
      const asked = { chosen, columns: ticked, language: locale, words: exportWords(t), fileName };
      const { saved } = await valueOf(api.window.saveProducts(asked));
      if (!saved) return;
      toasts.add({ tone: 'success', text: t('transfer.export.saved') });
      onClose();
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      setRefusal(error.error);
    } finally {
      setSaving(false);
    }
  };

  const group = (label: string, targets: readonly ColumnTarget[]) => (
    <fieldset className={styles['group']}>
      <legend className={styles['legend']}>{label}</legend>
      <div className={styles['choices']}>
        {targets.map((target) => (
          <Checkbox
            key={targetKey(target)}
            label={targetWords(t, target)}
            isSelected={isTicked(target)}
            onChange={(is) => tick(target, is)}
          />
        ))}
      </div>
    </fieldset>
  );

  const hasKey = ticked.some(({ field }) => field === 'id' || field === 'slug');
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('transfer.export')}
      isBusy={isSaving}
      footer={
        <>
          <Button isDisabled={isSaving} onPress={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button
            variant="primary"
            isBusy={isSaving}
            isDisabled={ticked.length === 0 || (found.data?.count ?? 0) === 0}
            onPress={() => void save()}
          >
            {t('transfer.export.save')}
          </Button>
        </>
      }
    >
      <div className={styles['stack']}>
        {refusal ? <ErrorBanner error={refusal} /> : null}
        {found.error ? <ErrorBanner error={found.error.error} /> : null}
        {isSlow ? <Skeleton lines={4} /> : null}
        {found.data ? (
          <>
            <p className={styles['text']}>{t('transfer.export.text', { count: found.data.count })}</p>
            {group(t('transfer.export.columns'), plain)}
            {prices.length === 0 ? null : group(t('transfer.export.prices'), prices)}
            <output className={styles['text']}>
              {ticked.length === 0
                ? t('transfer.export.none')
                : hasKey
                  ? ''
                  : t('transfer.export.key', { id: t('transfer.field.id'), slug: t('transfer.field.slug') })}
            </output>
          </>
        ) : null}
      </div>
    </Dialog>
  );
}
