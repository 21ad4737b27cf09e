import type { catalogue, Product } from '../../../../preload/api/catalogue.ts';
import type { Input } from '../../../../preload/api/contract.ts';
import { useFieldText } from '../../../app/ErrorBanner.tsx';
import { useCallForm } from '../../../app/form.ts';
import { useAction } from '../../../app/query.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Form, FormSection, Tabs } from '../../../ui/index.ts';
import { FormFooter } from '../../../workbench/FormFooter.tsx';
import { useMay } from '../../../workbench/useMay.ts';
import { TranslationsProvider } from '../translations/TranslationsProvider.tsx';
import { TranslationsTab } from '../translations/TranslationsTab.tsx';
import { useFormTexts } from '../translations/useFormTexts.ts';
import { useUndoable } from '../../../workbench/useUndo.ts';
import { undo } from '../undo-calls.ts';
import { ChoicesTab } from './choices/ChoicesTab.tsx';
import { CopyPrices } from './CopyPrices.tsx';
import { DetailsFields } from './DetailsFields.tsx';
import { ImageFields } from './ImageFields.tsx';
import { BundleFields, RecommendationFields } from './ListFields.tsx';
import { NotOrderable } from './NotOrderable.tsx';
import { ConvertedPrices } from './outlook/ConvertedPrices.tsx';
import { PriceOutlook } from './outlook/PriceOutlook.tsx';
import { RenewalsCard } from './outlook/RenewalsCard.tsx';
import { PriceFields } from './PriceFields.tsx';
import { ProvisioningFields } from './ProvisioningFields.tsx';
import { QuantityFields } from './QuantityFields.tsx';
import { RoomTab } from './RoomTab.tsx';
import { RevenueFields } from './RevenueFields.tsx';
import { AffiliateFields, PurchaseType, SaleFields } from './SaleFields.tsx';
import { updateSchema } from './schema.ts';
import { AdvancedFields, StoreFields } from './StoreFields.tsx';
import { useProductTab, type ProductTab } from './tabs.ts';
import { TrialFields } from './TrialFields.tsx';
import type { ProductChoices } from './useProductChoices.ts';
import { productInput, productValues, type ProductValues } from './values.ts';

/** The form of a stored product, in its sections; one Save for all of them. */
export function ProductEditor({ product, choices }: { product: Product; choices: ProductChoices }) {
  const t = useTranslate();
  const may = useMay();
  const fieldText = useFieldText();
  const update = useAction('catalogue', 'updateProduct');
  const told = useUndoable();
  const { form, submit, refusal, isDraft, discard } = useCallForm<
    ProductValues,
    Input<typeof catalogue.updateProduct>,
    Product
  >({
    id: `product/${product.id}`,
    onlyChanges: true,
    schema: updateSchema,
    defaults: productValues(product, choices.packages),
    followsStored: true,
    toInput: (values) => ({ id: product.id, ...productInput(values) }),
    save: update.mutateAsync,
    onSaved: (saved) => {
      takeOver(saved);
      told({
        text: t('product.saved'),
        entry: undo.productSaved(t('undo.what.product', { name: saved.name }), product, saved),
      });
    },
  });
  const takeOver = (saved: Product): void => form.reset(productValues(saved, choices.packages));
  const [tab, setTab] = useProductTab(form);
  const { isDirty, isSubmitting } = form.formState;
  const texts = useFormTexts(form, `product/${product.id}`);
  return (
    <TranslationsProvider owner={{ entity: 'product', id: product.id }} form={texts}>
      <NotOrderable product={product} onOpenTab={setTab} />
      <Form form={form} onSubmit={submit} translate={fieldText} label={product.name}>
        <Tabs
          label={t('product.tabs')}
          selected={tab}
          onSelect={(id) => setTab(id as ProductTab)}
          items={[
            {
              id: 'details',
              label: t('product.tab.details'),
              content: (
                <>
                  <FormSection>
                    <DetailsFields categories={choices.categories} />
                  </FormSection>
                  {form.watch('type') === 'bundle' ? <BundleFields form={form} product={product} /> : null}
                  <ImageFields product={product} />
                  <StoreFields form={form} product={product} />
                  <QuantityFields form={form} />
                  <AdvancedFields />
                </>
              ),
            },
            {
              id: 'billing',
              label: t('product.tab.billing'),
              content: (
                <>
                  <FormSection headingLevel={3} title={t('product.prices')} description={t('product.prices.text')}>
                    <PurchaseType form={form} />
                    <PriceFields form={form} />
                    <CopyPrices product={product} onCopied={takeOver} />
                    <PriceOutlook product={product} timeZone={choices.brand.timeZone} />
                    <ConvertedPrices product={product} brand={choices.brand} />
                  </FormSection>
                  <SaleFields form={form} brand={choices.brand} />
                  <AffiliateFields form={form} brand={choices.brand} />
                  <TrialFields form={form} productId={product.id} />
                  <RevenueFields form={form} brand={choices.brand} />
                  <RenewalsCard product={product} />
                </>
              ),
            },
            { id: 'options', label: t('product.tab.options'), content: <ChoicesTab product={product} kind="option" /> },
            {
              id: 'attributes',
              label: t('product.tab.attributes'),
              content: <ChoicesTab product={product} kind="attribute" />,
            },
            {
              id: 'provisioning',
              label: t('product.tab.provisioning'),
              content: (
                <ProvisioningFields
                  form={form}
                  connections={choices.connections}
                  packages={choices.packages}
                  headingLevel={3}
                  categories={choices.categories}
                />
              ),
            },
            {
              id: 'recommendations',
              label: t('product.tab.recommendations'),
              content: <RecommendationFields form={form} product={product} />,
            },
            {
              id: 'notifications',
              label: t('product.tab.notifications'),
              content: <RoomTab of="notifications" />,
            },
            { id: 'templates', label: t('product.tab.templates'), content: <RoomTab of="templates" /> },
            { id: 'translations', label: t('translations.tab'), content: <TranslationsTab /> },
          ]}
        />
        {/* The translations are saved by themselves: one Save at a time. */}
        {tab === 'translations' ? null : (
          <FormFooter
            refusal={refusal}
            isDraft={isDraft}
            onDiscard={discard}
            isDirty={isDirty}
            isBusy={isSubmitting}
            whyDisabled={may('catalogue.write')}
          />
        )}
      </Form>
    </TranslationsProvider>
  );
}
