import type { FieldError } from '../../../preload/api/errors.ts';
import { fieldMessage } from '../../app/form.ts';
import { useFieldText } from '../../app/ErrorBanner.tsx';
import { useTranslate } from '../../i18n/provider.tsx';
import { Mono, TextField } from '../../ui/index.ts';
import styles from './ClientDetail.module.css';

export interface TypedCodeProps {
  /** As core made it for this act. */
  code: string;
  value: string;
  onChange: (text: string) => void;
  complaint: FieldError | undefined;
  /** The focus begins here. */
  isFirst?: boolean;
}

/** The code that makes an act deliberate: shown, and typed by the person. Core judges what was typed. */
export function TypedCode({ code, value, onChange, complaint, isFirst = false }: TypedCodeProps) {
  const t = useTranslate();
  const fieldText = useFieldText();
  return (
    <div>
      <p className={styles['code']}>
        {t('clients.code.shown')} <Mono>{code}</Mono>
      </p>
      <TextField
        label={t('clients.code')}
        description={t('clients.code.text')}
        value={value}
        onChange={onChange}
        error={complaint === undefined ? undefined : fieldText(fieldMessage(complaint))}
        isRequired
        isMono
        inputMode="numeric"
        autoComplete="off"
        spellCheck={false}
        maxLength={20}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog takes the focus; here the person goes on
        autoFocus={isFirst}
      />
    </div>
  );
}
