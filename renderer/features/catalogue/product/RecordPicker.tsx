import { useState } from 'react';
import { useFormContext } from 'react-hook-form';
import type { SearchHit, SearchKind } from '../../../../preload/api/search.ts';
import { useFieldText } from '../../../app/ErrorBanner.tsx';
import { useCall } from '../../../app/query.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { ComboBox } from '../../../ui/index.ts';

export interface RecordPickerProps {
  label: string;
  description?: string | undefined;
  /** The form's field that its complaints belong to. */
  name: string;
  kinds: readonly SearchKind[];
  /** Ids that cannot be chosen: the record itself, what is there already. */
  exclude: readonly string[];
  /** The chosen record; null: a field to add with, which is empty again after each choice. */
  chosen: string | null;
  onChoose: (hit: SearchHit | null) => void;
}

/** One record, found by typing in the search of the whole catalogue: lists may be far too long to be offered. */
export function RecordPicker(props: RecordPickerProps) {
  const { label, description, name, kinds, exclude, chosen, onChoose } = props;
  const t = useTranslate();
  const fieldText = useFieldText();
  const { getFieldState, formState } = useFormContext();
  const [text, setText] = useState<string | null>(null);
  const product = useCall('catalogue', 'getProduct', { id: chosen ?? '' }, { enabled: chosen !== null });
  const hits = useCall('search', 'query', { text: text ?? '', kinds: [...kinds], limit: 30 });
  const found = (hits.data ?? []).filter(({ id }) => !exclude.includes(id));
  const own =
    chosen !== null && !found.some(({ id }) => id === chosen) ? [{ id: chosen, label: product.data?.name ?? '' }] : [];
  const problem = getFieldState(name, formState).error?.message;
  return (
    <ComboBox
      label={label}
      description={description}
      error={problem === undefined ? undefined : fieldText(problem)}
      value={chosen}
      inputValue={text ?? product.data?.name ?? ''}
      onInputChange={setText}
      isFilteredOutside
      isLoading={hits.isFetching}
      empty={(text ?? '') === '' ? t('product.pick.type') : undefined}
      options={[
        ...own,
        ...found.map(({ id, title, kind, subtitle }) => ({
          id,
          label: title,
          description: subtitle || t(`product.pick.${kind === 'category' ? 'category' : 'product'}`),
        })),
      ]}
      onChange={(id) => {
        const hit = found.find((each) => each.id === id) ?? null;
        onChoose(hit);
        setText(chosen === null && hit !== null ? '' : null);
      }}
      onBlur={() => setText(null)}
    />
  );
}
