/** Languages of the interface: react-intl for the application's messages, react-aria for the words inside its widgets. */
import { useCallback, useEffect, useMemo } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { I18nProvider as AriaI18nProvider } from 'react-aria-components';
import { IntlProvider, type IntlShape, useIntl } from 'react-intl';
import { isProvisional, provisionalTag } from '../../preload/api/document-number.ts';
import type { Locale } from './format.ts';
import { localeTag, toLocale } from './format.ts';

export type Messages = Record<string, string>;

export interface I18nProviderProps {
  locale: Locale;
  /** Messages of each language; the whole set is in the bundle, so switching needs no reload. */
  messages: Record<Locale, Messages>;
  /** Called once per missing or broken message, for a test or a log. A missing one is shown in English, else by its key. */
  onProblem?: ((problem: { code: string; key: string; locale: Locale }) => void) | undefined;
  /** For a part of a page that speaks another language than the page: the page keeps its own. */
  isPart?: boolean | undefined;
  children: ReactNode;
}

const reported = new Set<string>();

export function I18nProvider({
  locale,
  messages,
  onProblem,
  isPart = false,
  children,
}: I18nProviderProps): ReactElement {
  const merged = useMemo(
    () => (locale === 'en' ? messages.en : { ...messages.en, ...messages[locale] }),
    [locale, messages],
  );
  useEffect(() => {
    if (!isPart) document.documentElement.lang = locale;
  }, [locale, isPart]);
  return (
    <IntlProvider
      locale={localeTag(locale)}
      defaultLocale="en-GB"
      messages={merged}
      onError={(error) => {
        const key = 'descriptor' in error ? (error.descriptor as { id?: string } | undefined)?.id : undefined;
        const about = `${locale} ${key ?? error.message}`;
        if (reported.has(about)) return;
        reported.add(about);
        onProblem?.({ code: error.code, key: key ?? error.message, locale });
      }}
    >
      <AriaI18nProvider locale={localeTag(locale)}>{children}</AriaI18nProvider>
    </IntlProvider>
  );
}

export type TranslateValues = Record<string, string | number | boolean | Date | null | undefined>;

/** Text by key. Every text on a screen goes through this one. */
export type Translate = (key: string, values?: TranslateValues) => string;

/** What a text says of a document whose number the team hub has not given yet. */
function worded(intl: IntlShape, values: TranslateValues): TranslateValues {
  let said = values;
  for (const [name, value] of Object.entries(values))
    if (typeof value === 'string' && isProvisional(value))
      said = { ...said, [name]: intl.formatMessage({ id: 'number.none.said' }, { tag: provisionalTag(value) }) };
  return said;
}

export function useTranslate(): Translate {
  const intl = useIntl();
  // The same function until the language changes: what is made with it is kept from one drawing to the next.
  return useCallback((key, values) => intl.formatMessage({ id: key }, values && worded(intl, values)), [intl]);
}

/** The locale in force, for the functions of format.ts. */
export function useLocaleCode(): Locale {
  return toLocale(useIntl().locale);
}
