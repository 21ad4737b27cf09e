import { CalendarX } from 'lucide-react';
import { useState } from 'react';
import { contractProducts, type ContractProduct } from '../../../preload/api/contract-products.ts';
import { ErrorBanner, useFieldText } from '../../app/ErrorBanner.tsx';
import { useCallForm } from '../../app/form.ts';
import { useAction, useCall } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import { formatDate, lastDay } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import {
  Button,
  Card,
  ConfirmDialog,
  Dialog,
  Form,
  FormDateField,
  FormSection,
  KeyValue,
  Switch,
} from '../../ui/index.ts';
import { FormRefusal } from '../../workbench/FormRefusal.tsx';
import { recoverFocus } from '../../workbench/MasterDetail.tsx';
import { todayIn } from '../../workbench/today.ts';
import { useFirstFocus } from '../../workbench/useFirstFocus.ts';
import { useMay } from '../../workbench/useMay.ts';

const ended = new Set<ContractProduct['status']>(['Cancelled', 'Closed', 'Lapsed']);

/** The two dates of a contract product (spec 2.2), its period, its renewal, and how far the vendor is from it. */
export function ContractDates({ contract }: { contract: ContractProduct }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const may = useMay();
  const [isEnding, setEnding] = useState(false);
  const [isTurningOff, setTurningOff] = useState(false);
  const setAutoRenew = useAction('contractProducts', 'setAutoRenew');
  const current = contract.periods.find(({ number }) => number === contract.periodNo);
  const date = (day: string | null): string | null => (day === null ? null : formatDate(day, locale));
  const drift = contract.driftDays;
  const mayNot = may('contracts.write');
  const isEnded = ended.has(contract.status);
  return (
    <Card
      title={t('contracts.period')}
      headingLevel={3}
      actions={
        isEnded ? undefined : (
          <Button size="small" icon={CalendarX} whyDisabled={mayNot} onPress={() => setEnding(true)}>
            {t('contracts.serviceEnds.change')}
          </Button>
        )
      }
    >
      <KeyValue
        items={[
          {
            id: 'period',
            label: t('contracts.period'),
            value: current
              ? t('contracts.period.of', {
                  number: t('contracts.period.no', { number: current.number }),
                  from: formatDate(current.from, locale),
                  to: formatDate(lastDay(current.to), locale),
                })
              : null,
          },
          { id: 'anchor', label: t('contracts.period.anchor'), value: date(contract.anchorDate) },
          { id: 'billedTo', label: t('contracts.billedTo'), value: date(contract.billedTo) },
          {
            id: 'ends',
            label: t('contracts.serviceEnds'),
            value: date(contract.serviceEndsOn) ?? t('contracts.serviceEnds.none'),
          },
          {
            id: 'drift',
            label: t('contracts.drift'),
            value:
              drift === null
                ? null
                : drift === 0
                  ? t('contracts.drift.none')
                  : drift < 0
                    ? t('contracts.drift.earlier', { days: -drift })
                    : t('contracts.drift.later', { days: drift }),
          },
        ]}
      />
      <Switch
        label={t('contracts.autoRenew')}
        description={t(contract.autoRenew ? 'contracts.autoRenew.on' : 'contracts.autoRenew.off')}
        isSelected={contract.autoRenew}
        isDisabled={isEnded || mayNot !== undefined || setAutoRenew.isPending}
        onChange={(isOn) => (isOn ? setAutoRenew.mutate({ id: contract.id, autoRenew: true }) : setTurningOff(true))}
      />
      {setAutoRenew.error && !isTurningOff ? <ErrorBanner error={setAutoRenew.error.error} /> : null}
      {isTurningOff ? (
        <ConfirmDialog
          isOpen
          title={t('contracts.autoRenew.off.title')}
          confirmLabel={t('contracts.autoRenew.off.confirm')}
          isBusy={setAutoRenew.isPending}
          error={setAutoRenew.error ? <ErrorBanner error={setAutoRenew.error.error} /> : undefined}
          onCancel={() => setTurningOff(false)}
          onConfirm={() =>
            setAutoRenew.mutate({ id: contract.id, autoRenew: false }, { onSuccess: () => setTurningOff(false) })
          }
        >
          <p>{t('contracts.autoRenew.off.text')}</p>
        </ConfirmDialog>
      ) : null}
      {isEnding ? <ServiceEndDialog contract={contract} onClose={() => setEnding(false)} /> : null}
    </Card>
  );
}

function ServiceEndDialog({ contract, onClose }: { contract: ContractProduct; onClose: () => void }) {
  const t = useTranslate();
  const fieldText = useFieldText();
  const { data: brand } = useCall('brand', 'get', {});
  const save = useAction('contractProducts', 'setServiceEnd');
  const { form, submit, refusal } = useCallForm<{ serviceEndsOn: string | null }, object, ContractProduct>({
    id: `service-end/${contract.id}`,
    schema: contractProducts.setServiceEnd.input,
    defaults: { serviceEndsOn: contract.serviceEndsOn ?? contract.billedTo },
    toInput: ({ serviceEndsOn }) => ({ id: contract.id, serviceEndsOn }),
    save: (input) => save.mutateAsync(input as Parameters<typeof save.mutateAsync>[0]),
    onSaved: () => {
      toasts.add({ tone: 'success', text: t('contracts.serviceEnds.saved') });
      onClose();
      recoverFocus();
    },
  });
  useFirstFocus(form, 'serviceEndsOn');
  const isBusy = form.formState.isSubmitting;
  return (
    <Dialog
      isOpen
      size="small"
      isBusy={isBusy}
      title={t('contracts.serviceEnds.change')}
      subtitle={`${contract.productName} · ${contract.clientName}`}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose} isDisabled={isBusy}>
            {t('ui.cancel')}
          </Button>
          <Button variant="primary" isBusy={isBusy} onPress={() => void form.handleSubmit(submit)()}>
            {t('ui.save')}
          </Button>
        </>
      }
    >
      <Form form={form} onSubmit={submit} translate={fieldText} label={t('contracts.serviceEnds.change')}>
        <FormSection>
          <FormDateField
            name="serviceEndsOn"
            label={t('contracts.serviceEnds')}
            description={t('contracts.serviceEnds.text')}
            min={todayIn(brand?.timeZone)}
          />
          <FormRefusal refusal={refusal} />
        </FormSection>
      </Form>
    </Dialog>
  );
}
