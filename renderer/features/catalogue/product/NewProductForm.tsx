import { useEffect } from 'react';
import type { catalogue, Product } from '../../../../preload/api/catalogue.ts';
import type { Input } from '../../../../preload/api/contract.ts';
import { useFieldText } from '../../../app/ErrorBanner.tsx';
import { useCallForm } from '../../../app/form.ts';
import { paths } from '../../../app/paths.ts';
import { useAction } from '../../../app/query.ts';
import { toasts } from '../../../app/toasts.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Button, Form, FormActions, FormSection } from '../../../ui/index.ts';
import { DraftStatus } from '../../../workbench/DraftStatus.tsx';
import { FormRefusal } from '../../../workbench/FormRefusal.tsx';
import { useGo } from '../../../workbench/useGo.ts';
import { useMay } from '../../../workbench/useMay.ts';
import { DetailsFields } from './DetailsFields.tsx';
import { BundleFields } from './ListFields.tsx';
import { PriceFields } from './PriceFields.tsx';
import { ProvisioningFields } from './ProvisioningFields.tsx';
import { createSchema } from './schema.ts';
import type { ProductChoices } from './useProductChoices.ts';
import { defaultConnection, newProductValues, productInput, type ProductValues } from './values.ts';

/** All that a product needs to be sold, in one form: after one Create it can be ordered. */
export function NewProductForm({ choices, categoryId }: { choices: ProductChoices; categoryId: string | null }) {
  const t = useTranslate();
  const go = useGo();
  const may = useMay();
  const fieldText = useFieldText();
  const create = useAction('catalogue', 'createProduct');
  const { form, submit, refusal, isDraft, discard } = useCallForm<
    ProductValues,
    Input<typeof catalogue.createProduct>,
    Product
  >({
    id: 'product/new',
    schema: createSchema,
    defaults: newProductValues({
      categoryId,
      currency: choices.brand.defaultCurrency,
      connectionId: defaultConnection(choices.connections),
    }),
    toInput: (values) => ({
      ...productInput(values),
      ...(values.type === 'bundle' ? { connectionId: null, packageIdentifier: '' } : {}),
    }),
    save: create.mutateAsync,
    onSaved: (product) => {
      const isReady = product.notOrderable.length === 0;
      toasts.add({
        tone: 'success',
        text: t('product.created'),
        ...(isReady
          ? {
              detail: t('product.created.ready'),
              action: { label: t('product.order'), onAction: () => go(paths.newOrder()) },
            }
          : {}),
      });
      go(paths.catalogueProduct(product.id), { replace: true });
    },
  });
  const isBundle = form.watch('type') === 'bundle';
  const { setFocus } = form;
  useEffect(() => setFocus('name'), [setFocus]);
  return (
    <Form form={form} onSubmit={submit} translate={fieldText} label={t('product.new')}>
      <FormSection headingLevel={3} title={t('product.tab.details')}>
        <DetailsFields categories={choices.categories} />
      </FormSection>
      {isBundle ? <BundleFields form={form} product={null} /> : null}
      <FormSection headingLevel={3} title={t('product.prices')} description={t('product.prices.text')}>
        <PriceFields form={form} />
      </FormSection>
      {/* What is bought for a bundle is what its products say. */}
      {isBundle ? null : (
        <ProvisioningFields
          form={form}
          connections={choices.connections}
          packages={choices.packages}
          headingLevel={3}
        />
      )}
      <FormRefusal refusal={refusal} />
      <FormActions status={<DraftStatus isDraft={isDraft} onDiscard={discard} />}>
        <Button onPress={() => go(paths.catalogue)}>{t('ui.cancel')}</Button>
        <Button
          type="submit"
          variant="primary"
          isBusy={form.formState.isSubmitting}
          whyDisabled={may('catalogue.write')}
        >
          {t('ui.create')}
        </Button>
      </FormActions>
    </Form>
  );
}
