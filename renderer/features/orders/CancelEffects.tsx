import type { CancelPreview } from '../../../preload/api/orders.ts';
import { formatDate } from '../../i18n/format.ts';
import { type Translate, useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Banner } from '../../ui/index.ts';
import { useMoneyText } from '../../workbench/Money.tsx';
import styles from './CancelEffects.module.css';

/** What cancelling sets going, by name, date and amount, before it does. */
export function CancelEffects({ preview, isImmediate }: { preview: CancelPreview; isImmediate: boolean }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const money = useMoneyText();
  const { contracts, contractCount, openInvoice, endsOn, promoCode } = preview;
  const isAwaiting = preview.status === 'Awaiting payment';
  const isOver = isAwaiting || isImmediate;
  const effects = isAwaiting
    ? [
        t('orders.cancel.now'),
        ...(openInvoice
          ? [t('orders.cancel.invoice', { number: openInvoice.number, due: money(openInvoice.due) })]
          : []),
        ...(promoCode === '' ? [] : [t('orders.cancel.promo', { code: promoCode })]),
        t('orders.cancel.nothingBought'),
      ]
    : isImmediate
      ? [
          t('orders.cancel.now'),
          t('orders.cancel.terminates', { count: contractCount }),
          ...ended(t, money, preview, 'choice'),
        ]
      : [
          endsOn === null
            ? t('orders.cancel.stays')
            : t('orders.cancel.staysUntil', { date: formatDate(endsOn, locale) }),
          ...ended(t, money, preview, 'balance'),
          t('orders.cancel.noMoney'),
        ];
  return (
    <Banner
      tone={isOver && !isAwaiting ? 'warning' : 'info'}
      live="status"
      title={t(isOver ? 'orders.cancel.title.now' : 'orders.cancel.title.term')}
    >
      <ul className={styles['list']}>
        {effects.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      {isAwaiting || contracts.length === 0 ? null : (
        <ul className={styles['list']} aria-label={t('orders.cancel.contracts')}>
          {contracts.map(({ id, productName, ip, paidUntil }) => (
            <li key={id} className={styles['contract']}>
              <strong>{productName}</strong>
              {ip === '' ? null : <span>{ip}</span>}
              {paidUntil === null ? null : (
                <span>{t('orders.cancel.paidUntil', { date: formatDate(paidUntil, locale) })}</span>
              )}
            </li>
          ))}
          {contractCount > contracts.length ? (
            <li>{t('orders.cancel.more', { count: contractCount - contracts.length })}</li>
          ) : null}
        </ul>
      )}
    </Banner>
  );
}

/** What ends with it and is not paid, or not begun: a renewal either way, a change of product only now. */
function ended(
  t: Translate,
  money: ReturnType<typeof useMoneyText>,
  { endedInvoices }: CancelPreview,
  to: 'choice' | 'balance',
): string[] {
  return endedInvoices
    .filter(({ kind }) => kind === 'renewal' || to === 'choice')
    .flatMap(({ number, kind, due, paid }) => [
      due.amountMinor > 0
        ? t(`orders.cancel.ended.${kind}`, { number, due: money(due) })
        : t('orders.cancel.ended.paidChange', { number }),
      ...(paid.amountMinor > 0 ? [t(`orders.cancel.paidOf.${to}`, { number, paid: money(paid) })] : []),
    ]);
}
