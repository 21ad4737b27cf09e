import { useEffect, useRef, useState, type FormEvent, type KeyboardEvent } from 'react';
import type { Texts } from '../../../../preload/api/translations.ts';
import { fieldMessage } from '../../../app/form.ts';
import { useFieldText } from '../../../app/ErrorBanner.tsx';
import { toasts } from '../../../app/toasts.ts';
import { languageName } from '../../../i18n/format.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Button, Dialog, FormActions } from '../../../ui/index.ts';
import { DraftStatus } from '../../../workbench/DraftStatus.tsx';
import { FormRefusal } from '../../../workbench/FormRefusal.tsx';
import { useMay } from '../../../workbench/useMay.ts';
import type { AskedText } from './context.ts';
import { isSaveKey } from './keys.ts';
import { OneLanguage } from './OneLanguage.tsx';
import { TextInput } from './TextInput.tsx';
import { changesOf, missingLanguages, stateOf, storedText, textKey, type TextDraft } from './texts.ts';
import { TextStatus } from './TextStatus.tsx';
import styles from './Translations.module.css';
import { useSaveTexts } from './useSaveTexts.ts';
import { useShownDraft } from './useShownDraft.ts';
import { useTextDraft } from './useTextDraft.ts';

export interface TranslateDialogProps {
  ownerId: string;
  asked: AskedText;
  record: Texts;
  onClose: () => void;
}

/** One text in exactly the brand's languages, the default one first (spec items 16-18). */
export function TranslateDialog({ ownerId, asked, record, onClose }: TranslateDialogProps) {
  const t = useTranslate();
  const fieldText = useFieldText();
  const why = useMay()('catalogue.write');
  const form = useRef<HTMLFormElement>(null);
  const { draft, type, forget } = useTextDraft(ownerId);
  const { submit, isSaving, complaints, refusal, clear, dismiss } = useSaveTexts(forget, form);
  const { field, label } = asked;
  const { languages, defaultLanguage } = record;
  const own = record.fields.find((each) => each.field === field);
  const keys = languages.map((language) => textKey(record.id, field, language));
  const isDraft = useShownDraft(keys.some((key) => draft[key] !== undefined));
  // Opened for the first that is missing, else for the first of them.
  const [first] = useState(missingLanguages(record, field)[0] ?? languages[1]);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>(`[lang="${first}"] :is(input, textarea)`)?.focus();
  }, [first]);
  if (!own) return null;

  const stored = (language: string): string => storedText(record, field, language);
  // The text in the default language may be typed into the form already: that is what is translated, and saved with it.
  const inForm = asked.form?.read(asked.name);
  const typed = (language: string): string =>
    draft[textKey(record.id, field, language)] ??
    (language === defaultLanguage ? (inForm ?? stored(language)) : stored(language));
  const source = typed(defaultLanguage);

  const discard = (): void => {
    forget(Object.fromEntries(keys.map((key) => [key, null])));
    clear();
  };
  const save = async (): Promise<void> => {
    if (why !== undefined) return;
    const wanted: TextDraft = Object.fromEntries(
      languages.map((language) => [textKey(record.id, field, language), typed(language)]),
    );
    const saved = await submit(changesOf([{ ...record, fields: [own] }], wanted));
    if (!saved) return;
    const [now] = saved;
    if (now) {
      asked.form?.take(asked.name, storedText(now, field, defaultLanguage));
      toasts.add({ tone: 'success', text: t('translations.saved') });
    }
    onClose();
  };
  return (
    // It stands beside the form that asks for it, which must not be sent with this one.
    <Dialog isOpen title={t('translations.dialog', { field: label })} isBusy={isSaving} onClose={onClose}>
      {languages.length === 1 ? (
        <OneLanguage language={defaultLanguage} />
      ) : (
        <form
          ref={form}
          noValidate
          aria-label={t('translations.dialog', { field: label })}
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            event.stopPropagation();
            void save();
          }}
        >
          {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys are those of the fields inside */}
          <div
            className={styles['fields']}
            onKeyDown={(event: KeyboardEvent) => {
              if (!isSaveKey(event)) return;
              event.preventDefault();
              void save();
            }}
          >
            {languages.map((language) => {
              const key = textKey(record.id, field, language);
              const complaint = complaints[key];
              const isSource = language === defaultLanguage;
              return (
                <TextInput
                  key={language}
                  label={languageName(language)}
                  labelAside={
                    <TextStatus
                      defaultLanguage={defaultLanguage}
                      state={stateOf({ source, stored: stored(language), typed: typed(language), isSource })}
                    />
                  }
                  language={language}
                  isMultiline={own.isMultiline}
                  maxLength={own.maxLength}
                  isReadOnly={why !== undefined}
                  value={typed(language)}
                  error={complaint === undefined ? undefined : fieldText(fieldMessage(complaint))}
                  onChange={(text) => {
                    type(key, text, isSource ? (inForm ?? stored(language)) : stored(language));
                    dismiss(key);
                  }}
                />
              );
            })}
            <FormRefusal refusal={refusal} />
          </div>
          <FormActions status={<DraftStatus isDraft={isDraft} onDiscard={discard} />}>
            <Button onPress={onClose}>{t('ui.cancel')}</Button>
            <Button type="submit" variant="primary" isBusy={isSaving} whyDisabled={why}>
              {t('ui.save')}
            </Button>
          </FormActions>
        </form>
      )}
    </Dialog>
  );
}
