import type { ApiError } from '../../preload/api/errors.ts';
import { useTranslate, type Translate } from '../i18n/provider.tsx';
import { Banner } from '../ui/index.ts';
import { readFieldMessage } from './form.ts';

/** Text of a refusal: what happened, what it means, the next step. */
export function errorText(t: Translate, error: Pick<ApiError, 'code' | 'params'>): string {
  return t(`error.${error.code}`, { ...error.params });
}

/** Text of a field's complaint, from the message a form holds. */
export function useFieldText(): (message: string) => string {
  const t = useTranslate();
  return (message) => {
    const { code, params } = readFieldMessage(message);
    return t(`field.${code}`, { maximum: '', minimum: '', digits: '', multiple: '', address: '', date: '', ...params });
  };
}

/** A refused call on the screen, with the id that finds it in the log. */
export function ErrorBanner({ error, actions }: { error: ApiError; actions?: React.ReactNode }) {
  const t = useTranslate();
  return (
    <Banner tone="danger" live="alert" title={errorText(t, error)} actions={actions}>
      {error.code === 'internal' ? t('error.trace', { id: error.traceId }) : null}
    </Banner>
  );
}
