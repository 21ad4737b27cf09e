import { useTranslate } from '../../i18n/provider.tsx';
import { FormRow, FormSection, FormSelect, FormTextArea, FormTextField } from '../../ui/index.ts';

/** What a client's form asks for, new or stored. */
export function ClientFields() {
  const t = useTranslate();
  return (
    <FormSection>
      <FormRow>
        <FormTextField name="firstName" label={t('clients.firstName')} isRequired spellCheck={false} />
        <FormTextField name="lastName" label={t('clients.lastName')} isRequired spellCheck={false} />
      </FormRow>
      <FormRow>
        <FormTextField
          name="email"
          type="email"
          label={t('clients.email')}
          isRequired
          description={t('clients.email.text')}
        />
        <FormTextField name="company" label={t('clients.company')} spellCheck={false} />
      </FormRow>
      <FormRow>
        <FormSelect
          name="language"
          label={t('clients.language')}
          description={t('clients.language.text')}
          options={[
            { id: 'en', label: t('language.en') },
            { id: 'ru', label: t('language.ru') },
          ]}
        />
      </FormRow>
      <FormTextArea name="notes" label={t('clients.notes')} description={t('clients.notes.text')} />
    </FormSection>
  );
}
