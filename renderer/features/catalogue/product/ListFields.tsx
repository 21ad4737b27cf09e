import { useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import type { Product } from '../../../../preload/api/catalogue.ts';
import type { SearchHit } from '../../../../preload/api/search.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { FormSection } from '../../../ui/index.ts';
import { PickedList } from '../../../workbench/PickedList.tsx';
import { RecordPicker } from './RecordPicker.tsx';
import type { ProductValues } from './values.ts';

export interface ListFieldsProps {
  form: UseFormReturn<ProductValues>;
  product: Product;
}

/** Names of records that were added and are not stored yet, so that the list can call them by name. */
function useAdded(): [ReadonlyMap<string, string>, (hit: SearchHit) => void] {
  const [added, setAdded] = useState<ReadonlyMap<string, string>>(new Map());
  return [added, (hit) => setAdded(new Map(added).set(hit.id, hit.title))];
}

/** The complaint about a list as a whole, or about the first of its records that has one. */
function complaintOf(errors: unknown): string | undefined {
  const [first] = (Array.isArray(errors) ? errors : [errors]).filter(Boolean) as { message?: string }[];
  return first?.message;
}

/** The products of a bundle, in their order (spec item 27). `product` null: it is being made. */
export function BundleFields({ form, product }: { form: ListFieldsProps['form']; product: Product | null }) {
  const t = useTranslate();
  const [added, add] = useAdded();
  const ids = form.watch('componentIds');
  const set = (next: string[]): void => {
    form.clearErrors('componentIds');
    form.setValue('componentIds', next, { shouldDirty: true });
  };
  const stored = new Map((product?.components ?? []).map((each) => [each.id, each]));
  return (
    <FormSection headingLevel={3} title={t('product.bundle')} description={t('product.bundle.text')}>
      <PickedList
        label={t('product.bundle')}
        empty={t('product.bundle.empty')}
        items={ids.map((id) => ({
          id,
          name: stored.get(id)?.name ?? added.get(id) ?? id,
          note: stored.get(id)?.isActive === false ? t('catalogue.status.inactive') : null,
        }))}
        onChange={set}
      />
      <RecordPicker
        label={t('product.bundle.add')}
        error={complaintOf(form.formState.errors.componentIds)}
        kinds={['product']}
        exclude={product === null ? ids : [product.id, ...ids]}
        chosen={null}
        onChoose={(hit) => {
          if (hit === null) return;
          add(hit);
          set([...ids, hit.id]);
        }}
      />
    </FormSection>
  );
}

/** What the cart recommends beside it, in order (spec item 69). */
export function RecommendationFields({ form, product }: ListFieldsProps) {
  const t = useTranslate();
  const [added, add] = useAdded();
  const chosen = form.watch('recommendations');
  const set = (next: ProductValues['recommendations']): void => {
    form.clearErrors('recommendations');
    form.setValue('recommendations', next, { shouldDirty: true });
  };
  const stored = new Map(product.recommended.map((each) => [each.id, each]));
  return (
    <FormSection headingLevel={3} title={t('product.recommendations')} description={t('product.recommendations.text')}>
      <PickedList
        label={t('product.recommendations')}
        empty={t('product.recommendations.empty')}
        items={chosen.map(({ id, kind }) => ({
          id,
          name: stored.get(id)?.name ?? added.get(id) ?? id,
          note: t(stored.get(id)?.isHidden ? 'product.recommendations.hidden' : `product.pick.${kind}`),
        }))}
        onChange={(ids) => set(ids.flatMap((id) => chosen.filter((each) => each.id === id)))}
      />
      <RecordPicker
        label={t('product.recommendations.add')}
        error={complaintOf(form.formState.errors.recommendations)}
        kinds={['product', 'category']}
        exclude={[product.id, ...chosen.map(({ id }) => id)]}
        chosen={null}
        onChoose={(hit) => {
          if (hit === null) return;
          add(hit);
          set([...chosen, { kind: hit.kind === 'category' ? 'category' : 'product', id: hit.id }]);
        }}
      />
    </FormSection>
  );
}
