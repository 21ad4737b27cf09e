import { useQuery } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Client, RemovalObstacle, RemovalPlan } from '../../../preload/api/clients.ts';
import type { CallError } from '../../app/api.ts';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { paths } from '../../app/paths.ts';
import { call, useAction } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Banner, Button, Checkbox, Dialog, Link, Skeleton } from '../../ui/index.ts';
import { useMoneyText } from '../../workbench/Money.tsx';
import { useGo } from '../../workbench/useGo.ts';
import { clientName } from './name.ts';
import { TypedCode } from './TypedCode.tsx';
import styles from './ClientDetail.module.css';

/** Where what stands in the way is to be seen. */
const placeOf: Readonly<Record<RemovalObstacle, (id: string) => string>> = {
  liveLicenses: (id) => paths.clientTab(id, 'products'),
  openOrders: (id) => paths.clientTab(id, 'orders'),
  unpaidInvoices: (id) => paths.clientTab(id, 'invoices'),
  accountBalance: (id) => paths.clientTab(id, 'timeline'),
  cancellationRequests: (id) => paths.clientTab(id, 'orders'),
};

/** Deletes a client after a typed code; says what is still open, and has it said that live licenses go on (spec 89). */
export function DeleteClient({ client, onClose }: { client: Client; onClose: () => void }) {
  const t = useTranslate();
  const go = useGo();
  const [code, setCode] = useState('');
  const [licensesGoOn, setGoOn] = useState(false);
  const remove = useAction('clients', 'remove');
  // Read anew each time: a code is good for some minutes. Under a name of its own, so that the deletion itself asks for no other.
  const plan = useQuery<RemovalPlan, CallError>({
    queryKey: ['client-removal', client.id, client.updatedAt],
    queryFn: () => call('clients', 'prepareRemoval')({ id: client.id }),
    gcTime: 0,
    staleTime: 0,
  });
  const refusal = remove.error?.error;
  const complaint = refusal?.fields?.['code'];
  const hasLicenses = plan.data?.obstacles.some(({ kind }) => kind === 'liveLicenses') ?? false;
  const submit = (): void => {
    if (remove.isPending) return;
    remove.mutate(
      { id: client.id, code, licensesGoOn },
      {
        onSuccess: () => {
          toasts.add({ tone: 'success', text: t('clients.deleted', { name: clientName(client) }) });
          onClose();
          go(paths.clients, { replace: true });
        },
      },
    );
  };
  return (
    <Dialog
      isOpen
      role="alertdialog"
      isBusy={remove.isPending}
      onClose={onClose}
      title={t('clients.delete.ask', { name: clientName(client) })}
      subtitle={client.email}
      footer={
        <>
          <Button onPress={onClose} isDisabled={remove.isPending}>
            {t('ui.cancel')}
          </Button>
          <Button
            variant="danger"
            icon={Trash2}
            isBusy={remove.isPending}
            isDisabled={plan.data === undefined}
            onPress={submit}
          >
            {t('clients.delete')}
          </Button>
        </>
      }
    >
      <form
        className={styles['body']}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <p>{t('clients.delete.text')}</p>
        {plan.error ? <ErrorBanner error={plan.error.error} /> : null}
        {plan.isPending ? <Skeleton lines={3} /> : null}
        {plan.data && plan.data.obstacles.length > 0 ? (
          <Banner tone="warning" title={t('clients.delete.open')}>
            <Obstacles clientId={client.id} obstacles={plan.data.obstacles} onLeave={onClose} />
          </Banner>
        ) : null}
        {hasLicenses ? (
          <Checkbox
            label={t('clients.delete.goOn')}
            description={t('clients.delete.goOn.text')}
            isSelected={licensesGoOn}
            onChange={setGoOn}
          />
        ) : null}
        {plan.data ? (
          <TypedCode code={plan.data.code} value={code} onChange={setCode} complaint={complaint} isFirst />
        ) : null}
        {refusal && complaint === undefined ? <ErrorBanner error={refusal} /> : null}
      </form>
    </Dialog>
  );
}

function Obstacles({
  clientId,
  obstacles,
  onLeave,
}: {
  clientId: string;
  obstacles: RemovalPlan['obstacles'];
  onLeave: () => void;
}) {
  const t = useTranslate();
  const go = useGo();
  const money = useMoneyText();
  return (
    <ul className={styles['list']}>
      {obstacles.map(({ kind, count, amounts }) => (
        <li key={kind}>
          <Link
            onPress={() => {
              onLeave();
              go(placeOf[kind](clientId));
            }}
          >
            {t(`clients.obstacle.${kind}`, { count })}
          </Link>
          {amounts.length === 0 ? null : ` · ${amounts.map(money).join(', ')}`}
        </li>
      ))}
    </ul>
  );
}
