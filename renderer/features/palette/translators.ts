import { createIntl } from 'react-intl';
import { localeTag, type Locale } from '../../i18n/format.ts';
import { messages } from '../../i18n/messages.ts';
import type { Translate } from '../../i18n/provider.tsx';

const made = new Map<Locale, Translate>();

/** The words of a language that is not the one on the screen: what is sought may be known by either name. */
export function translatorOf(locale: Locale): Translate {
  const known = made.get(locale);
  if (known) return known;
  const intl = createIntl({ locale: localeTag(locale), defaultLocale: 'en-GB', messages: messages[locale] });
  const translate: Translate = (key, values) => intl.formatMessage({ id: key }, values);
  made.set(locale, translate);
  return translate;
}
