import { useState } from 'react';
import { useAskedTab } from '../translations/useAsked.ts';

export type CategoryTab = 'details' | 'translations';

/** Which section of a category is open; the address may lead to its translations. */
export function useCategoryTab(): readonly [CategoryTab, (tab: CategoryTab) => void] {
  return useState<CategoryTab>(useAskedTab() ? 'translations' : 'details');
}
