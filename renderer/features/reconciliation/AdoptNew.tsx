import { KeyRound } from 'lucide-react';
import { useEffect } from 'react';
import { useWatch } from 'react-hook-form';
import type { Price } from '../../../preload/api/catalogue.ts';
import { reconciliation, type FindingDetail } from '../../../preload/api/reconciliation.ts';
import { ErrorBanner, useFieldText } from '../../app/ErrorBanner.tsx';
import { useCallForm } from '../../app/form.ts';
import { useAction } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import { formatDate, formatMoney } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Banner, Button, Form, FormSection, FormSelect } from '../../ui/index.ts';
import { recoverFocus } from '../../workbench/MasterDetail.tsx';
import { useOnce } from '../../workbench/useOnce.ts';
import { ClientPicker } from '../clients/ClientPicker.tsx';
import styles from './Adopt.module.css';
import type { AdoptProps } from './AdoptDialog.tsx';

interface Values {
  clientId: string | null;
  productId: string | null;
  /** Term and currency in one: `1 EUR`. */
  price: string | null;
  [key: string]: string | null;
}

/** An orphan becomes a new product of a client: an order of nothing, and the price from the catalogue for what follows. */
export function AdoptNew({ finding, onClose, onBusy }: AdoptProps & { onBusy: (isBusy: boolean) => void }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const fieldText = useFieldText();
  const adopt = useAction('reconciliation', 'adoptNew');
  const once = useOnce<Values>();
  const products = finding.adopt?.products ?? [];
  const { form, submit, refusal } = useCallForm<Values, object, FindingDetail>({
    id: `adopt/${finding.id}`,
    schema: reconciliation.adoptNew.input,
    defaults: {
      clientId: null,
      productId: products[0]?.id ?? null,
      price: priceOf(products[0]?.prices ?? [], finding.adopt?.suggestedTerm ?? null),
    },
    toInput: ({ clientId, productId, price }) => {
      const [termMonths, currency] = price?.split(' ') ?? [];
      return {
        id: finding.id,
        clientId: clientId ?? undefined,
        productId: productId ?? undefined,
        termMonths: termMonths === undefined ? undefined : Number(termMonths),
        currency,
      };
    },
    // The form's schema has checked the input before this is called.
    save: (input) => adopt.mutateAsync(input as Parameters<typeof adopt.mutateAsync>[0]),
    onSaved: () => {
      once.done();
      toasts.add({ tone: 'success', text: t('adopt.done') });
      onClose();
      recoverFocus();
    },
  });
  const isSubmitting = form.formState.isSubmitting || adopt.isPending;
  useEffect(() => onBusy(isSubmitting), [onBusy, isSubmitting]);
  const productId = useWatch({ control: form.control, name: 'productId' });
  const prices = products.find(({ id }) => id === productId)?.prices ?? [];
  const price = useWatch({ control: form.control, name: 'price' });
  const isPrice = prices.some(({ termMonths, currency }) => `${termMonths} ${currency}` === price);
  useEffect(() => {
    // Another product has other prices.
    if (!isPrice) form.setValue('price', priceOf(prices, finding.adopt?.suggestedTerm ?? null));
  });
  const until = finding.sides.find(({ field }) => field === 'expiry')?.theirs ?? null;
  if (products.length === 0) return <Banner tone="warning">{t('adopt.noProduct')}</Banner>;
  return (
    <Form form={form} onSubmit={() => undefined} translate={fieldText} label={t('adopt.new')}>
      <FormSection>
        <ClientPicker control={form.control} label={t('adopt.client')} />
        <FormSelect
          name="productId"
          label={t('adopt.catalogueProduct')}
          options={products.map(({ id, name }) => ({ id, label: name }))}
          isRequired
        />
        <FormSelect
          name="price"
          label={t('adopt.term')}
          options={prices.map(({ termMonths, currency, amountMinor }) => ({
            id: `${termMonths} ${currency}`,
            label: `${t(`term.${termMonths}`)} · ${formatMoney(amountMinor, currency, locale)}`,
          }))}
          isRequired
        />
        <p className={styles['muted']}>
          {until === null ? t('adopt.new.text.noDate') : t('adopt.new.text', { date: formatDate(until, locale) })}
        </p>
        {refusal ? <ErrorBanner error={refusal} /> : null}
        <div className={styles['acts']}>
          <Button onPress={onClose} isDisabled={isSubmitting}>
            {t('ui.cancel')}
          </Button>
          <Button
            variant="primary"
            icon={KeyRound}
            isBusy={isSubmitting}
            onPress={() => void form.handleSubmit(once.guard(submit))()}
          >
            {t('adopt.confirm')}
          </Button>
        </div>
      </FormSection>
    </Form>
  );
}

/** The price for the term that the license has at the vendor, else the first one; null: there is none. */
function priceOf(prices: readonly Price[], term: number | null): string | null {
  const price = prices.find(({ termMonths }) => termMonths === term) ?? prices[0];
  return price ? `${price.termMonths} ${price.currency}` : null;
}
