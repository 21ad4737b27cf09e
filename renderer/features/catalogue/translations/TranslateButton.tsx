import { Languages } from 'lucide-react';
import { useId } from 'react';
import type { Texts, TranslatableField } from '../../../../preload/api/translations.ts';
import { languageName } from '../../../i18n/format.ts';
import { useTranslate, type Translate } from '../../../i18n/provider.tsx';
import { IconButton } from '../../../ui/index.ts';
import { useTranslations, type TextsOf } from './context.ts';
import { missingLanguages, secondaryLanguages, storedText } from './texts.ts';
import styles from './Translations.module.css';
import type { FormTexts } from './useFormTexts.ts';

export interface TranslateButtonProps {
  field: TranslatableField;
  /** Label of the field it stands at. */
  label: string;
  /** The record that the text is of; the one that is edited when it is left out. */
  of?: TextsOf | undefined;
  /** The form that holds the text, and its name there, where it is not the form around. */
  form?: FormTexts | undefined;
  name?: string | undefined;
  /** `label`: in the line of a field's label, which it makes no higher. */
  place?: 'label' | 'line' | undefined;
}

/** At a field that clients read (spec item 15): opens its translations, and shows in how many languages there is none. */
export function TranslateButton({ field, label, of, form, name = field, place = 'label' }: TranslateButtonProps) {
  const t = useTranslate();
  const statusId = useId();
  const context = useTranslations();
  if (!context) return null;
  const { entity, id } = of ?? context.owner;
  const record = context.records.find((each) => each.id === id);
  const missing = record ? missingLanguages(record, field) : [];
  return (
    <span className={styles['button']} data-place={place}>
      <IconButton
        size="small"
        icon={Languages}
        label={t('translations.translate', { field: label })}
        aria-describedby={statusId}
        isDisabled={record === undefined}
        onPress={() =>
          context.ask({
            entity,
            id,
            field,
            label,
            name,
            form: form ?? (of === undefined ? context.ownerForm : undefined),
          })
        }
      />
      {missing.length > 0 ? (
        <span aria-hidden="true" className={styles['count']}>
          {missing.length}
        </span>
      ) : null}
      <span id={statusId} className={styles['srOnly']}>
        {record ? statusText(t, record, field, missing) : ''}
      </span>
    </span>
  );
}

function statusText(t: Translate, record: Texts, field: TranslatableField, missing: readonly string[]): string {
  if (secondaryLanguages(record).length === 0) return t('translations.oneLanguage');
  if (storedText(record, field, record.defaultLanguage) === '') return t('translations.status.empty');
  if (missing.length === 0) return t('translations.status.complete');
  return t('translations.status.missing', {
    count: missing.length,
    languages: missing.map(languageName).join(', '),
  });
}
