/** The few words the design system needs itself. The application passes them once, translated; there is no default text. */
import { createContext, useContext } from 'react';
import type { ReactElement, ReactNode } from 'react';

export interface UiStrings {
  close: string;
  cancel: string;
  copy: string;
  copied: string;
  copyFailed: string;
  showPassword: string;
  hidePassword: string;
  clear: string;
  dismiss: string;
  loading: string;
  noMatches: string;
  moreActions: string;
  back: string;
  breadcrumbs: string;
  notifications: string;
  selectAll: string;
  selectRow: string;
  resizeColumn: string;
  openCalendar: string;
  /** Asks for the typed confirmation, for example "Type DELETE to confirm". */
  typeToConfirm: (text: string) => string;
  /** Problems a number, money or date field finds in what was typed. */
  numberInvalid: string;
  numberTooPrecise: (digits: number) => string;
  numberOutOfRange: string;
  dateInvalid: string;
}

const UiStringsContext = createContext<UiStrings | null>(null);

export interface UiStringsProviderProps {
  strings: UiStrings;
  children: ReactNode;
}

export function UiStringsProvider({ strings, children }: UiStringsProviderProps): ReactElement {
  return <UiStringsContext value={strings}>{children}</UiStringsContext>;
}

export function useUiStrings(): UiStrings {
  const strings = useContext(UiStringsContext);
  if (!strings) throw new Error('UiStringsProvider is missing');
  return strings;
}
