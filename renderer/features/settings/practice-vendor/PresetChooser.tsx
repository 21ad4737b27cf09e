import { RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { VendorPreset, type VendorAccount } from '../../../../preload/api/practice-vendor.ts';
import { api } from '../../../app/api.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Button, ConfirmDialog, RadioGroup } from '../../../ui/index.ts';
import { useMay } from '../../../workbench/useMay.ts';
import { differing } from './settings.ts';
import styles from './PracticeVendor.module.css';
import { usePracticeAction } from './usePracticeAction.ts';

/** The two manners a vendor can have. Choosing one forgets the single switches, so it asks where there are any. */
export function PresetChooser({ account }: { account: VendorAccount }) {
  const t = useTranslate();
  const forbidden = useMay()('connections.write');
  const configure = usePracticeAction(api.practiceVendor.configure);
  const [asked, setAsked] = useState<VendorPreset | null>(null);
  const count = differing(account);
  const name = t(`practice.preset.${account.preset}`);
  const choose = (preset: VendorPreset): void => {
    if (count > 0) setAsked(preset);
    else configure.act({ login: account.login, preset }, t('practice.saved'));
  };
  return (
    <>
      <RadioGroup
        label={t('practice.preset')}
        hideLabel
        variant="cards"
        isDisabled={forbidden !== undefined}
        value={account.preset}
        onChange={(id) => choose(id as VendorPreset)}
        options={VendorPreset.options.map((id) => ({
          id,
          label: t(`practice.preset.${id}`),
          description: t(`practice.preset.${id}.text`),
        }))}
      />
      <div className={styles['line']}>
        <span className={styles['muted']}>{t('practice.changed', { count, preset: name })}</span>
        {count > 0 ? (
          <Button size="small" icon={RotateCcw} whyDisabled={forbidden} onPress={() => setAsked(account.preset)}>
            {t('practice.reset', { preset: name })}
          </Button>
        ) : null}
      </div>
      {asked === null ? null : (
        <ConfirmDialog
          isOpen
          title={t('practice.reset.ask')}
          confirmLabel={t('practice.reset', { preset: t(`practice.preset.${asked}`) })}
          onCancel={() => setAsked(null)}
          onConfirm={() => {
            configure.act({ login: account.login, preset: asked }, t('practice.saved'));
            setAsked(null);
          }}
        >
          {t('practice.reset.text', { login: account.login, preset: t(`practice.preset.${asked}`) })}
        </ConfirmDialog>
      )}
    </>
  );
}
