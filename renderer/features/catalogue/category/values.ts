import type { catalogue, Category } from '../../../../preload/api/catalogue.ts';
import type { Input } from '../../../../preload/api/contract.ts';

/** What the form of a category holds. */
export interface CategoryValues {
  name: string;
  isSubcategory: boolean;
  parentId: string | null;
  description: string;
  shortDescription: string;
}

export const newCategoryValues: CategoryValues = {
  name: '',
  isSubcategory: false,
  parentId: null,
  description: '',
  shortDescription: '',
};

export function categoryValues(category: Category): CategoryValues {
  const { name, parentId, description, shortDescription } = category;
  return { name, isSubcategory: parentId !== null, parentId, description, shortDescription };
}

export function categoryInput(values: CategoryValues): Input<typeof catalogue.createCategory> {
  const { isSubcategory, parentId, ...rest } = values;
  return { ...rest, parentId: isSubcategory ? parentId : null };
}
