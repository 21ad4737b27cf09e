import type { Translatable, TranslatableField } from '../../../preload/api/translations.ts';
import type { TableName } from '../store/index.ts';

export interface TextColumn {
  readonly field: TranslatableField;
  readonly column: string;
  readonly isMultiline: boolean;
  readonly maxLength: number;
  /** The text in the default language cannot be empty. */
  readonly isRequired: boolean;
}

/** Where a record's texts stand. `from`: SQL of those that are not deleted, as `e`; `owner`: what is open to edit it. */
export interface Entity {
  readonly table: TableName;
  readonly texts: readonly TextColumn[];
  readonly from: string;
  readonly owner: string;
}

const name: TextColumn = { field: 'name', column: 'name', isMultiline: false, maxLength: 200, isRequired: true };
const description: TextColumn = {
  field: 'description',
  column: 'description',
  isMultiline: true,
  maxLength: 20_000,
  isRequired: false,
};
const option = (kind: 'option' | 'attribute'): Entity => ({
  table: 'product_option',
  texts: [name],
  from: `product_option e JOIN product p ON p.id = e.product_id AND p.deleted_at IS NULL
    AND e.kind = '${kind}' AND e.deleted_at IS NULL`,
  owner: 'e.product_id',
});
const value = (kind: 'option' | 'attribute'): Entity => ({
  table: 'option_value',
  texts: [name],
  from: `option_value e JOIN product_option o ON o.id = e.option_id AND o.kind = '${kind}' AND o.deleted_at IS NULL
    JOIN product p ON p.id = o.product_id AND p.deleted_at IS NULL`,
  owner: 'o.product_id',
});

/** Every text of the catalogue that clients see (spec 15). What comes later (templates) is added here and in the API. */
export const entities: Readonly<Record<Translatable, Entity>> = {
  category: {
    table: 'category',
    texts: [
      name,
      { field: 'shortDescription', column: 'short_description', isMultiline: true, maxLength: 500, isRequired: false },
      description,
    ],
    from: 'category e',
    owner: 'e.id',
  },
  product: { table: 'product', texts: [name, description], from: 'product e', owner: 'e.id' },
  option: option('option'),
  option_value: value('option'),
  attribute: option('attribute'),
  attribute_value: value('attribute'),
  image: {
    table: 'product_image',
    texts: [{ field: 'alt', column: 'alt', isMultiline: false, maxLength: 300, isRequired: false }],
    from: 'product_image e JOIN product p ON p.id = e.product_id AND p.deleted_at IS NULL',
    owner: 'e.product_id',
  },
};

/** SQL that leaves out what was deleted itself. */
export const alive = (entity: Translatable): string =>
  entity === 'category' || entity === 'product' ? 'e.deleted_at IS NULL' : 'TRUE';
