import { useTranslate } from '../../../i18n/provider.tsx';

/** Says which value counts where a product leaves a setting to its category or the brand, and who set it (spec 2.15). */
export function InForce({ value, source }: { value: string; source: 'product' | 'category' | 'brand' }) {
  const t = useTranslate();
  return <>{t(`product.inForce.${source}`, { value })}</>;
}
