import { createContext, useContext } from 'react';
import type { Texts, Translatable, TranslatableField } from '../../../../preload/api/translations.ts';
import type { FormTexts } from './useFormTexts.ts';

/** A record whose texts are translated. */
export interface TextsOf {
  readonly entity: Translatable;
  readonly id: string;
}
/** One text whose translation is asked for. */
export interface AskedText extends TextsOf {
  readonly field: TranslatableField;
  /** Of the field it stands in. */
  readonly label: string;
  /** The form that holds it in the default language, and its name there. */
  readonly form?: FormTexts | undefined;
  readonly name: string;
}
interface TranslationsContextValue {
  /** The record that is edited: a product or a category. */
  readonly owner: TextsOf;
  readonly ownerForm: FormTexts;
  /** Its texts and those of what belongs to it; none while they are read. */
  readonly records: readonly Texts[];
  ask(text: AskedText): void;
}

export const TranslationsContext = createContext<TranslationsContextValue | null>(null);

/** Null in the form of a new record: it can be translated once it is there. */
export const useTranslations = (): TranslationsContextValue | null => useContext(TranslationsContext);
