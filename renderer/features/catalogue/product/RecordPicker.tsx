import { useState } from 'react';
import type { SearchHit, SearchKind } from '../../../../preload/api/search.ts';
import { useFieldText } from '../../../app/ErrorBanner.tsx';
import { useCall } from '../../../app/query.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { ComboBox } from '../../../ui/index.ts';

export interface RecordPickerProps {
  label: string;
  description?: string | undefined;
  /** A complaint as the form library holds it. */
  error?: string | undefined;
  kinds: readonly SearchKind[];
  /** Ids that cannot be chosen: the record itself, what is there already. */
  exclude: readonly string[];
  /** The chosen record; null: a field to add with, which is empty again after each choice. */
  chosen: string | null;
  onChoose: (hit: SearchHit | null) => void;
}

/** One record, found by typing in the search of the whole catalogue: lists may be far too long to be offered. */
export function RecordPicker(props: RecordPickerProps) {
  const { label, description, error, kinds, exclude, chosen, onChoose } = props;
  const t = useTranslate();
  const fieldText = useFieldText();
  const [text, setText] = useState<string | null>(null);
  const [picked, setPicked] = useState<SearchHit | null>(null);
  const isPicked = picked !== null && picked.id === chosen;
  const product = useCall('catalogue', 'getProduct', { id: chosen ?? '' }, { enabled: chosen !== null && !isPicked });
  // Until its name is known the field is empty, which means "nothing chosen" to it.
  const name = isPicked ? picked.title : product.data?.name;
  const hits = useCall('search', 'query', { text: text ?? '', kinds: [...kinds], limit: 30 });
  const found = (hits.data ?? []).filter(({ id }) => !exclude.includes(id));
  const own =
    chosen !== null && name !== undefined && !found.some(({ id }) => id === chosen)
      ? [{ id: chosen, label: name }]
      : [];
  return (
    <ComboBox
      label={label}
      description={description}
      error={error === undefined ? undefined : fieldText(error)}
      value={name === undefined ? null : chosen}
      inputValue={text ?? name ?? ''}
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
        if (id !== null && id === chosen) return;
        const hit = found.find((each) => each.id === id) ?? null;
        setPicked(hit);
        setText(null);
        onChoose(hit);
      }}
      onBlur={() => setText(null)}
    />
  );
}
