import { useRef, useState, type KeyboardEvent } from 'react';
import type { Missing, TranslatableField } from '../../../../preload/api/translations.ts';
import { useFieldText } from '../../../app/ErrorBanner.tsx';
import { fieldMessage } from '../../../app/form.ts';
import { paths } from '../../../app/paths.ts';
import { languageName } from '../../../i18n/format.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Button, Link, ScrollBox } from '../../../ui/index.ts';
import { FormRefusal } from '../../../workbench/FormRefusal.tsx';
import { useMay } from '../../../workbench/useMay.ts';
import { isNextKey, isSaveKey } from '../../catalogue/translations/keys.ts';
import { captionKey, stateOf, textKey, type SaveInput } from '../../catalogue/translations/texts.ts';
import { TextInput } from '../../catalogue/translations/TextInput.tsx';
import { TextStatus } from '../../catalogue/translations/TextStatus.tsx';
import { useSaveTexts } from '../../catalogue/translations/useSaveTexts.ts';
import { useTextDraft } from '../../catalogue/translations/useTextDraft.ts';
import styles from './SettingsTranslations.module.css';

const multiline: readonly TranslatableField[] = ['description', 'shortDescription'];

export interface MissingTextProps {
  row: Missing;
  defaultLanguage: string;
  /** It is stored; the element of the list that it was in leaves it. */
  onSaved: (item: HTMLElement | null) => void;
}

/** A text that a language lacks, with its translation to type in: Enter saves it and goes to the next one. */
export function MissingText({ row, defaultLanguage, onSaved }: MissingTextProps) {
  const t = useTranslate();
  const fieldText = useFieldText();
  const why = useMay()('catalogue.write');
  const item = useRef<HTMLLIElement>(null);
  const { entity, id, field, language, text: source, ownerId } = row;
  const { draft, type, forget } = useTextDraft(ownerId);
  const { submit, isSaving, complaints, refusal, dismiss } = useSaveTexts(forget, item);
  /** Until the list is read anew. */
  const [saved, setSaved] = useState<string | null>(null);
  const key = textKey(id, field, language);
  const typed = draft[key] ?? saved ?? '';
  const complaint = complaints[key];
  const isMultiline = multiline.includes(field);
  // Other kinds have one text each.
  const caption = entity === 'product' || entity === 'category' ? t(captionKey(entity, field)) : null;

  const open = t(entity === 'category' ? 'translations.open.category' : 'translations.open.product');

  const save = async (): Promise<void> => {
    const text = typed.trim();
    if (why !== undefined || text === '' || typed === saved) return;
    const input: SaveInput = { entity, id, texts: [{ field, language, text: typed }] };
    if (!(await submit([input]))) return;
    setSaved(typed);
    onSaved(item.current);
  };
  const keyDown = (event: KeyboardEvent): void => {
    if (!isSaveKey(event) && !isNextKey(event)) return;
    event.preventDefault();
    void save();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys are those of the field inside
    <li ref={item} className={styles['item']} onKeyDown={keyDown}>
      <div className={styles['itemHead']}>
        {caption === null ? null : <span className={styles['caption']}>{caption}</span>}
        <TextStatus
          defaultLanguage={defaultLanguage}
          state={stateOf({ source, stored: saved ?? '', typed, isSource: false })}
        />
        <span className={styles['edit']}>
          <Link
            href={paths.translationsOf(entity === 'category' ? 'categories' : 'products', ownerId, language)}
            aria-label={t('translations.open.label', { open, text: source.slice(0, 60) })}
          >
            {open}
          </Link>
        </span>
      </div>
      <ScrollBox label={source.slice(0, 60)} lang={defaultLanguage} className={styles['source']}>
        {source}
      </ScrollBox>
      <div className={styles['answer']}>
        <TextInput
          label={t('translations.of', { text: source.slice(0, 60), language: languageName(language) })}
          hideLabel
          language={language}
          isMultiline={isMultiline}
          value={typed}
          isReadOnly={why !== undefined || isSaving}
          error={complaint === undefined ? undefined : fieldText(fieldMessage(complaint))}
          onChange={(next) => {
            type(key, next, saved ?? '');
            dismiss(key);
          }}
        />
        <Button
          aria-label={t('translations.save.label', { text: source.slice(0, 60) })}
          isBusy={isSaving}
          whyDisabled={why ?? (typed.trim() === '' ? t('translations.empty') : undefined)}
          onPress={() => void save()}
        >
          {t('ui.save')}
        </Button>
      </div>
      <FormRefusal refusal={refusal} />
    </li>
  );
}
