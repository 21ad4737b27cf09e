import { memo } from 'react';
import type { FieldError } from '../../../../preload/api/errors.ts';
import { useFieldText } from '../../../app/ErrorBanner.tsx';
import { fieldMessage } from '../../../app/form.ts';
import { languageName } from '../../../i18n/format.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { ScrollBox } from '../../../ui/index.ts';
import { TextInput } from './TextInput.tsx';
import { stateOf, textKey, type TextLine } from './texts.ts';
import { TextStatus } from './TextStatus.tsx';
import styles from './Translations.module.css';

export interface TextPairProps {
  line: TextLine;
  language: string;
  /** The text in the default language. */
  source: string;
  stored: string;
  typed: string;
  complaint: FieldError | undefined;
  isReadOnly: boolean;
  onType: (key: string, text: string, stored: string) => void;
}

/** A text in the default language and, beside it, in another one. */
export const TextPair = memo(function TextPair(props: TextPairProps) {
  const { line, language, source, stored, typed, complaint } = props;
  const t = useTranslate();
  const fieldText = useFieldText();
  const { record, field, isMultiline, maxLength } = line;
  const { defaultLanguage } = record;
  const caption = t(line.caption.key, line.caption.values);
  return (
    <div className={styles['line']}>
      <div className={styles['lineHead']}>
        <span className={styles['caption']}>{caption}</span>
        <TextStatus defaultLanguage={defaultLanguage} state={stateOf({ source, stored, typed, isSource: false })} />
      </div>
      <ScrollBox
        label={t('translations.in', { field: caption, language: languageName(defaultLanguage) })}
        lang={defaultLanguage}
        className={styles['source']}
      >
        {source === '' ? <span className={styles['none']}>{t('translations.status.empty')}</span> : source}
      </ScrollBox>
      <TextInput
        label={t('translations.in', { field: caption, language: languageName(language) })}
        hideLabel
        language={language}
        isMultiline={isMultiline}
        maxLength={maxLength}
        value={typed}
        error={complaint === undefined ? undefined : fieldText(fieldMessage(complaint))}
        isReadOnly={props.isReadOnly}
        onChange={(text) => props.onType(textKey(record.id, field, language), text, stored)}
      />
    </div>
  );
});
