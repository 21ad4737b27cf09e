import { ShoppingBasket } from 'lucide-react';
import { useFieldText } from '../../../app/ErrorBanner.tsx';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Button, Form } from '../../../ui/index.ts';
import { DraftStatus } from '../../../workbench/DraftStatus.tsx';
import { useMoneyText } from '../../../workbench/Money.tsx';
import { LineChoices } from './LineChoices.tsx';
import { LineDetails } from './LineDetails.tsx';
import { LineProduct } from './LineProduct.tsx';
import { LineSummary } from './LineSummary.tsx';
import { LineTrial } from './LineTrial.tsx';
import styles from './NewOrder.module.css';
import type { useOrderLine } from './useOrderLine.ts';

/** What the draft line of each step gets. */
export interface Draft {
  readonly isDraft: boolean;
  readonly onDiscard: () => void;
}

export interface ShopStepProps {
  line: ReturnType<typeof useOrderLine>;
  /** Lines in the basket already. */
  itemCount: number;
  onBasket: () => void;
  draft: Draft;
}

/** Shop (spec 82): a product with its term, quantity and choices, put into the basket. */
export function ShopStep({ line, itemCount, onBasket, draft }: ShopStepProps) {
  const t = useTranslate();
  const fieldText = useFieldText();
  const money = useMoneyText();
  const { form, product, values } = line;
  return (
    <Form form={form} onSubmit={line.submit} translate={fieldText} label={t('orders.step.shop')}>
      <div className={styles['columns']}>
        <div className={styles['fields']}>
          <LineProduct
            offered={line.offered}
            currencies={line.currencies}
            terms={line.terms}
            values={values}
            preferredCurrency={line.preferredCurrency}
          />
          {product ? <LineChoices product={product} values={values} source={line.source} /> : null}
          {line.offer ? <LineTrial offer={line.offer} price={line.quote?.unit ? money(line.quote.unit) : '—'} /> : null}
          <LineDetails product={product} values={values} />
        </div>
        <aside className={styles['side']} aria-label={t('orders.summary')}>
          <LineSummary values={values} product={product} quote={line.quote} isTrial={line.isTrial}>
            <Button
              type="submit"
              variant="primary"
              icon={ShoppingBasket}
              isFullWidth
              isBusy={form.formState.isSubmitting}
            >
              {t('orders.addToBasket')}
            </Button>
            {itemCount === 0 ? null : (
              <Button isFullWidth onPress={onBasket}>
                {t('orders.toBasket')}
              </Button>
            )}
            <DraftStatus {...draft} />
          </LineSummary>
        </aside>
      </div>
    </Form>
  );
}
