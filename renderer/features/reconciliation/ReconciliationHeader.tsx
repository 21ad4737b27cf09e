import type { ReactNode } from 'react';
import { paths } from '../../app/paths.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { PageHeader, Tabs } from '../../ui/index.ts';

export interface ReconciliationHeaderProps {
  current: 'findings' | 'statement' | 'outlook' | 'history';
  actions?: ReactNode;
}

/** Head of every page of the reconciliation, with the way to the others. */
export function ReconciliationHeader({ current, actions }: ReconciliationHeaderProps) {
  const t = useTranslate();
  return (
    <PageHeader title={t('reconciliation.title')} actions={actions}>
      <Tabs
        label={t('reconciliation.nav')}
        selected={current}
        items={[
          { id: 'findings', label: t('reconciliation.tab.findings'), href: paths.reconciliation },
          { id: 'statement', label: t('reconciliation.tab.statement'), href: paths.statement },
          { id: 'outlook', label: t('reconciliation.tab.outlook'), href: paths.outlook },
          { id: 'history', label: t('reconciliation.tab.history'), href: paths.reconciliationRuns },
        ]}
      />
    </PageHeader>
  );
}
