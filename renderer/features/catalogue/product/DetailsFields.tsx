import type { CategoryRow } from '../../../../preload/api/catalogue.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { FormCheckbox, FormRow, FormSelect, FormTextArea, FormTextField } from '../../../ui/index.ts';
import { TranslateButton } from '../translations/TranslateButton.tsx';
import { categoryPath } from '../tree.ts';

export interface DetailsFieldsProps {
  categories: readonly CategoryRow[];
}

/** What the product is (spec items 26-31). */
export function DetailsFields({ categories }: DetailsFieldsProps) {
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
          options={(['single', 'bundle'] as const).map((id) => ({
            id,
            label: t(`product.type.${id}`),
          }))}
        />
      </FormRow>
      <FormRow>
        <FormCheckbox name="isActive" label={t('product.isActive')} description={t('product.isActive.text')} />
        <FormCheckbox name="isVisible" label={t('product.isVisible')} description={t('product.isVisible.text')} />
      </FormRow>
      <FormTextField
        name="name"
        label={t('product.name')}
        labelAside={<TranslateButton field="name" label={t('product.name')} />}
        placeholder={t('product.name.placeholder')}
        isRequired
        maxLength={200}
      />
      <FormTextArea
        name="description"
        label={t('product.description')}
        labelAside={<TranslateButton field="description" label={t('product.description')} />}
        description={t('product.description.text')}
        rows={2}
      />
    </>
  );
}
