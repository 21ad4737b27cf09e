import { useEffect, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { useAskedTab } from '../translations/useAsked.ts';
import type { ProductValues } from './values.ts';

export const productTabs = [
  ...(['details', 'billing', 'options', 'attributes', 'provisioning', 'recommendations'] as const),
  ...(['notifications', 'templates', 'translations'] as const),
] as const;
export type ProductTab = (typeof productTabs)[number];

const fieldsOfTab: Record<ProductTab, readonly (keyof ProductValues)[]> = {
  details: [
    ...(['categoryId', 'type', 'componentIds', 'isActive', 'isVisible', 'name', 'description'] as const),
    ...(['slug', 'quantity', 'reportCode1', 'reportCode2', 'keywords'] as const),
  ],
  billing: [
    ...(['purchaseType', 'prices', 'multiCurrency', 'defaultTerm', 'allowAffiliate', 'trial'] as const),
    ...(['inheritsRevenue', 'revenueRecognition'] as const),
  ],
  // Stored by themselves.
  options: [],
  attributes: [],
  provisioning: ['connectionId', 'packageIdentifier', 'deferMode'],
  recommendations: ['recommendations'],
  // Nothing to set up yet.
  notifications: [],
  templates: [],
  // Stored by themselves.
  translations: [],
};

/**
 * Which section is open. A save that was refused for a field of another section opens that one and goes to the field,
 * so that a press on Save never seems to do nothing.
 */
export function useProductTab(form: UseFormReturn<ProductValues>): readonly [ProductTab, (tab: ProductTab) => void] {
  const [tab, setTab] = useState<ProductTab>(useAskedTab() ? 'translations' : 'details');
  const { errors, isSubmitting, submitCount } = form.formState;
  useEffect(() => {
    if (isSubmitting || submitCount === 0) return;
    const wrong = productTabs.filter((each) => fieldsOfTab[each].some((field) => errors[field] !== undefined));
    const [first] = wrong;
    if (first === undefined || wrong.includes(tab)) return;
    setTab(first);
    const field = fieldsOfTab[first].find((each) => errors[each] !== undefined);
    // The section's fields exist after the next paint.
    if (field !== undefined && field !== 'prices') requestAnimationFrame(() => form.setFocus(field));
    // Only a finished save moves the person, not a field that becomes wrong or right later.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isSubmitting, submitCount]);
  return [tab, setTab];
}
