import type { ReactNode } from 'react';
import { paths } from '../../app/paths.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { useEnvironment } from '../../state/environment.ts';
import { PageHeader, Tabs } from '../../ui/index.ts';

export interface SettingsHeaderProps {
  current:
    | 'connections'
    | 'brand'
    | 'automation'
    | 'translations'
    | 'rates'
    | 'appearance'
    | 'teamHub'
    | 'practiceVendor';
  actions?: ReactNode;
}

/** Head of every settings page, with the way to the others. */
export function SettingsHeader({ current, actions }: SettingsHeaderProps) {
  const t = useTranslate();
  const environment = useEnvironment((state) => state.environment);
  return (
    <PageHeader title={t('settings.title')} actions={actions}>
      <Tabs
        label={t('settings.nav')}
        selected={current}
        items={[
          { id: 'connections', label: t('settings.connections'), href: paths.connections },
          { id: 'brand', label: t('settings.brand'), href: paths.brandSettings },
          { id: 'automation', label: t('settings.automation'), href: paths.automationIntervals },
          { id: 'rates', label: t('settings.rates'), href: paths.exchangeRates },
          { id: 'translations', label: t('settings.translations'), href: paths.translations },
          { id: 'appearance', label: t('settings.appearance'), href: paths.appearance },
          { id: 'teamHub', label: t('settings.teamHub'), href: paths.teamHub },
          ...(environment === 'sandbox'
            ? [{ id: 'practiceVendor', label: t('settings.practiceVendor'), href: paths.practiceVendor }]
            : []),
        ]}
      />
    </PageHeader>
  );
}
