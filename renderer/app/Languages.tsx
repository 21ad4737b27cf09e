import type { ReactNode } from 'react';
import { I18nProvider, useTranslate } from '../i18n/provider.tsx';
import { messages } from '../i18n/messages.ts';
import type { Language } from '../../preload/api/values.ts';
import { UiStringsProvider } from '../ui/index.ts';

export interface LanguagesProps {
  language: Language;
  /** Only a part of the page speaks it: see I18nProvider. */
  isPart?: boolean;
  children: ReactNode;
}

/** Messages and the design system's own words in the chosen language. */
export function Languages({ language, isPart = false, children }: LanguagesProps) {
  return (
    <I18nProvider
      locale={language}
      messages={messages}
      isPart={isPart}
      onProblem={(problem) => console.error(`message ${problem.key} (${problem.locale}): ${problem.code}`)}
    >
      <UiWords>{children}</UiWords>
    </I18nProvider>
  );
}

function UiWords({ children }: { children: ReactNode }) {
  const t = useTranslate();
  return (
    <UiStringsProvider
      strings={{
        close: t('ui.close'),
        cancel: t('ui.cancel'),
        copy: t('ui.copy'),
        copied: t('ui.copied'),
        copyFailed: t('ui.copyFailed'),
        showPassword: t('ui.showPassword'),
        hidePassword: t('ui.hidePassword'),
        clear: t('ui.clear'),
        dismiss: t('ui.dismiss'),
        loading: t('ui.loading'),
        noMatches: t('ui.noMatches'),
        moreActions: t('ui.moreActions'),
        back: t('ui.back'),
        breadcrumbs: t('ui.breadcrumbs'),
        notifications: t('ui.notifications'),
        selectAll: t('ui.selectAll'),
        selectRow: t('ui.selectRow'),
        resizeColumn: t('ui.resizeColumn'),
        openCalendar: t('ui.openCalendar'),
        typeToConfirm: (text) => t('ui.typeToConfirm', { text }),
        numberInvalid: t('ui.numberInvalid'),
        numberTooPrecise: (digits) => t('field.not_money', { digits }),
        numberOutOfRange: t('ui.numberOutOfRange'),
        dateInvalid: t('field.not_date'),
      }}
    >
      {children}
    </UiStringsProvider>
  );
}
