import { useSearch } from '@tanstack/react-router';
import { PackageOpen } from 'lucide-react';
import { useEffect } from 'react';
import { isProvisional } from '../../../../preload/api/document-number.ts';
import type { Order } from '../../../../preload/api/orders.ts';
import { ErrorBanner } from '../../../app/ErrorBanner.tsx';
import { paths } from '../../../app/paths.ts';
import { toasts } from '../../../app/toasts.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Button, EmptyState, FormSection, PageHeader, Tabs } from '../../../ui/index.ts';
import { ClientPicker } from '../../clients/ClientPicker.tsx';
import { useGo } from '../../../workbench/useGo.ts';
import { useRegionFocus } from '../../../workbench/useRegionFocus.ts';
import { steps, type Step } from './basket.ts';
import { BasketStep } from './BasketStep.tsx';
import { CheckoutStep } from './CheckoutStep.tsx';
import styles from './NewOrder.module.css';
import { ShopStep } from './ShopStep.tsx';
import { useBasket } from './useBasket.ts';
import { useOrderLine } from './useOrderLine.ts';

/** Staff place an order on behalf of a client (X1). Each client has a form of its own. */
export function NewOrder() {
  const { client }: { client?: string } = useSearch({ strict: false });
  return <NewOrderForm key={client ?? ''} client={client} />;
}

/** Shop, basket, checkout (spec 81): one form, of which each step shows a part. */
function NewOrderForm({ client }: { client: string | undefined }) {
  const t = useTranslate();
  const go = useGo();
  const basket = useBasket(client ?? null, (placed: Order) => {
    // Of a team the hub is being asked just now: the order's page shows the number when it is there.
    const text = isProvisional(placed.number)
      ? t('orders.placed.unnumbered')
      : t('orders.placed', { number: placed.number });
    toasts.add({ tone: 'success', text });
    go(paths.order(placed.id), { replace: true });
  });
  const { values } = basket;
  const line = useOrderLine(client ?? null, values, (added, currency) => {
    basket.add(added, currency);
    basket.go('basket');
  });
  const page = useRegionFocus<HTMLDivElement>();
  // What is wrong with a line is mended in the basket.
  const hasLineErrors = basket.form.formState.errors.items !== undefined;
  const { go: goTo } = basket;
  useEffect(() => {
    if (hasLineErrors && basket.form.getValues('step') === 'checkout') goTo('basket');
  }, [hasLineErrors, basket.form, goTo]);
  const discard = (): void => {
    line.discard();
    basket.discard();
  };
  const draft = { isDraft: basket.isDraft || line.isDraft, onDiscard: discard };
  const choose = (id: string): void => {
    line.choose(id);
    basket.go('shop');
  };
  const panels: Record<Step, React.ReactNode> = {
    shop: <ShopStep line={line} itemCount={values.items.length} onBasket={() => basket.go('basket')} draft={draft} />,
    basket: <BasketStep basket={basket} offered={line.offered} onChoose={choose} draft={draft} />,
    checkout: <CheckoutStep basket={basket} draft={draft} />,
  };
  return (
    <>
      <PageHeader
        title={t('orders.new')}
        subtitle={t('orders.new.text')}
        crumbs={[{ label: t('nav.orders'), href: paths.orders }]}
      />
      <div ref={page} tabIndex={-1} className={styles['page']}>
        {line.error ? <ErrorBanner error={line.error.error} /> : null}
        {line.isNothingOffered && values.items.length === 0 ? (
          <EmptyState
            icon={PackageOpen}
            title={t('orders.noProducts')}
            action={<Button onPress={() => go(paths.catalogue)}>{t('orders.openCatalogue')}</Button>}
          >
            {t('orders.noProducts.text')}
          </EmptyState>
        ) : (
          <>
            <div className={styles['client']}>
              <FormSection>
                <ClientPicker control={basket.form.control} label={t('orders.client')} />
              </FormSection>
            </div>
            <Tabs
              label={t('orders.steps')}
              isFlush
              selected={values.step}
              onSelect={(id) => basket.go(id as Step)}
              items={steps.map((id) => ({
                id,
                label: t(`orders.step.${id}`),
                ...(id === 'basket' && values.items.length > 0 ? { count: values.items.length } : {}),
                content: <div className={styles['step']}>{panels[id]}</div>,
              }))}
            />
          </>
        )}
      </div>
    </>
  );
}
