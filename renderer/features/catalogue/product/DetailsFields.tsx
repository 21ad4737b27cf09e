import type { CategoryRow } from '../../../../preload/api/catalogue.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { FormCheckbox, FormRow, FormSelect, FormTextArea, FormTextField } from '../../../ui/index.ts';
import { categoryPath } from '../tree.ts';

/** What the product is (spec items 26-31). */
export function DetailsFields({ categories }: { categories: readonly CategoryRow[] }) {
  const t = useTranslate();
  return (
    <>
      <FormRow>
        <FormSelect
          name="categoryId"
          label={t('product.category')}
          isRequired
          options={categories.map(({ id }) => ({ id, label: categoryPath(categories, id) }))}
        />
        <FormSelect
          name="type"
          label={t('product.type')}
          isRequired
          options={[{ id: 'single', label: t('product.type.single') }]}
        />
      </FormRow>
      <FormRow>
        <FormCheckbox name="isActive" label={t('product.isActive')} description={t('product.isActive.text')} />
        <FormCheckbox name="isVisible" label={t('product.isVisible')} description={t('product.isVisible.text')} />
      </FormRow>
      <FormTextField
        name="name"
        label={t('product.name')}
        placeholder={t('product.name.placeholder')}
        isRequired
        maxLength={200}
      />
      <FormTextArea
        name="description"
        label={t('product.description')}
        description={t('product.description.text')}
        rows={2}
      />
    </>
  );
}
