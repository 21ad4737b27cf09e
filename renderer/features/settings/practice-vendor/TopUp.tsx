import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { VendorAccount } from '../../../../preload/api/practice-vendor.ts';
import { api } from '../../../app/api.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Button, MoneyField } from '../../../ui/index.ts';
import { useMoneyText } from '../../../workbench/Money.tsx';
import { useMay } from '../../../workbench/useMay.ts';
import styles from './PracticeVendor.module.css';
import { usePracticeAction } from './usePracticeAction.ts';

/** Most that can be added at once, minor units (preload/api/practice-vendor.ts). */
const mostMinor = 100_000_000;

/** Adds practice money to an account. */
export function TopUp({ account }: { account: VendorAccount }) {
  const t = useTranslate();
  const may = useMay();
  const money = useMoneyText();
  const topUp = usePracticeAction(api.practiceVendor.topUp);
  const { currency } = account.balance;
  const [amountMinor, setAmount] = useState<number | null>(100_000);
  const isAmount = amountMinor !== null && Number.isSafeInteger(amountMinor) && amountMinor > 0;
  const add = (): void => {
    if (!isAmount || topUp.isPending) return;
    const done = t('practice.toppedUp', { sum: money({ amountMinor, currency }) });
    topUp.act({ login: account.login, amountMinor, currency }, done);
  };
  return (
    <form
      className={styles['line']}
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <MoneyField
        label={t('practice.topUp.amount')}
        value={amountMinor}
        onChange={setAmount}
        currency={currency}
        min={1}
        max={mostMinor}
        className={styles['short'] ?? ''}
      />
      <Button
        type="submit"
        icon={Plus}
        isBusy={topUp.isPending}
        isDisabled={!isAmount}
        whyDisabled={may('connections.write')}
      >
        {t('practice.topUp')}
      </Button>
    </form>
  );
}
