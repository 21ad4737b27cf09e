import { FlaskConical } from 'lucide-react';
import type { UseFormReturn } from 'react-hook-form';
import type { SandboxAccount } from '../../../../preload/api/app.ts';
import { useCall } from '../../../app/query.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Banner, Button } from '../../../ui/index.ts';
import type { ConnectionValues } from './values.ts';

/** In the sandbox: the accounts that the practice vendor knows, and a button for each that fills it in. */
export function PracticeAccount({ form }: { form: UseFormReturn<ConnectionValues> }) {
  const t = useTranslate();
  const { data: accounts } = useCall('app', 'sandboxAccounts', {});
  const [first] = accounts ?? [];
  if (!accounts || !first) return null;
  const fill = ({ username, password }: SandboxAccount): void => {
    const options = { shouldDirty: true, shouldValidate: true } as const;
    form.setValue('username', username, options);
    form.setValue('password', password, options);
    if (form.getValues('name').trim() === '') form.setValue('name', t('connections.name.placeholder'), options);
  };
  return (
    <Banner
      tone="neutral"
      icon={FlaskConical}
      title={t('connections.practice')}
      actions={accounts.map((account) => (
        <Button key={account.username} onPress={() => fill(account)}>
          {t('connections.practice.use', { vendor: t(`practice.preset.${account.preset}`) })}
        </Button>
      ))}
    >
      {t('connections.practice.text', { password: first.password })}
    </Banner>
  );
}
