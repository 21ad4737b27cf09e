import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { orders } from '../../../../preload/api/orders.ts';
import { ErrorBanner, useFieldText } from '../../../app/ErrorBanner.tsx';
import { useCallForm } from '../../../app/form.ts';
import { useAction } from '../../../app/query.ts';
import { useTranslate, type Translate } from '../../../i18n/provider.tsx';
import { Card, Dialog, Form, FormSection, FormTextField, IconButton, StaticTable, Switch } from '../../../ui/index.ts';
import type { TableColumn } from '../../../ui/index.ts';
import { FormFooter } from '../../../workbench/FormFooter.tsx';
import { useMay } from '../../../workbench/useMay.ts';
import { type ShownMethod, usePaymentMethods } from '../../orders/usePaymentMethods.ts';

/** How orders can be paid (X3): each way can be renamed and switched off. Each change is stored at once. */
export function PaymentMethods() {
  const t = useTranslate();
  const may = useMay();
  const methods = usePaymentMethods();
  const set = useAction('orders', 'setPaymentMethod');
  const [renamed, setRenamed] = useState<ShownMethod | null>(null);
  const isLocked = may('brand.write') !== undefined;
  return (
    <Card title={t('methods.title')} description={t('methods.text')} isFlush>
      {set.error ? <ErrorBanner error={set.error.error} /> : null}
      <StaticTable
        label={t('methods.title')}
        rows={[...methods]}
        rowId={({ method }) => method}
        columns={columns(t, {
          isLocked,
          onSwitch: ({ method, name }, isEnabled) => set.mutate({ method, name, isEnabled }),
          onRename: setRenamed,
        })}
      />
      {renamed === null ? null : <Rename method={renamed} onClose={() => setRenamed(null)} />}
    </Card>
  );
}

interface Acts {
  isLocked: boolean;
  onSwitch: (method: ShownMethod, isEnabled: boolean) => void;
  onRename: (method: ShownMethod) => void;
}

const columns = (t: Translate, { isLocked, onSwitch, onRename }: Acts): TableColumn<ShownMethod>[] => [
  { id: 'name', header: t('methods.name'), minWidth: 140, cell: ({ label }) => label },
  {
    id: 'kind',
    header: t('methods.kind'),
    minWidth: 140,
    isMuted: true,
    cell: ({ method }) => t(`orders.method.${method}`),
  },
  {
    id: 'enabled',
    header: t('methods.enabled'),
    width: 110,
    cell: (row) => (
      <Switch
        label={t('methods.offer', { name: row.label })}
        hideLabel
        isSelected={row.isEnabled}
        isDisabled={isLocked}
        onChange={(isEnabled) => onSwitch(row, isEnabled)}
      />
    ),
  },
  {
    id: 'acts',
    header: t('taxRates.acts'),
    width: 72,
    align: 'end',
    cell: (row) => (
      <IconButton
        size="small"
        icon={Pencil}
        isDisabled={isLocked}
        label={t('methods.rename', { name: row.label })}
        onPress={() => onRename(row)}
      />
    ),
  },
];

function Rename({ method, onClose }: { method: ShownMethod; onClose: () => void }) {
  const t = useTranslate();
  const fieldText = useFieldText();
  const set = useAction('orders', 'setPaymentMethod');
  const title = t('methods.rename', { name: t(`orders.method.${method.method}`) });
  const { form, submit, refusal, isDraft, discard } = useCallForm<{ name: string }, object, unknown>({
    id: `payment-method/${method.method}`,
    schema: orders.setPaymentMethod.input,
    defaults: { name: method.name },
    toInput: ({ name }) => ({ method: method.method, isEnabled: method.isEnabled, name }),
    save: (input) => set.mutateAsync(input as Parameters<typeof set.mutateAsync>[0]),
    onSaved: onClose,
  });
  const isBusy = form.formState.isSubmitting;
  return (
    <Dialog isOpen size="small" title={title} isBusy={isBusy} onClose={onClose}>
      <Form form={form} onSubmit={submit} translate={fieldText} label={title}>
        <FormSection>
          <FormTextField
            name="name"
            label={t('methods.name')}
            description={t('methods.name.text')}
            placeholder={t(`orders.method.${method.method}`)}
            maxLength={60}
          />
        </FormSection>
        <FormFooter refusal={refusal} isDraft={isDraft} onDiscard={discard} isBusy={isBusy} onCancel={onClose} />
      </Form>
    </Dialog>
  );
}
