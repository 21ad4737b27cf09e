import { CircleCheck, CircleSlash } from 'lucide-react';
import { useTranslate } from '../../i18n/provider.tsx';
import { StatusBadge } from '../../ui/index.ts';

/** Whether a promo code is switched on. */
export function ActiveBadge({ isActive }: { isActive: boolean }) {
  const t = useTranslate();
  return (
    <StatusBadge
      tone={isActive ? 'success' : 'neutral'}
      icon={isActive ? CircleCheck : CircleSlash}
      label={t(isActive ? 'promoCodes.active' : 'promoCodes.inactive')}
      variant="plain"
    />
  );
}
