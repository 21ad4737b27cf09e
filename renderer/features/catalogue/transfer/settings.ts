import { useState } from 'react';
import type { Import, ImportSettings } from '../../../../preload/api/catalogue-transfer.ts';
import type { Translate } from '../../../i18n/provider.tsx';
import { useDrafts } from '../../../state/drafts.ts';
import { useEnvironment } from '../../../state/environment.ts';
import { targetKey, targetWords } from './words.ts';

const initial = (read: Import): ImportSettings =>
  read.settings ?? {
    mapping: read.suggested,
    mode: 'both',
    matchBy: read.suggested.some((target) => target?.field === 'id') ? 'id' : 'slug',
    emptyCells: 'keep',
    missingCategories: 'refuse',
  };

/**
 * What a person set for an import and has not checked yet. Kept as a draft, so that it is there after a look elsewhere; what was read in
 * another way begins anew.
 */
export function useSettings(read: Import): readonly [ImportSettings, (change: Partial<ImportSettings>) => void] {
  const environment = useEnvironment((state) => state.environment);
  const draftId = `${environment ?? 'none'}/import/${read.id}`;
  const shape = read.headers.join('\n');
  const [settings, setSettings] = useState<ImportSettings>(() => {
    const draft = useDrafts.getState().drafts[draftId];
    return draft?.['shape'] === shape ? (draft['settings'] as ImportSettings) : initial(read);
  });
  return [
    settings,
    (change) => {
      const next = { ...settings, ...change };
      setSettings(next);
      useDrafts.getState().keep(draftId, { shape, settings: next });
    },
  ];
}

/** What keeps settings from being checked, with the next step; none: they can be. */
export function complaints(t: Translate, { mapping, mode, matchBy }: ImportSettings): string[] {
  const targets = mapping.filter((target) => target !== null);
  const has = (field: string): boolean => targets.some((target) => target.field === field);
  const found: string[] = [];
  const seen = new Set<string>();
  for (const target of targets) {
    if (seen.size === seen.add(targetKey(target)).size) {
      found.push(t('transfer.mapping.twice', { field: targetWords(t, target) }));
    }
  }
  if (mode !== 'create' && !has(matchBy) && mode === 'update') {
    found.push(t('transfer.mapping.needs.key', { field: t(`transfer.field.${matchBy}`) }));
  }
  if (mode === 'create' || (mode === 'both' && !has(matchBy))) {
    if (!has('name')) found.push(t('transfer.mapping.needs.name'));
    if (!has('category')) found.push(t('transfer.mapping.needs.category'));
  }
  return found;
}
