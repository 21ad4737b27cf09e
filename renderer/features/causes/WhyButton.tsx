import { CircleHelp } from 'lucide-react';
import { useTranslate } from '../../i18n/provider.tsx';
import { Button } from '../../ui/index.ts';
import { useMay } from '../../workbench/useMay.ts';
import { openWhy, type Subject } from './store.ts';

/** Beside a status: opens the panel that says how it came to be. */
export function WhyButton({ entity, id }: Subject) {
  const t = useTranslate();
  const may = useMay();
  return (
    <Button
      variant="quiet"
      size="small"
      icon={CircleHelp}
      whyDisabled={may('audit.read')}
      aria-label={t('causes.title')}
      onPress={() => openWhy({ entity, id })}
    >
      {t('causes.why')}
    </Button>
  );
}
