import { useQuery } from '@tanstack/react-query';
import { Merge } from 'lucide-react';
import { useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import type { Client, MergePlan } from '../../../preload/api/clients.ts';
import type { CallError } from '../../app/api.ts';
import { ErrorBanner, useFieldText } from '../../app/ErrorBanner.tsx';
import { fieldMessage } from '../../app/form.ts';
import { paths } from '../../app/paths.ts';
import { call, useAction } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Banner, Button, Card, Dialog, KeyValue } from '../../ui/index.ts';
import { useMoneyText } from '../../workbench/Money.tsx';
import { useGo } from '../../workbench/useGo.ts';
import { ClientPicker } from './ClientPicker.tsx';
import { clientName } from './name.ts';
import { TypedCode } from './TypedCode.tsx';
import styles from './ClientDetail.module.css';

/** Makes this record part of another one of the same client: shows what moves, and merges after a typed code. */
export function MergeClient({ client, onClose }: { client: Client; onClose: () => void }) {
  const t = useTranslate();
  const go = useGo();
  const fieldText = useFieldText();
  const [code, setCode] = useState('');
  const { control } = useForm<{ clientId: string | null }>({ defaultValues: { clientId: null } });
  const into = useWatch({ control, name: 'clientId' });
  const merge = useAction('clients', 'merge');
  // Read anew for each choice: a code is good for some minutes.
  const plan = useQuery<MergePlan, CallError>({
    queryKey: ['client-merge', client.id, client.updatedAt, into],
    queryFn: () => call('clients', 'prepareMerge')({ from: client.id, into: into ?? '' }),
    enabled: into !== null,
    gcTime: 0,
    staleTime: 0,
    retry: false,
  });
  const refusal = merge.error?.error;
  const complaint = refusal?.fields?.['code'];
  const wrongChoice = plan.error?.error.fields?.['into'];
  const submit = (): void => {
    if (into === null || merge.isPending) return;
    merge.mutate(
      { from: client.id, into, code },
      {
        onSuccess: (remaining) => {
          toasts.add({ tone: 'success', text: t('clients.merged', { name: clientName(remaining) }) });
          onClose();
          go(paths.client(remaining.id), { replace: true });
        },
      },
    );
  };
  return (
    <Dialog
      isOpen
      isBusy={merge.isPending}
      onClose={onClose}
      title={t('clients.merge.ask', { name: clientName(client) })}
      subtitle={client.email}
      footer={
        <>
          <Button onPress={onClose} isDisabled={merge.isPending}>
            {t('ui.cancel')}
          </Button>
          <Button
            variant="danger"
            icon={Merge}
            isBusy={merge.isPending}
            isDisabled={plan.data === undefined}
            onPress={submit}
          >
            {t('clients.merge.confirm')}
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
        <p>{t('clients.merge.text', { name: clientName(client) })}</p>
        <ClientPicker control={control} label={t('clients.merge.into')} />
        {wrongChoice ? <Banner tone="danger" live="alert" title={fieldText(fieldMessage(wrongChoice))} /> : null}
        {plan.error && !wrongChoice ? <ErrorBanner error={plan.error.error} /> : null}
        {plan.data ? (
          <>
            <Preview plan={plan.data} />
            <TypedCode code={plan.data.code} value={code} onChange={setCode} complaint={complaint} />
          </>
        ) : null}
        {refusal && complaint === undefined ? <ErrorBanner error={refusal} /> : null}
      </form>
    </Dialog>
  );
}

function Preview({ plan }: { plan: MergePlan }) {
  const t = useTranslate();
  const money = useMoneyText();
  return (
    <Card title={t('clients.merge.moves')} headingLevel={3}>
      <KeyValue
        items={[
          ...(plan.moves.length === 0
            ? [{ id: 'none', label: t('clients.merge.moves'), value: t('clients.merge.nothing') }]
            : plan.moves.map(({ kind, count }) => ({
                id: kind,
                label: t(`clients.merge.moves.${kind}`),
                value: String(count),
              }))),
          ...(plan.from.notes === ''
            ? []
            : [{ id: 'notes', label: t('clients.notes'), value: t('clients.merge.notes') }]),
          ...(plan.balances.length === 0
            ? []
            : [{ id: 'balance', label: t('clients.merge.balance'), value: plan.balances.map(money).join(', ') }]),
          { id: 'stays', label: t('clients.merge.stays'), value: t('clients.merge.stays.text') },
        ]}
      />
    </Card>
  );
}
