import { CircleCheck } from 'lucide-react';
import { useCallback, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { Texts } from '../../../../preload/api/translations.ts';
import { toasts } from '../../../app/toasts.ts';
import { languageName } from '../../../i18n/format.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Button, EmptyState, FormActions, ProgressBar, Select, Skeleton, Switch } from '../../../ui/index.ts';
import { DraftStatus } from '../../../workbench/DraftStatus.tsx';
import { FormRefusal } from '../../../workbench/FormRefusal.tsx';
import { useDelayed } from '../../../workbench/useDelayed.ts';
import { useMay } from '../../../workbench/useMay.ts';
import { useTranslations, type TextsOf } from './context.ts';
import { focusNext, isNextKey, isSaveKey } from './keys.ts';
import { OneLanguage } from './OneLanguage.tsx';
import {
  changesOf,
  groupsOf,
  keysOf,
  progressOf,
  secondaryLanguages,
  storedText,
  textKey,
  type TextLine,
} from './texts.ts';
import { TextPair } from './TextPair.tsx';
import styles from './Translations.module.css';
import { useAskedLanguage } from './useAsked.ts';
import { useSaveTexts } from './useSaveTexts.ts';
import { useShownDraft } from './useShownDraft.ts';
import { useTextDraft } from './useTextDraft.ts';

/**
 * All texts of a record and of what belongs to it: the default language beside one other, and one Save for all. It stands
 * within the record's form, so Enter must not send that: it goes on to the next text, Ctrl+Enter saves.
 */
export function TranslationsTab() {
  const context = useTranslations();
  const first = context?.records[0];
  const isSlow = useDelayed(first === undefined);
  if (!context || !first) return isSlow ? <Skeleton lines={4} /> : null;
  if (secondaryLanguages(first).length === 0) return <OneLanguage language={first.defaultLanguage} />;
  const languages = secondaryLanguages(first);
  return (
    <TextPairs
      key={languages.join(' ')}
      owner={context.owner}
      records={context.records}
      languages={languages}
      defaultLanguage={first.defaultLanguage}
    />
  );
}

interface TextPairsProps {
  owner: TextsOf;
  records: readonly Texts[];
  /** Those that texts are translated into. */
  languages: readonly string[];
  defaultLanguage: string;
}

function TextPairs({ owner, records, languages, defaultLanguage }: TextPairsProps) {
  const t = useTranslate();
  const why = useMay()('catalogue.write');
  const region = useRef<HTMLDivElement>(null);
  const { draft, type, forget } = useTextDraft(owner.id);
  const { submit, isSaving, complaints, refusal, clear, dismiss } = useSaveTexts(forget, region);
  const asked = useAskedLanguage();
  const [language, setLanguage] = useState(languages.find((each) => each === asked) ?? languages[0] ?? '');
  /** The texts that were missing when the filter was set: one that is being filled in must not vanish under the hands. */
  const [onlyMissing, setOnlyMissing] = useState<ReadonlySet<string> | null>(null);

  const groups = useMemo(() => groupsOf(records), [records]);
  const stored = ({ record, field }: TextLine): string => storedText(record, field, language);
  const source = ({ record, field }: TextLine): string => storedText(record, field, record.defaultLanguage);
  const keyOf = ({ record, field }: TextLine, of = language): string => textKey(record.id, field, of);
  const missingIn = (of: string): ReadonlySet<string> =>
    new Set(
      groups
        .flatMap(({ lines }) => lines)
        .filter((line) => source(line) !== '' && storedText(line.record, line.field, of) === '')
        .map((line) => keyOf(line, of)),
    );
  const shown = groups
    .map((group) => ({
      ...group,
      lines: group.lines.filter((line) =>
        onlyMissing ? onlyMissing.has(keyOf(line)) : source(line) !== '' || stored(line) !== '',
      ),
    }))
    .filter(({ lines }) => lines.length > 0);
  const { done, total } = progressOf(groups, language);
  // What was typed over the text in the default language is not on this screen, and not saved by it.
  const changes = changesOf(
    records.map((record) => ({ ...record, languages: secondaryLanguages(record) })),
    draft,
  );
  const isDraft = useShownDraft(changes.length > 0);
  const discard = (): void => {
    for (const change of changes) forget(Object.fromEntries(Object.keys(keysOf(change)).map((key) => [key, null])));
    clear();
  };

  const save = async (): Promise<void> => {
    if (why !== undefined || changes.length === 0) return;
    if (await submit(changes)) toasts.add({ tone: 'success', text: t('translations.saved') });
  };
  const onType = useCallback(
    (key: string, text: string, before: string): void => {
      type(key, text, before);
      dismiss(key);
    },
    [type, dismiss],
  );
  const keyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (isSaveKey(event)) void save();
    else if (isNextKey(event)) focusNext(event.currentTarget);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div className={styles['head']}>
        <Select
          className={styles['language']}
          label={t('translations.language')}
          options={languages.map((id) => ({
            id,
            label: languageName(id),
            description: t('translations.missingCount', { count: missingIn(id).size }),
          }))}
          value={language}
          onChange={(next) => {
            setLanguage(next);
            if (onlyMissing) setOnlyMissing(missingIn(next));
          }}
        />
        <div className={styles['progress']}>
          <ProgressBar
            label={t('translations.progress', { language: languageName(language) })}
            value={done}
            of={total}
            text={t('translations.progress.text', { done, total })}
            tone={done < total ? 'warning' : 'accent'}
          />
        </div>
        <Switch
          className={styles['filter']}
          label={t('translations.onlyMissing')}
          isSelected={onlyMissing !== null}
          onChange={(isOn) => setOnlyMissing(isOn ? missingIn(language) : null)}
        />
      </div>
      {shown.length === 0 ? (
        <EmptyState icon={CircleCheck} title={t('translations.nothingMissing', { language: languageName(language) })} />
      ) : null}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys are those of the fields inside */}
      <div ref={region} className={styles['pairs']} onKeyDown={keyDown}>
        {shown.length === 0 ? null : (
          <div className={styles['heads']}>
            <span>{t('translations.default', { language: languageName(defaultLanguage) })}</span>
            <span>{languageName(language)}</span>
          </div>
        )}
        {shown.map(({ id, title, lines }) => (
          <section key={id} className={styles['group']}>
            {title === null ? null : <h3 className={styles['groupTitle']}>{t(title.key, title.values)}</h3>}
            {lines.map((line) => (
              <TextPair
                key={keyOf(line)}
                line={line}
                language={language}
                source={source(line)}
                stored={stored(line)}
                typed={draft[keyOf(line)] ?? stored(line)}
                complaint={complaints[keyOf(line)]}
                isReadOnly={why !== undefined}
                onType={onType}
              />
            ))}
          </section>
        ))}
      </div>
      <FormRefusal refusal={refusal} />
      <FormActions status={<DraftStatus isDraft={isDraft} onDiscard={discard} />}>
        {changes.length > 0 && !isDraft ? <Button onPress={discard}>{t('ui.discard')}</Button> : null}
        <Button
          variant="primary"
          isBusy={isSaving}
          whyDisabled={why ?? (changes.length === 0 ? t('translations.noChange') : undefined)}
          onPress={() => void save()}
        >
          {t('ui.save')}
        </Button>
      </FormActions>
    </>
  );
}
