import type { PartCancelPreview } from '../../../preload/api/contract-products.ts';
import type { RefundChoice } from '../../../preload/api/orders.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Banner } from '../../ui/index.ts';
import { useMoneyText } from '../../workbench/Money.tsx';
import styles from '../orders/CancelEffects.module.css';

/** What becomes of open invoices that a product of a bundle is on, by number and amount, before it ends. */
export function PartEffects({ preview, refund }: { preview: PartCancelPreview; refund: RefundChoice }) {
  const t = useTranslate();
  const money = useMoneyText();
  const { lowered, anew } = preview;
  const paidText = refund === 'original' ? 'contracts.bundle.cancel.paid.choice' : 'contracts.bundle.cancel.paid';
  const effects = [
    ...lowered.flatMap(({ number, due, paid }) => [
      ...(due.amountMinor === 0 ? [] : [t('contracts.bundle.cancel.lowered', { number, due: money(due) })]),
      ...(paid.amountMinor === 0 ? [] : [t(paidText, { number, paid: money(paid) })]),
    ]),
    ...anew.map((number) => t('contracts.bundle.cancel.anew', { number })),
  ];
  if (effects.length === 0) return null;
  return (
    <Banner tone="info" live="status" title={t('contracts.bundle.cancel.owed')}>
      <ul className={styles['list']}>
        {effects.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </Banner>
  );
}
