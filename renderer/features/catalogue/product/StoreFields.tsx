import type { UseFormReturn } from 'react-hook-form';
import type { Product } from '../../../../preload/api/catalogue.ts';
import { useAction } from '../../../app/query.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Button, FormRow, FormSection, FormTextField } from '../../../ui/index.ts';
import { StoreLink } from './StoreLink.tsx';
import styles from './StoreFields.module.css';
import type { ProductValues } from './values.ts';

/** Where the store shows it (spec item 33). */
export function StoreFields({ form, product }: { form: UseFormReturn<ProductValues>; product: Product }) {
  const t = useTranslate();
  const suggest = useAction('catalogue', 'suggestSlug');
  const slug = form.watch('slug');
  const fromName = (): void =>
    suggest.mutate(
      { name: form.getValues('name'), productId: product.id },
      {
        onSuccess: (found) => form.setValue('slug', found.slug, { shouldDirty: true, shouldValidate: true }),
      },
    );
  return (
    <FormSection headingLevel={3} title={t('product.store')}>
      <div className={styles['link']}>
        <FormTextField
          name="slug"
          label={t('product.slug')}
          description={t('product.slug.text')}
          isRequired
          isMono
          maxLength={80}
        />
        <div className={styles['actions']}>
          <Button size="small" isBusy={suggest.isPending} onPress={fromName}>
            {t('product.slug.fromName')}
          </Button>
        </div>
        <StoreLink slug={product.slug} isChanged={slug !== product.slug} />
      </div>
    </FormSection>
  );
}

/** What it is found and reported by (spec items 38, 39). */
export function AdvancedFields() {
  const t = useTranslate();
  return (
    <FormSection headingLevel={3} title={t('product.advanced')}>
      <FormRow>
        <FormTextField
          name="reportCode1"
          label={t('product.reportCode1')}
          description={t('product.reportCode.text')}
          maxLength={60}
        />
        <FormTextField name="reportCode2" label={t('product.reportCode2')} maxLength={60} />
      </FormRow>
      <FormTextField
        name="keywords"
        label={t('product.keywords')}
        description={t('product.keywords.text')}
        maxLength={500}
      />
    </FormSection>
  );
}
