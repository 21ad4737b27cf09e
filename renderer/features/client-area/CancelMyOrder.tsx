import { useState } from 'react';
import type { clientArea } from '../../../preload/api/client-area.ts';
import type { Output } from '../../../preload/api/contract.ts';
import { CallError, clientApi, valueOf } from '../../app/api.ts';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { useTranslate } from '../../i18n/provider.tsx';
import { Button, Dialog, TextArea } from '../../ui/index.ts';
import { numberText } from '../../workbench/number.tsx';
import { readAgain } from './query.ts';

type MyOrder = Output<typeof clientArea.orders>[number];

/** `Cancel order`, a reason, `Submit request` (spec 88); a request that waits can be taken back. */
export function CancelMyOrder({ order }: { order: MyOrder }) {
  const t = useTranslate();
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<CallError | null>(null);
  if (order.status === 'Cancelled') return null;
  const send = async (work: () => Promise<unknown>): Promise<void> => {
    setBusy(true);
    setRefusal(null);
    try {
      await work();
      setOpen(false);
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      setRefusal(error);
    } finally {
      setBusy(false);
      readAgain();
    }
  };
  const { pendingRequestId } = order;
  if (pendingRequestId !== null) {
    return (
      <>
        <Button
          size="small"
          isBusy={isBusy}
          aria-label={t('clientArea.cancel.withdraw.of', { number: order.number })}
          onPress={() => void send(() => valueOf(clientApi.clientArea.withdrawCancellation({ id: pendingRequestId })))}
        >
          {t('clientArea.cancel.withdraw')}
        </Button>
        {refusal ? <ErrorBanner error={refusal.error} /> : null}
      </>
    );
  }
  return (
    <>
      <Button
        size="small"
        aria-label={t('clientArea.cancel.of', { number: order.number })}
        onPress={() => setOpen(true)}
      >
        {t('orders.cancel')}
      </Button>
      {isOpen ? (
        <Reason
          order={order}
          isBusy={isBusy}
          refusal={refusal}
          onClose={() => setOpen(false)}
          onSubmit={(input) => void send(() => valueOf(clientApi.clientArea.requestCancellation(input)))}
        />
      ) : null}
    </>
  );
}

interface ReasonProps {
  order: MyOrder;
  isBusy: boolean;
  refusal: CallError | null;
  onClose: () => void;
  onSubmit: (input: { requestKey: string; orderId: string; reason: string }) => void;
}

function Reason({ order, isBusy, refusal, onClose, onSubmit }: ReasonProps) {
  const t = useTranslate();
  const [requestKey] = useState(() => crypto.randomUUID());
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  return (
    <Dialog
      isOpen
      isBusy={isBusy}
      onClose={onClose}
      title={t('orders.cancel')}
      subtitle={numberText(t, order.number)}
      footer={
        <>
          <Button onPress={onClose} isDisabled={isBusy}>
            {t('ui.cancel')}
          </Button>
          <Button
            variant="primary"
            isBusy={isBusy}
            onPress={() => {
              const isEmpty = reason.trim() === '';
              setMissing(isEmpty);
              if (!isEmpty) onSubmit({ requestKey, orderId: order.id, reason });
            }}
          >
            {t('cancellations.submit')}
          </Button>
        </>
      }
    >
      <TextArea
        label={t('cancellations.reason')}
        description={t('clientArea.cancel.text')}
        isRequired
        value={reason}
        maxLength={2000}
        error={isMissing ? t('field.required') : undefined}
        onChange={(text) => {
          setReason(text);
          setMissing(false);
        }}
      />
      {refusal ? <ErrorBanner error={refusal.error} /> : null}
    </Dialog>
  );
}
