import type { Locale } from '../../i18n/format.ts';
import { currencyName } from '../../i18n/format.ts';
import type { SelectOption } from '../../ui/index.ts';

const codes: readonly string[] = Intl.supportedValuesOf('currency');
const made = new Map<Locale, readonly SelectOption[]>();

/** All ISO 4217 currencies with their names, for a list that is searched by typing. */
export function currencyOptions(locale: Locale): readonly SelectOption[] {
  let options = made.get(locale);
  if (!options) {
    options = codes.map((code) => ({ id: code, label: `${code} — ${currencyName(code, locale)}` }));
    made.set(locale, options);
  }
  return options;
}
