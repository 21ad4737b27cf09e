import { FlaskConical } from 'lucide-react';
import type { UseFormReturn } from 'react-hook-form';
import { useCall } from '../../../app/query.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Banner, Button } from '../../../ui/index.ts';
import type { ConnectionValues } from './values.ts';

/** In the sandbox: the account that the practice vendor knows, and a button that fills it in. */
export function PracticeAccount({ form }: { form: UseFormReturn<ConnectionValues> }) {
  const t = useTranslate();
  const { data: account } = useCall('app', 'sandboxAccount', {});
  if (!account) return null;
  const { username, password } = account;
  const fill = (): void => {
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
      actions={<Button onPress={fill}>{t('connections.practice.use')}</Button>}
    >
      {t('connections.practice.text', { username, password })}
    </Banner>
  );
}
