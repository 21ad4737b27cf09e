import { useState } from 'react';
import type { ContractChange } from '../../../preload/api/contract-changes.ts';
import type { ContractProduct } from '../../../preload/api/contract-products.ts';
import type { ErrorCode } from '../../../preload/api/errors.ts';
import { ErrorBanner, errorText } from '../../app/ErrorBanner.tsx';
import { paths } from '../../app/paths.ts';
import { useAction, useCall } from '../../app/query.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Button, Card, ConfirmDialog, Link } from '../../ui/index.ts';
import { useSumText } from '../../workbench/Money.tsx';
import { useMay } from '../../workbench/useMay.ts';
import { When } from '../../workbench/When.tsx';
import { RecordPayment } from '../billing/RecordPayment.tsx';
import styles from './ChangesCard.module.css';
import { ChangeStatusBadge } from './statuses.tsx';

/** What the contract product was changed to, and what waits for its money, for the vendor or for a person. */
export function ChangesCard({ contract }: { contract: ContractProduct }) {
  const t = useTranslate();
  const { data: changes } = useCall('contractChanges', 'list', { contractProductId: contract.id });
  if (!changes || changes.length === 0) return null;
  return (
    <Card title={t('changes.title')} headingLevel={3} isFlush>
      <ul className={styles['list']} aria-label={t('changes.title')}>
        {changes.map((change) => (
          <li key={change.id} className={styles['change']}>
            <ChangeLine change={change} clientName={contract.clientName} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function ChangeLine({ change, clientName }: { change: ContractChange; clientName: string }) {
  const t = useTranslate();
  const sum = useSumText();
  return (
    <>
      <div className={styles['head']}>
        <span className={styles['name']}>
          {t('changes.names', { from: change.fromProductName, to: change.toProductName })}
        </span>
        <ChangeStatusBadge status={change.status} />
      </div>
      <p className={styles['more']}>
        {change.kind === 'trial'
          ? t('change.trialEnd')
          : t('change.sums', { charge: sum(change.charge), credit: sum(change.credit), due: sum(change.due) })}
        {' · '}
        {change.askedBy}
        {', '}
        <When at={change.createdAt} />
        {change.invoiceId === null ? null : (
          <>
            {' · '}
            <Link href={paths.invoice(change.invoiceId)}>
              {t('change.payInvoice', { invoice: change.invoiceNumber ?? '' })}
            </Link>
          </>
        )}
      </p>
      {change.errorCode === null ? null : (
        <p>{errorText(t, { code: change.errorCode as ErrorCode, params: { message: change.vendorMessage } })}</p>
      )}
      <Given change={change} />
      <Decisions change={change} clientName={clientName} />
    </>
  );
}

/** Where the money went, said once it went there. */
function Given({ change }: { change: ContractChange }) {
  const t = useTranslate();
  const sum = useSumText();
  if (change.given.amountMinor > 0) {
    const isBalance = change.status !== 'Done' || change.downgrade === 'account_balance';
    return <p>{t(isBalance ? 'change.given.balance' : 'change.given', { sum: sum(change.given) })}</p>;
  }
  // A refusal gives the money back by itself; where it could not, it is where it was.
  if (change.status === 'Refused' && change.invoiceNumber !== null)
    return <p>{t('change.notGiven', { invoice: change.invoiceNumber })}</p>;
  return null;
}

/** What a person can do about a change that waits. */
function Decisions({ change, clientName }: { change: ContractChange; clientName: string }) {
  const t = useTranslate();
  const may = useMay();
  const cancel = useAction('contractChanges', 'cancel');
  const retry = useAction('contractChanges', 'retry');
  const giveBack = useAction('contractChanges', 'giveBack');
  const [asks, setAsks] = useState<'pay' | 'cancel' | 'giveBack' | null>(null);
  const whyNot = may('licenses.act');
  const { id, status, invoiceId, invoiceNumber } = change;
  const close = (): void => setAsks(null);
  if (status !== 'Awaiting payment' && status !== 'Paid') return null;
  const error = cancel.error ?? retry.error ?? giveBack.error;
  const act = asks === 'giveBack' ? giveBack : cancel;
  return (
    <>
      <div className={styles['buttons']}>
        {status === 'Awaiting payment' ? (
          <>
            <Button size="small" variant="primary" whyDisabled={may('billing.record')} onPress={() => setAsks('pay')}>
              {t('payment.record')}
            </Button>
            <Button size="small" whyDisabled={whyNot} onPress={() => setAsks('cancel')}>
              {t('change.cancel')}
            </Button>
          </>
        ) : (
          <>
            <Button size="small" whyDisabled={whyNot} isBusy={retry.isPending} onPress={() => retry.mutate({ id })}>
              {t('change.retry')}
            </Button>
            <Button size="small" whyDisabled={whyNot} onPress={() => setAsks('giveBack')}>
              {t('change.giveBack')}
            </Button>
          </>
        )}
      </div>
      {error ? <ErrorBanner error={error.error} /> : null}
      {asks === 'cancel' || asks === 'giveBack' ? (
        <ConfirmDialog
          isOpen
          title={t(`change.${asks}.title`)}
          confirmLabel={t(`change.${asks}`)}
          isBusy={act.isPending}
          onCancel={close}
          onConfirm={() => act.mutate({ id }, { onSettled: close })}
        >
          {t(`change.${asks}.text`, { invoice: invoiceNumber ?? '' })}
        </ConfirmDialog>
      ) : null}
      {asks === 'pay' && invoiceId !== null ? (
        <RecordPayment
          invoice={{ id: invoiceId, number: invoiceNumber ?? '', clientName, due: change.open, activates: false }}
          onClose={close}
        />
      ) : null}
    </>
  );
}
