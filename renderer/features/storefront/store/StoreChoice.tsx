import type { StoreProduct } from '../../../../preload/api/catalogue-store.ts';
import type { PriceTerm } from '../../../../preload/api/values.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { RadioGroup, Select, type SelectOption } from '../../../ui/index.ts';
import { useStoreWords } from './words.ts';

type Choice = StoreProduct['options'][number];

export interface StoreChoiceProps {
  choice: Choice;
  /** Options are priced, attributes are not. */
  kind: 'option' | 'attribute';
  termMonths: PriceTerm | null;
  value: string | undefined;
  onChange: (valueId: string | null) => void;
}

/** Up to so many values are all shown; more of them are a list. */
const maxShown = 6;
/** The entry of an optional choice that takes it back. */
const none = 'none';

/**
 * An option or an attribute with its values (spec 57-60). A value without a price for the term is there and cannot be
 * chosen: it is not offered, never free. An option's amount is what it adds.
 */
export function StoreChoice({ choice, kind, termMonths, value, onChange }: StoreChoiceProps) {
  const t = useTranslate();
  const words = useStoreWords();
  const values = choice.values.map(({ id, name, offers }): SelectOption => {
    if (kind === 'attribute') return { id, label: name };
    const offer = offers.find((each) => each.termMonths === termMonths);
    return offer
      ? { id, label: name, description: `+ ${words.money(offer)}` }
      : { id, label: name, description: t('store.option.notOffered'), isDisabled: true };
  });
  const options = choice.isRequired ? values : [{ id: none, label: t('store.option.none') }, ...values];
  const notes = [
    ...(choice.isRequired ? [] : [t('store.option.optional')]),
    ...(kind === 'attribute' ? [t('store.attribute.text')] : []),
  ];
  const shared = {
    label: choice.name,
    isRequired: choice.isRequired,
    options,
    value: value ?? (choice.isRequired ? null : none),
    onChange: (id: string) => onChange(id === none ? null : id),
    ...(notes.length === 0 ? {} : { description: notes.join(' ') }),
  };
  return options.length <= maxShown ? (
    <RadioGroup {...shared} />
  ) : (
    <Select {...shared} placeholder={t('store.option.choose')} />
  );
}
