import { countryCodes } from '../../../preload/api/countries.ts';
import { countryName, type Locale, localeTag } from '../../i18n/format.ts';
import type { SelectOption } from '../../ui/index.ts';

const made = new Map<Locale, readonly SelectOption[]>();

/** All countries by their names in the person's language, in its order, for a list that is searched by typing. */
export function countryOptions(locale: Locale): readonly SelectOption[] {
  let options = made.get(locale);
  if (!options) {
    const { compare } = new Intl.Collator(localeTag(locale));
    options = countryCodes
      .map((id) => ({ id, label: countryName(id, locale) }))
      .toSorted((a, b) => compare(a.label, b.label));
    made.set(locale, options);
  }
  return options;
}
