import { useSearch } from '@tanstack/react-router';
import { PackageOpen } from 'lucide-react';
import { ErrorBanner, useFieldText } from '../../app/ErrorBanner.tsx';
import { paths } from '../../app/paths.ts';
import { toasts } from '../../app/toasts.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Button, EmptyState, Form, FormSection, PageHeader } from '../../ui/index.ts';
import { ClientPicker } from '../clients/ClientPicker.tsx';
import { DraftStatus } from '../../workbench/DraftStatus.tsx';
import { FormRefusal } from '../../workbench/FormRefusal.tsx';
import { useGo } from '../../workbench/useGo.ts';
import { useRegionFocus } from '../../workbench/useRegionFocus.ts';
import { NewOrderChoices } from './NewOrderChoices.tsx';
import { NewOrderDetails } from './NewOrderDetails.tsx';
import { NewOrderProduct } from './NewOrderProduct.tsx';
import { NewOrderSummary } from './NewOrderSummary.tsx';
import { NewOrderTrial } from './NewOrderTrial.tsx';
import styles from './NewOrder.module.css';
import { PriceChange } from './PriceChange.tsx';
import { Recommended } from './Recommended.tsx';
import { usePlaceOrder } from './usePlaceOrder.ts';

/** Staff place an order on behalf of a client (X1). Each client has a form of its own. */
export function NewOrder() {
  const { client }: { client?: string } = useSearch({ strict: false });
  return <NewOrderForm key={client ?? ''} client={client} />;
}

function NewOrderForm({ client }: { client: string | undefined }) {
  const t = useTranslate();
  const go = useGo();
  const fieldText = useFieldText();
  const order = usePlaceOrder(client ?? null, (placed) => {
    toasts.add({ tone: 'success', text: t('orders.placed', { number: placed.number }) });
    go(paths.order(placed.id), { replace: true });
  });
  const { form } = order;
  const page = useRegionFocus<HTMLDivElement>();
  const isEmpty = !order.isLoading && order.error === null && order.offered.length === 0;
  return (
    <>
      <PageHeader
        title={t('orders.new')}
        subtitle={t('orders.new.text')}
        crumbs={[{ label: t('nav.orders'), href: paths.orders }]}
      />
      <div ref={page} tabIndex={-1} className={styles['page']}>
        {order.error ? <ErrorBanner error={order.error.error} /> : null}
        {isEmpty ? (
          <EmptyState
            icon={PackageOpen}
            title={t('orders.noProducts')}
            action={<Button onPress={() => go(paths.catalogue)}>{t('orders.openCatalogue')}</Button>}
          >
            {t('orders.noProducts.text')}
          </EmptyState>
        ) : (
          <Form form={form} onSubmit={order.submit} translate={fieldText} label={t('orders.new')}>
            <div className={styles['columns']}>
              <div className={styles['fields']}>
                <FormSection>
                  <ClientPicker control={form.control} label={t('orders.client')} />
                </FormSection>
                <NewOrderProduct
                  offered={order.offered}
                  currencies={order.currencies}
                  terms={order.terms}
                  values={order.values}
                  brandCurrency={order.brandCurrency}
                />
                {order.product ? <NewOrderChoices product={order.product} values={order.values} /> : null}
                {order.offer ? <NewOrderTrial offer={order.offer} price={order.priceText} /> : null}
                <NewOrderDetails product={order.product} values={order.values} />
              </div>
              <aside className={styles['side']} aria-label={t('orders.summary')}>
                <NewOrderSummary
                  values={order.values}
                  product={order.product}
                  total={order.total}
                  isTrial={order.isTrial}
                >
                  {order.change ? <PriceChange change={order.change} onAccept={order.acceptPrice} /> : null}
                  <FormRefusal refusal={order.refusal} isKeyed />
                  <Button
                    type="submit"
                    variant="primary"
                    isFullWidth
                    isBusy={form.formState.isSubmitting}
                    whyDisabled={order.change ? t('orders.acceptFirst') : undefined}
                  >
                    {t('orders.place')}
                  </Button>
                  <DraftStatus isDraft={order.isDraft} onDiscard={order.discard} />
                </NewOrderSummary>
                {order.product && order.values.currency !== null ? (
                  <Recommended
                    productId={order.product.id}
                    currency={order.values.currency}
                    offered={new Set(order.offered.map(({ id }) => id))}
                    onChoose={order.choose}
                  />
                ) : null}
              </aside>
            </div>
          </Form>
        )}
      </div>
    </>
  );
}
