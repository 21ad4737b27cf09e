import { type ReactNode, useEffect, useState } from 'react';
import { entrance } from '../../../preload/api/entrance.ts';
import type { Output } from '../../../preload/api/contract.ts';
import type { Language } from '../../../preload/api/values.ts';
import { clientApi, valueOf } from '../../app/api.ts';
import { useFieldText } from '../../app/ErrorBanner.tsx';
import { useCallForm } from '../../app/form.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import {
  Button,
  Card,
  Form,
  FormPasswordField,
  FormRow,
  FormSection,
  FormTextField,
  Link,
  SandboxFrame,
} from '../../ui/index.ts';
import { FormRefusal } from '../../workbench/FormRefusal.tsx';
import { useFirstFocus } from '../../workbench/useFirstFocus.ts';
import { BrandMark } from '../storefront/store/BrandMark.tsx';
import area from './ClientAreaPage.module.css';
import styles from './Entrance.module.css';
import { changeOver, forgetPerson, useClientLogo } from './query.ts';

/** As they call themselves, whatever the page speaks. */
const languages: readonly (readonly [Language, string])[] = [
  ['en', 'English'],
  ['ru', 'Русский'],
];

export interface EntranceProps {
  look: Output<typeof entrance.look>;
  language: Language;
  onLanguage: (language: Language) => void;
}

/** The client area before anybody is in it: log in, or make an account (spec 78, 79). */
export function Entrance({ look, language, onLanguage }: EntranceProps) {
  const t = useTranslate();
  const logo = useClientLogo(look.logoAssetId);
  const [isNew, setNew] = useState(false);
  const [email, setEmail] = useState('');
  // Who finds that they have an account, or none, need not type the e-mail again.
  const change = (typed: string): void => {
    setEmail(typed);
    setNew(!isNew);
  };
  useEffect(forgetPerson, []);
  const isSandbox = look.environment === 'sandbox';
  const title = t(isNew ? 'entrance.register' : 'entrance.logIn');
  useEffect(() => {
    document.title = [title, look.brandName, isSandbox ? t('environment.sandbox') : ''].filter(Boolean).join(' — ');
  });
  return (
    <div className={area['window']} data-environment={look.environment}>
      <header className={area['header']}>
        <BrandMark name={look.brandName} logo={logo === null ? null : <img src={logo} alt="" />} />
      </header>
      <main className={area['main']}>
        <div className={styles['column']}>
          <h1 className={area['title']}>{title}</h1>
          {isNew ? (
            <Register email={email} language={language} onLogIn={change} />
          ) : (
            <LogIn email={email} onRegister={change} />
          )}
          <p className={styles['languages']}>
            {languages.map(([id, name]) => (
              <Link
                key={id}
                variant={id === language ? 'strong' : 'quiet'}
                aria-current={id === language ? 'page' : undefined}
                onPress={() => onLanguage(id)}
              >
                <span lang={id}>{name}</span>
              </Link>
            ))}
          </p>
        </div>
      </main>
      {isSandbox ? <SandboxFrame label={t('environment.sandbox')} /> : null}
    </div>
  );
}

interface LogInProps {
  email: string;
  /** To the other form, with the e-mail that was typed. */
  onRegister: (email: string) => void;
}

function LogIn({ email, onRegister }: LogInProps) {
  const t = useTranslate();
  const fieldText = useFieldText();
  const { form, submit, refusal } = useCallForm({
    id: 'entrance/log-in',
    schema: entrance.logIn.input,
    defaults: { email, password: '' },
    // Nothing of a visitor stays in the window's storage: the next one may be somebody else.
    secrets: ['email', 'password'],
    // The languages and the other form stand below: on the way there nothing is wrong yet.
    checks: 'submit',
    toInput: (values) => values,
    save: (input) => valueOf(clientApi.entrance.logIn(input)),
    onSaved: () => void changeOver(),
  });
  useFirstFocus(form, email === '' ? 'email' : 'password');
  return (
    <Entry
      ask={t('entrance.noAccount')}
      other={t('entrance.create')}
      onOther={() => onRegister(form.getValues('email'))}
    >
      <Form form={form} onSubmit={submit} translate={fieldText} label={t('entrance.logIn')}>
        <FormSection>
          <FormTextField name="email" type="email" label={t('clients.email')} isRequired autoComplete="username" />
          <FormPasswordField
            name="password"
            label={t('entrance.password')}
            isRequired
            autoComplete="current-password"
          />
        </FormSection>
        <FormRefusal refusal={refusal} />
        <Go isBusy={form.formState.isSubmitting}>{t('entrance.logIn')}</Go>
      </Form>
    </Entry>
  );
}

interface RegisterProps {
  email: string;
  language: Language;
  onLogIn: (email: string) => void;
}

function Register({ email, language, onLogIn }: RegisterProps) {
  const t = useTranslate();
  const fieldText = useFieldText();
  const { form, submit, refusal } = useCallForm({
    id: 'entrance/register',
    schema: entrance.register.input,
    defaults: { firstName: '', lastName: '', email, password: '' },
    secrets: ['firstName', 'lastName', 'email', 'password'],
    checks: 'submit',
    toInput: (values) => ({ ...values, language }),
    save: (input) => valueOf(clientApi.entrance.register(input)),
    onSaved: () => void changeOver(),
  });
  useFirstFocus(form, 'firstName');
  return (
    <Entry
      ask={t('entrance.haveAccount')}
      other={t('entrance.logInInstead')}
      onOther={() => onLogIn(form.getValues('email'))}
    >
      <Form form={form} onSubmit={submit} translate={fieldText} label={t('entrance.register')}>
        <FormSection>
          <FormRow>
            <FormTextField
              name="firstName"
              label={t('clients.firstName')}
              isRequired
              spellCheck={false}
              autoComplete="given-name"
            />
            <FormTextField
              name="lastName"
              label={t('clients.lastName')}
              isRequired
              spellCheck={false}
              autoComplete="family-name"
            />
          </FormRow>
          <FormTextField
            name="email"
            type="email"
            label={t('clients.email')}
            description={t('entrance.email.text')}
            isRequired
            autoComplete="username"
          />
          <FormPasswordField
            name="password"
            label={t('entrance.password')}
            description={t('entrance.password.text')}
            isRequired
            autoComplete="new-password"
          />
        </FormSection>
        <FormRefusal refusal={refusal} />
        <Go isBusy={form.formState.isSubmitting}>{t('entrance.continue')}</Go>
      </Form>
    </Entry>
  );
}

interface EntryProps {
  ask: string;
  other: string;
  onOther: () => void;
  children: ReactNode;
}

/** A form, and below it the way to the other one. */
function Entry({ ask, other, onOther, children }: EntryProps) {
  return (
    <>
      <Card>{children}</Card>
      <p className={styles['other']}>
        {ask} <Link onPress={onOther}>{other}</Link>
      </p>
    </>
  );
}

/** The one way on. */
function Go({ isBusy, children }: { isBusy: boolean; children: string }) {
  return (
    <div className={styles['go']}>
      <Button type="submit" variant="primary" isBusy={isBusy}>
        {children}
      </Button>
    </div>
  );
}
