import { ShoppingBasket } from 'lucide-react';
import type { OrderableProduct } from '../../../../preload/api/catalogue.ts';
import { useFieldText } from '../../../app/ErrorBanner.tsx';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Button, Card, EmptyState, Form, FormSection, FormTextArea } from '../../../ui/index.ts';
import { DraftStatus } from '../../../workbench/DraftStatus.tsx';
import { BasketLines } from './BasketLines.tsx';
import { BasketSummary } from './BasketSummary.tsx';
import { DiscountCode } from './DiscountCode.tsx';
import styles from './NewOrder.module.css';
import { Recommended } from './Recommended.tsx';
import type { Draft } from './ShopStep.tsx';
import type { useBasket } from './useBasket.ts';
import { useWhyNot } from './useWhyNot.ts';

export interface BasketStepProps {
  basket: ReturnType<typeof useBasket>;
  /** What can be ordered in the basket's currency. */
  offered: readonly OrderableProduct[];
  /** Goes back to the shop with a product. */
  onChoose: (productId: string) => void;
  draft: Draft;
}

/** Basket (spec 82-84): its lines, notes, the discount code, and what is recommended with it. */
export function BasketStep({ basket, offered, onChoose, draft }: BasketStepProps) {
  const t = useTranslate();
  const fieldText = useFieldText();
  const whyNot = useWhyNot(basket);
  const { form, values, total } = basket;
  if (values.items.length === 0) {
    return (
      <Card>
        <EmptyState
          icon={ShoppingBasket}
          title={t('orders.basket.empty')}
          action={<Button onPress={() => basket.go('shop')}>{t('orders.toShop')}</Button>}
        >
          {t('orders.basket.empty.text')}
        </EmptyState>
      </Card>
    );
  }
  return (
    <Form form={form} onSubmit={() => basket.go('checkout')} translate={fieldText} label={t('orders.step.basket')}>
      <div className={styles['columns']}>
        <div className={styles['fields']}>
          <BasketLines basket={basket} />
          <Card title={t('orders.discount')}>
            <DiscountCode basket={basket} />
          </Card>
          <FormSection>
            <FormTextArea name="notes" label={t('orders.notes')} description={t('orders.notes.text')} />
          </FormSection>
        </div>
        <aside className={styles['side']} aria-label={t('orders.summary')}>
          <BasketSummary values={values} quote={total.quote}>
            <Button variant="primary" isFullWidth whyDisabled={whyNot} onPress={() => basket.go('checkout')}>
              {t('orders.toCheckout')}
            </Button>
            <Button isFullWidth onPress={() => basket.go('shop')}>
              {t('orders.addAnother')}
            </Button>
            <DraftStatus {...draft} />
          </BasketSummary>
          {values.currency === null ? null : (
            <Recommended
              productIds={[...new Set(values.items.map(({ productId }) => productId))]}
              currency={values.currency}
              offered={new Set(offered.map(({ id }) => id))}
              onChoose={onChoose}
            />
          )}
        </aside>
      </div>
    </Form>
  );
}
