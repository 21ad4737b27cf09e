import type { UseFormReturn } from 'react-hook-form';
import type { Environment } from '../../../../preload/api/app.ts';
import type { Connection } from '../../../../preload/api/connections.ts';
import { formatInstant } from '../../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../../i18n/provider.tsx';
import {
  Banner,
  FormCheckbox,
  FormNumberField,
  FormPasswordField,
  FormRow,
  FormSection,
  FormSelect,
  FormTextField,
} from '../../../ui/index.ts';
import { ApiAddress } from './ApiAddress.tsx';
import { PracticeAccount } from './PracticeAccount.tsx';
import type { ConnectionValues } from './values.ts';

export interface ConnectionFieldsProps {
  form: UseFormReturn<ConnectionValues>;
  environment: Environment;
  /** Null for a new one. */
  connection: Connection | null;
}

/** The fields of a provision configuration, in the order of the guide (spec items 5-13). */
export function ConnectionFields({ form, environment, connection }: ConnectionFieldsProps) {
  const t = useTranslate();
  return (
    <div>
      <FormSection layout="beside" title={t('connections.section.general')}>
        <FormCheckbox
          name="isEnabled"
          label={t('connections.isEnabled')}
          description={t('connections.isEnabled.text')}
        />
        <FormTextField
          name="name"
          label={t('connections.name')}
          description={t('connections.name.text')}
          placeholder={t('connections.name.placeholder')}
          isRequired
          maxLength={120}
        />
      </FormSection>
      <FormSection layout="beside" title={t('connections.section.provider')}>
        <FormRow>
          <FormSelect
            name="provisionCategory"
            label={t('connections.provisionCategory')}
            isRequired
            options={[{ id: 'Software Licenses', label: 'Software Licenses' }]}
          />
          <FormSelect
            name="provider"
            label={t('connections.provider')}
            isRequired
            options={[{ id: 'ispmanager', label: 'ispmanager' }]}
          />
        </FormRow>
        <FormCheckbox
          name="isCategoryDefault"
          label={t('connections.isCategoryDefault')}
          description={t('connections.isCategoryDefault.text')}
        />
        <FormCheckbox
          name="isProviderDefault"
          label={t('connections.isProviderDefault')}
          description={t('connections.isProviderDefault.text')}
        />
      </FormSection>
      <FormSection
        layout="beside"
        title={t('connections.section.account')}
        description={t('connections.section.account.text')}
      >
        {environment === 'sandbox' && connection === null ? <PracticeAccount form={form} /> : null}
        <FormTextField
          name="username"
          label={t('connections.username')}
          description={t('connections.username.text')}
          type="email"
          isRequired
          autoComplete="off"
          spellCheck={false}
        />
        <Password connection={connection} />
        <Banner tone="info" title={t('connections.twoFactor')}>
          {t('connections.twoFactor.text')}
        </Banner>
        <ApiAddress form={form} environment={environment} />
      </FormSection>
      <FormSection
        layout="beside"
        title={t('connections.section.pace')}
        description={t('connections.section.pace.text')}
      >
        <FormNumberField
          name="readIntervalMs"
          label={t('connections.readInterval')}
          description={t('connections.readInterval.text')}
          scale={1000}
          decimals={1}
          min={0}
          max={60}
          step={0.5}
          isRequired
        />
        <FormNumberField
          name="parallel"
          label={t('connections.parallel')}
          description={t('connections.parallel.text')}
          min={1}
          max={8}
          isRequired
        />
      </FormSection>
    </div>
  );
}

function Password({ connection }: { connection: Connection | null }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const setAt = connection?.passwordSetAt;
  let description = t('connections.password.new');
  if (connection && setAt) description = t('connections.password.set', { when: formatInstant(setAt, locale) });
  else if (connection) description = t('connections.password.missing');
  return (
    <FormPasswordField
      name="password"
      label={t('connections.password')}
      description={description}
      isRequired={!connection?.passwordSet}
      autoComplete="new-password"
    />
  );
}
