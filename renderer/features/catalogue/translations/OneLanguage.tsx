import { Languages } from 'lucide-react';
import { paths } from '../../../app/paths.ts';
import { languageName } from '../../../i18n/format.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { EmptyState, Link } from '../../../ui/index.ts';

/** In place of translations while the brand has one language: where others are added (spec item 16). */
export function OneLanguage({ language }: { language: string }) {
  const t = useTranslate();
  return (
    <EmptyState
      icon={Languages}
      title={t('translations.oneLanguage')}
      action={<Link href={paths.brandSettings}>{t('translations.oneLanguage.action')}</Link>}
    >
      {t('translations.oneLanguage.text', { language: languageName(language) })}
    </EmptyState>
  );
}
