import type { UseFormReturn } from 'react-hook-form';
import type { CategoryRow } from '../../../../preload/api/catalogue.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Checkbox, FormSection, FormSelect, FormTextArea, FormTextField } from '../../../ui/index.ts';
import { TranslateButton } from '../translations/TranslateButton.tsx';
import { categoryPath, possibleParents } from '../tree.ts';
import type { CategoryValues } from './values.ts';

export interface CategoryFieldsProps {
  form: UseFormReturn<CategoryValues>;
  categories: readonly CategoryRow[];
  /** Null for a new one. */
  id: string | null;
}

/** The fields of a category, in the order of the guide (spec items 20-23). */
export function CategoryFields({ form, categories, id }: CategoryFieldsProps) {
  const t = useTranslate();
  const parents = possibleParents(categories, id);
  const isSubcategory = form.watch('isSubcategory');
  const change = (isSelected: boolean): void => {
    form.setValue('isSubcategory', isSelected, { shouldDirty: true });
    // There is a parent from the first moment, so that the form cannot be left in between.
    if (isSelected && form.getValues('parentId') === null) {
      form.setValue('parentId', parents[0]?.id ?? null, { shouldDirty: true });
    }
  };
  return (
    <FormSection>
      <FormTextField
        name="name"
        label={t('category.name')}
        labelAside={<TranslateButton field="name" label={t('category.name')} />}
        placeholder={t('category.name.placeholder')}
        isRequired
        maxLength={200}
      />
      <Checkbox
        name="isSubcategory"
        label={t('category.isSubcategory')}
        description={parents.length === 0 ? t('category.isSubcategory.none') : undefined}
        isDisabled={parents.length === 0}
        isSelected={isSubcategory}
        onChange={change}
      />
      {isSubcategory ? (
        <FormSelect
          name="parentId"
          label={t('category.parent')}
          isRequired
          options={parents.map((parent) => ({ id: parent.id, label: categoryPath(categories, parent.id) }))}
        />
      ) : null}
      <FormTextArea
        name="description"
        label={t('category.description')}
        labelAside={<TranslateButton field="description" label={t('category.description')} />}
        description={t('category.description.text')}
      />
      <FormTextArea
        name="shortDescription"
        label={t('category.short')}
        labelAside={<TranslateButton field="shortDescription" label={t('category.short')} />}
        description={t('category.short.text')}
        rows={2}
        maxLength={500}
      />
    </FormSection>
  );
}
