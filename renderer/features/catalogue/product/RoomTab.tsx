import { LayoutTemplate, Mail } from 'lucide-react';
import { useTranslate } from '../../../i18n/provider.tsx';
import { EmptyState } from '../../../ui/index.ts';

const icons = { notifications: Mail, templates: LayoutTemplate } as const;

/**
 * The room of Product notifications and of Client area templates (spec items 70-77). It says what belongs here and that there is nothing
 * to set up as long as the console sends no e-mail and renders no template.
 */
export function RoomTab({ of }: { of: keyof typeof icons }) {
  const t = useTranslate();
  return (
    <EmptyState icon={icons[of]} title={t(`product.${of}.none`)}>
      {t(`product.${of}.text`)}
    </EmptyState>
  );
}
