import { Banknote } from 'lucide-react';
import { useEffect } from 'react';
import { useFieldText } from '../../../app/ErrorBanner.tsx';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Button, Form, FormDateField, FormRadioGroup, FormRow, FormSection, FormTextField } from '../../../ui/index.ts';
import { DraftStatus } from '../../../workbench/DraftStatus.tsx';
import { FormRefusal } from '../../../workbench/FormRefusal.tsx';
import { useMoneyText } from '../../../workbench/Money.tsx';
import { useMay } from '../../../workbench/useMay.ts';
import { usePaymentMethods } from '../usePaymentMethods.ts';
import { licensesIn } from './basket.ts';
import { BasketSummary } from './BasketSummary.tsx';
import summary from './LineSummary.module.css';
import styles from './NewOrder.module.css';
import { PriceChange } from './PriceChange.tsx';
import type { Draft } from './ShopStep.tsx';
import type { useBasket } from './useBasket.ts';
import { useWhyNot } from './useWhyNot.ts';

/** Checkout (spec 85): how it is paid; then the order alone, or the order with its payment in one act. */
export function CheckoutStep({ basket, draft }: { basket: ReturnType<typeof useBasket>; draft: Draft }) {
  const t = useTranslate();
  const fieldText = useFieldText();
  const money = useMoneyText();
  const may = useMay();
  const whyNot = useWhyNot(basket);
  const { form, values, total, today } = basket;
  const { receivedOn, paymentMethod } = values;
  const offered = usePaymentMethods().filter(({ isEnabled }) => isEnabled);
  // One that was switched off is not chosen for anybody.
  const first = offered.some(({ method }) => method === paymentMethod) ? undefined : offered[0]?.method;
  useEffect(() => {
    if (first !== undefined) form.setValue('paymentMethod', first);
  }, [first, form]);
  useEffect(() => {
    if (receivedOn === null) form.setValue('receivedOn', today);
  }, [receivedOn, today, form]);
  const whyDisabled = offered.length === 0 ? t('methods.none') : total.change ? t('orders.acceptFirst') : whyNot;
  const isBusy = form.formState.isSubmitting;
  const sum = total.quote?.total ? money(total.quote.total) : '—';
  // Trials alone: there is no payment to record, and the licenses are bought at once.
  const isFree = total.quote?.total?.amountMinor === 0;
  return (
    <Form form={form} onSubmit={() => undefined} translate={fieldText} label={t('orders.step.checkout')}>
      <div className={styles['columns']}>
        <div className={styles['fields']}>
          <FormSection title={t('orders.paymentMethod')}>
            <FormRadioGroup
              name="paymentMethod"
              label={t('orders.paymentMethod')}
              hideLabel
              variant="cards"
              options={offered.map(({ method, label }) => ({
                id: method,
                label,
                description: t(`orders.method.${method}.text`),
              }))}
            />
          </FormSection>
          {paymentMethod === 'account_balance' ? null : (
            <FormSection title={t('orders.received')} description={t('orders.received.text')}>
              <FormRow>
                <FormDateField name="receivedOn" label={t('payment.receivedOn')} max={today} />
                <FormTextField
                  name="reference"
                  label={t('payment.reference')}
                  description={t('payment.reference.text')}
                  maxLength={200}
                  spellCheck={false}
                />
              </FormRow>
            </FormSection>
          )}
        </div>
        <aside className={styles['side']} aria-label={t('orders.summary')}>
          <BasketSummary values={values} quote={total.quote}>
            <p className={summary['next']}>
              {t(isFree ? 'orders.checkout.free' : 'orders.checkout.text', {
                sum,
                count: licensesIn(values.items, total.quote) || 0,
              })}
            </p>
            {total.change ? <PriceChange change={total.change} onAccept={total.accept} /> : null}
            <FormRefusal refusal={basket.refusal} isKeyed />
            {isFree ? null : (
              <Button
                variant="primary"
                icon={Banknote}
                isFullWidth
                isBusy={isBusy}
                whyDisabled={may('billing.record') ?? whyDisabled}
                onPress={() => basket.place(true)}
              >
                {t('orders.placeAndPay')}
              </Button>
            )}
            <Button
              variant={isFree ? 'primary' : 'secondary'}
              isFullWidth
              isBusy={isBusy}
              whyDisabled={whyDisabled}
              onPress={() => basket.place(false)}
            >
              {t('orders.place')}
            </Button>
            <DraftStatus {...draft} />
          </BasketSummary>
        </aside>
      </div>
    </Form>
  );
}
