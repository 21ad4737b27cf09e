import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import type { UseFormReturn } from 'react-hook-form';
import type { Environment } from '../../../../preload/api/app.ts';
import { defaultApiAddress, embeddedSandboxAddress } from '../../../../preload/api/connections.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Button, FormTextField, KeyValue } from '../../../ui/index.ts';
import styles from './ApiAddress.module.css';
import type { ConnectionValues } from './values.ts';

/** Where the vendor is called: for those who need another address than the default; fixed in the sandbox. */
export function ApiAddress({ form, environment }: { form: UseFormReturn<ConnectionValues>; environment: Environment }) {
  const address = form.watch('apiAddress');
  if (environment === 'sandbox') return <SandboxAddress address={address} />;
  return <LiveAddress form={form} address={address} />;
}

function LiveAddress({ form, address }: { form: UseFormReturn<ConnectionValues>; address: string }) {
  const t = useTranslate();
  const [isOpen, setOpen] = useState(address !== defaultApiAddress);
  const hasError = form.formState.errors.apiAddress !== undefined;
  return (
    <Disclosure isExpanded={isOpen || hasError} onExpandedChange={setOpen}>
      <Heading level={3}>
        <AriaButton slot="trigger" className={styles['trigger'] ?? ''}>
          <ChevronRight aria-hidden="true" className={styles['chevron']} data-open={isOpen || hasError || undefined} />
          {t('connections.advanced')}
        </AriaButton>
      </Heading>
      <DisclosurePanel className={styles['content'] ?? ''}>
        <FormTextField
          name="apiAddress"
          label={t('connections.apiAddress')}
          description={t('connections.apiAddress.text')}
          type="url"
          isRequired
          isMono
          spellCheck={false}
          labelAside={
            address === defaultApiAddress ? undefined : (
              <Button
                variant="quiet"
                size="small"
                onPress={() =>
                  form.setValue('apiAddress', defaultApiAddress, { shouldDirty: true, shouldValidate: true })
                }
              >
                {t('connections.apiAddress.reset')}
              </Button>
            )
          }
        />
      </DisclosurePanel>
    </Disclosure>
  );
}

function SandboxAddress({ address }: { address: string }) {
  const t = useTranslate();
  const isEmbedded = address === embeddedSandboxAddress;
  return (
    <div className={styles['fixed']}>
      <KeyValue
        layout="columns"
        items={[
          {
            id: 'address',
            label: t('connections.apiAddress'),
            value: isEmbedded ? t('connections.apiAddress.sandbox') : address,
            isMono: !isEmbedded,
          },
        ]}
      />
      <p className={styles['note']}>{t('connections.apiAddress.sandbox.text')}</p>
    </div>
  );
}
