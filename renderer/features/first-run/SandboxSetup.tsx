import { useEffect } from 'react';
import { errorText } from '../../app/ErrorBanner.tsx';
import { useTranslate } from '../../i18n/provider.tsx';
import { Banner, Button } from '../../ui/index.ts';
import { setUpSandbox, useSandboxSetup } from './sandbox-setup.ts';

/** In the sandbox while it has no connection: offers the ready-made one, and says why it could not be added. */
export function SandboxSetup() {
  const t = useTranslate();
  const { phase, error } = useSandboxSetup();
  useEffect(
    () => () => {
      // It is offered again when the connection is deleted later.
      if (useSandboxSetup.getState().phase === 'done') useSandboxSetup.setState({ phase: 'idle' });
    },
    [],
  );
  if (phase === 'done') return null;
  if (phase === 'working') {
    return <Banner tone="info" live="status" title={t('firstRun.sandboxSetup.working')} />;
  }
  if (error === null) {
    return (
      <Banner
        tone="info"
        title={t('firstRun.sandboxSetup.offer')}
        actions={
          <Button variant="primary" onPress={() => void setUpSandbox()}>
            {t('firstRun.sandboxSetup.action')}
          </Button>
        }
      >
        {t('firstRun.sandboxSetup.offer.text')}
      </Banner>
    );
  }
  const isVault = error.code === 'vault.unavailable' || error.code === 'vault.locked';
  return (
    <Banner
      tone="warning"
      live="alert"
      title={t('firstRun.sandboxSetup.failed')}
      actions={
        <>
          <Button onPress={() => void setUpSandbox()}>{t('firstRun.sandboxSetup.retry')}</Button>
          {isVault ? (
            <Button variant="primary" onPress={() => void setUpSandbox(true)}>
              {t('firstRun.sandboxSetup.memory')}
            </Button>
          ) : null}
        </>
      }
    >
      {errorText(t, error)}
    </Banner>
  );
}
