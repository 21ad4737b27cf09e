import type { FindingDetail } from '../../../preload/api/reconciliation.ts';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { useAction } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Banner, ConfirmDialog, KeyValue, type KeyValueItem } from '../../ui/index.ts';
import { useMoneyText } from '../../workbench/Money.tsx';
import { recoverFocus } from '../../workbench/MasterDetail.tsx';
import styles from './FixDialog.module.css';
import { hereText, thereText } from './texts.ts';

export interface FixDialogProps {
  finding: FindingDetail;
  fix: 'here' | 'there';
  onClose: () => void;
}

/** Asks before the vendor is, or before a license counts as gone: what happens, to what, and what it costs. */
export function FixDialog({ finding, fix, onClose }: FixDialogProps) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const money = useMoneyText();
  const correctHere = useAction('reconciliation', 'correctHere');
  const correctThere = useAction('reconciliation', 'correctThere');
  const ask = fix === 'here' ? correctHere : correctThere;
  const there = fix === 'there' ? finding.correctThere : null;
  const confirmation = (fix === 'here' ? finding.correctHere : finding.correctThere)?.confirmation ?? undefined;
  const kind = there?.kind ?? 'terminate';
  const isEnd = fix === 'there' && kind === 'terminate';
  const cost = there?.charges ? there.cost : null;
  const facts: KeyValueItem[] = [
    { id: 'vendorId', label: t('finding.vendorId'), value: finding.vendorId, isMono: true },
    { id: 'product', label: t('contracts.product'), value: finding.productName },
    ...(finding.clientName === '' ? [] : [{ id: 'client', label: t('contracts.client'), value: finding.clientName }]),
    ...(there?.charges
      ? [
          {
            id: 'cost',
            label: t('finding.there.cost'),
            value: cost === null ? t('finding.cost.unknown') : money(cost),
          },
        ]
      : []),
  ];
  return (
    <ConfirmDialog
      isOpen
      title={t(
        fix === 'here' ? 'finding.here.missing.title' : isEnd ? 'finding.there.terminate.title' : 'finding.there.title',
      )}
      confirmLabel={
        fix === 'here'
          ? t('finding.fix.here')
          : cost === null
            ? t(`finding.there.confirm.${kind}`)
            : t('finding.there.confirm.renewFor', { sum: money(cost) })
      }
      tone={confirmation === undefined ? 'normal' : 'danger'}
      typedText={confirmation}
      isBusy={ask.isPending}
      error={ask.error ? <ErrorBanner error={ask.error.error} /> : undefined}
      onCancel={onClose}
      onConfirm={() => {
        if (ask.isPending) return;
        ask.mutate(
          { id: finding.id, ...(confirmation === undefined ? {} : { confirmation }) },
          {
            onSuccess: () => {
              toasts.add(
                fix === 'here'
                  ? { tone: 'success', text: t('finding.here.done') }
                  : { tone: 'info', text: t('finding.there.queued') },
              );
              onClose();
              recoverFocus();
            },
          },
        );
      }}
    >
      <div className={styles['content']}>
        {isEnd ? (
          <Banner tone="danger">{t('finding.there.terminate.warning')}</Banner>
        ) : (
          <p>{fix === 'here' ? hereText(t, locale, finding) : thereText(t, locale, finding, kind)}</p>
        )}
        {fix === 'here' ? <Banner tone="warning">{t('finding.here.missing.warning')}</Banner> : null}
        <KeyValue items={facts} />
      </div>
    </ConfirmDialog>
  );
}
