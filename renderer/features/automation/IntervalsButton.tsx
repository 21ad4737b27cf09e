import { Timer } from 'lucide-react';
import { useState } from 'react';
import type { SettingScope } from '../../../preload/api/automation-settings.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Button, Dialog } from '../../ui/index.ts';
import { Intervals } from './IntervalsForm.tsx';
import styles from './Page.module.css';

/** In the head of a record that automation has intervals for: opens them. */
export function IntervalsButton({ scope, scopeId, name }: { scope: SettingScope; scopeId: string; name: string }) {
  const t = useTranslate();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="small" icon={Timer} onPress={() => setOpen(true)}>
        {t('settings.automation')}
      </Button>
      {isOpen ? (
        <Dialog
          isOpen
          size="large"
          title={t('settings.automation')}
          subtitle={name}
          onClose={() => setOpen(false)}
          footer={<Button onPress={() => setOpen(false)}>{t('ui.close')}</Button>}
        >
          <div className={styles['stack']}>
            <p className={styles['why']}>{t('intervals.text')}</p>
            <Intervals scope={scope} scopeId={scopeId} />
          </div>
        </Dialog>
      ) : null}
    </>
  );
}
