import { useEffect } from 'react';
import type { CancelPreview, RefundChoice } from '../../../preload/api/orders.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { FormRadioGroup } from '../../ui/index.ts';
import { useMoneyText } from '../../workbench/Money.tsx';
import { refundChoices } from './refund-choices.ts';

export interface RefundFieldProps {
  preview: Pick<CancelPreview, 'refunds' | 'refundTotal' | 'notBegunTotal'>;
  chosen: RefundChoice;
  /** Called where what is chosen is not possible any more, as by a draft of another day. */
  onImpossible: () => void;
}

/** The field `refund`: where the money goes of what ends at once (spec 2.4), and what `none` leaves in the account balance. */
export function RefundField({ preview, chosen, onImpossible }: RefundFieldProps) {
  const t = useTranslate();
  const money = useMoneyText();
  const { refundTotal, notBegunTotal } = preview;
  const choices = refundChoices(preview);
  const isPossible = choices.includes(chosen);
  useEffect(() => {
    if (!isPossible) onImpossible();
  }, [isPossible, onImpossible]);
  return (
    <FormRadioGroup
      name="refund"
      label={t('orders.refund', { sum: money(refundTotal) })}
      options={choices.map((id) => ({
        id,
        label:
          id === 'none' && notBegunTotal.amountMinor > 0
            ? t('orders.refund.none.notBegun', { sum: money(notBegunTotal) })
            : t(`orders.refund.${id}`),
      }))}
    />
  );
}
