import { Compass } from 'lucide-react';
import { useTranslate } from '../i18n/provider.tsx';
import { EmptyState, Link } from '../ui/index.ts';
import { paths } from './paths.ts';

/** An address that leads nowhere, for example an old link. */
export function NotFound() {
  const t = useTranslate();
  return (
    <EmptyState
      level={1}
      icon={Compass}
      title={t('app.notFound')}
      action={<Link href={paths.dashboard}>{t('nav.dashboard')}</Link>}
    >
      {t('app.notFound.text')}
    </EmptyState>
  );
}
