import { useParams } from '@tanstack/react-router';
import { Trash2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { promoCodes, type PromoCode } from '../../../preload/api/promo-codes.ts';
import { ErrorBanner, useFieldText } from '../../app/ErrorBanner.tsx';
import { useCallForm } from '../../app/form.ts';
import { paths } from '../../app/paths.ts';
import { call, useAction, useCall } from '../../app/query.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Button, ConfirmDialog, Form, Tabs } from '../../ui/index.ts';
import { History } from '../audit/History.tsx';
import { SyncMark } from '../team-hub/SyncMark.tsx';
import { DetailPane, DetailPending } from '../../workbench/DetailPane.tsx';
import { FormFooter } from '../../workbench/FormFooter.tsx';
import { useGo } from '../../workbench/useGo.ts';
import { useMay } from '../../workbench/useMay.ts';
import { useUndoable } from '../../workbench/useUndo.ts';
import { ActiveBadge } from './ActiveBadge.tsx';
import { PromoCodeFields } from './PromoCodeFields.tsx';
import { PromoUses } from './PromoUses.tsx';
import { promoCodeSaved } from './undo.ts';
import { inputOf, type PromoValues, valuesOf } from './values.ts';

const calls = { get: call('promoCodes', 'get'), update: call('promoCodes', 'update') };

export function PromoCodeDetail() {
  const t = useTranslate();
  const go = useGo();
  const may = useMay();
  const { id = '' }: { id?: string } = useParams({ strict: false });
  const [tab, setTab] = useState('details');
  const [isAsked, setAsked] = useState(false);
  const { data: promo, error } = useCall('promoCodes', 'get', { id });
  const remove = useAction('promoCodes', 'delete');
  if (!promo) return <DetailPending error={error} listPath={paths.promoCodes} />;
  return (
    <DetailPane
      title={promo.code}
      badge={
        <>
          <ActiveBadge isActive={promo.isActive} />
          <SyncMark record="promo_code" id={id} />
        </>
      }
      subtitle={promo.name}
      listPath={paths.promoCodes}
      isTabbed
      actions={
        <Button icon={Trash2} whyDisabled={may('catalogue.write')} onPress={() => setAsked(true)}>
          {t('promoCodes.delete')}
        </Button>
      }
    >
      <Tabs
        label={t('promoCodes.detail')}
        selected={tab}
        onSelect={setTab}
        items={[
          { id: 'details', label: t('promoCodes.details'), content: <Editor key={id} promo={promo} /> },
          {
            id: 'uses',
            label: t('promoCodes.uses'),
            count: promo.reserved + promo.committed,
            content: <PromoUses id={id} />,
          },
          { id: 'history', label: t('history.title'), content: <History entity="promo_code" id={id} /> },
        ]}
      />
      {isAsked ? (
        <ConfirmDialog
          isOpen
          tone="danger"
          title={t('promoCodes.delete.ask', { code: promo.code })}
          confirmLabel={t('promoCodes.delete')}
          isBusy={remove.isPending}
          error={remove.error ? <ErrorBanner error={remove.error.error} /> : undefined}
          onCancel={() => setAsked(false)}
          onConfirm={() => remove.mutate({ id }, { onSuccess: () => go(paths.promoCodes) })}
        >
          {t('promoCodes.delete.text')}
        </ConfirmDialog>
      ) : null}
    </DetailPane>
  );
}

/** A stored code, changed in place. */
function Editor({ promo }: { promo: PromoCode }) {
  const t = useTranslate();
  const may = useMay();
  const fieldText = useFieldText();
  const undoable = useUndoable();
  const update = useAction('promoCodes', 'update');
  const defaults = useMemo(() => valuesOf(promo), [promo]);
  const { form, submit, refusal, isDraft, discard } = useCallForm<PromoValues, object, PromoCode>({
    id: `promo-code/${promo.id}`,
    schema: promoCodes.update.input,
    defaults,
    followsStored: true,
    toInput: (values) => ({ id: promo.id, ...inputOf(values) }),
    save: (input) => update.mutateAsync(input as Parameters<typeof update.mutateAsync>[0]),
    onSaved: (saved) => {
      form.reset(valuesOf(saved));
      undoable({
        text: t('ui.saved'),
        entry: promoCodeSaved(calls, t('undo.what.promoCode', { code: saved.code }), promo, saved),
      });
    },
  });
  return (
    <Form form={form} onSubmit={submit} translate={fieldText} label={t('promoCodes.details')}>
      <PromoCodeFields form={form} />
      <FormFooter
        refusal={refusal}
        isDraft={isDraft}
        onDiscard={discard}
        isBusy={form.formState.isSubmitting}
        isDirty={form.formState.isDirty}
        whyDisabled={may('catalogue.write')}
      />
    </Form>
  );
}
