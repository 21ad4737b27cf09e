import { languageName } from '../../../i18n/format.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { StatusBadge, type StatusTone } from '../../../ui/index.ts';
import type { TextState } from './texts.ts';

const tones: Record<TextState, StatusTone> = {
  source: 'neutral',
  unsaved: 'info',
  translated: 'success',
  missing: 'warning',
  noSource: 'neutral',
};

/** How a text stands in a language, in a word: translated, or what clients read in its place (spec item 17). */
export function TextStatus({ state, defaultLanguage }: { state: TextState; defaultLanguage: string }) {
  const t = useTranslate();
  return (
    <StatusBadge
      variant="plain"
      tone={tones[state]}
      label={t(`translations.state.${state}`, { language: languageName(defaultLanguage) })}
    />
  );
}
