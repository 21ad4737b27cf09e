/**
 * A field with a list under it, in a layer of its own over the page: type, walk the list with the arrows (Home, End), Enter runs what is
 * marked. The focus stays in the field (`aria-activedescendant`); the first entry is marked at once. The caller searches; an entry that
 * keeps its `id` stays marked while others come and go around it. Esc or a press beside it closes it.
 */
/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a native list of options cannot hold icons, keys and marked words */
import { useEffect, useId, useRef, useState } from 'react';
import type { KeyboardEvent, ReactElement, ReactNode } from 'react';
import { Dialog as AriaDialog, Modal, ModalOverlay } from 'react-aria-components';
import type { LucideIcon } from 'lucide-react';
import { Search } from 'lucide-react';
import styles from './CommandBox.module.css';
import { Kbd } from './Kbd.tsx';
import { Marked } from './Marked.tsx';
import { Spinner } from './Spinner.tsx';

export interface CommandEntry {
  id: string;
  label: string;
  /** Parts of the label that were found, as from and to. */
  found?: readonly (readonly [from: number, to: number])[] | undefined;
  description?: ReactNode;
  icon?: LucideIcon | undefined;
  keys?: readonly string[] | undefined;
  /** Why it cannot be run now. */
  whyDisabled?: string | undefined;
}

export interface CommandEntryGroup {
  id: string;
  heading: string;
  entries: readonly CommandEntry[];
}

export interface CommandBoxProps {
  /** Accessible name of the layer and of the field. */
  label: string;
  placeholder: string;
  text: string;
  onText: (text: string) => void;
  groups: readonly CommandEntryGroup[];
  /** More may come: an Enter with nothing to run waits for it. */
  isSearching: boolean;
  /** How much was found, for screen readers. */
  status: string;
  /** In place of the list when there is nothing. */
  empty: ReactNode;
  /** Under the list: what the keys do. */
  hint?: ReactNode;
  onRun: (id: string) => void;
  onClose: () => void;
}

export function CommandBox(props: CommandBoxProps): ReactElement {
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(isOpen) => {
        if (!isOpen) props.onClose();
      }}
      className={styles['overlay'] ?? ''}
    >
      <Modal className={styles['modal'] ?? ''}>
        <AriaDialog aria-label={props.label} className={styles['dialog'] ?? ''}>
          <Box {...props} />
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

function Box(props: CommandBoxProps): ReactElement {
  const { label, placeholder, text, onText, groups, isSearching, status, empty, hint, onRun } = props;
  const base = useId();
  const list = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const waits = useRef(false);
  const entries = groups.flatMap((group) => group.entries);
  const active = entries.find(({ id }) => id === chosen) ?? entries[0];
  const idOf = (entry: CommandEntry): string => `${base}-${entry.id}`;
  const activeId = active && idOf(active);

  const run = (entry: CommandEntry | undefined): void => {
    if (entry && entry.whyDisabled === undefined) onRun(entry.id);
  };
  const runs = useRef(run);
  useEffect(() => {
    runs.current = run;
  });
  // Who types faster than the search answers has pressed Enter already.
  useEffect(() => {
    if (!waits.current || isSearching) return;
    waits.current = false;
    runs.current(active);
  }, [isSearching, active]);
  useEffect(() => {
    if (activeId !== undefined) document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);

  const move = (to: number): void => {
    const next = entries[(to + entries.length) % entries.length];
    if (next) setChosen(next.id);
  };
  const press = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const at = active ? entries.indexOf(active) : -1;
    const page = 8;
    if (event.key === 'ArrowDown') move(at + 1);
    else if (event.key === 'ArrowUp') move(at - 1);
    else if (event.key === 'PageDown') move(Math.min(at + page, entries.length - 1));
    else if (event.key === 'PageUp') move(Math.max(at - page, 0));
    else if (event.key === 'Home' && !event.shiftKey) move(0);
    else if (event.key === 'End' && !event.shiftKey) move(entries.length - 1);
    else if (event.key === 'Enter') {
      // What is listed may be the answer to an earlier text.
      if (isSearching) waits.current = true;
      else if (active) run(active);
    } else return;
    event.preventDefault();
  };

  return (
    <>
      <div className={styles['field']}>
        {isSearching ? <Spinner size="small" /> : <Search aria-hidden="true" className={styles['icon']} />}
        <input
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the layer is there to be typed into
          autoFocus
          type="text"
          role="combobox"
          aria-label={label}
          aria-expanded={entries.length > 0}
          aria-controls={entries.length > 0 ? `${base}-list` : undefined}
          aria-activedescendant={activeId}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          placeholder={placeholder}
          value={text}
          onChange={(event) => {
            setChosen(null);
            waits.current = false;
            onText(event.target.value);
          }}
          onKeyDown={press}
          className={styles['input']}
        />
        <Kbd keys={['Esc']} />
      </div>
      {entries.length === 0 ? (
        <div className={styles['empty']}>{empty}</div>
      ) : (
        <div ref={list} id={`${base}-list`} role="listbox" aria-label={label} className={styles['list']}>
          {groups.map((group) =>
            group.entries.length === 0 ? null : (
              <div key={group.id} role="group" aria-labelledby={`${base}-group-${group.id}`}>
                <div id={`${base}-group-${group.id}`} role="presentation" className={styles['heading']}>
                  {group.heading}
                </div>
                {group.entries.map((entry) => (
                  <Option
                    key={entry.id}
                    id={idOf(entry)}
                    entry={entry}
                    isActive={entry === active}
                    onPoint={() => setChosen(entry.id)}
                    onPress={() => run(entry)}
                  />
                ))}
              </div>
            ),
          )}
        </div>
      )}
      {hint === undefined ? null : <div className={styles['hint']}>{hint}</div>}
      <output className={styles['status']}>{status}</output>
    </>
  );
}

function Option(props: {
  id: string;
  entry: CommandEntry;
  isActive: boolean;
  onPoint: () => void;
  onPress: () => void;
}): ReactElement {
  const { id, entry, isActive, onPoint, onPress } = props;
  const { icon: Icon, whyDisabled } = entry;
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the field has the focus and the keys
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      aria-disabled={whyDisabled !== undefined || undefined}
      onPointerMove={onPoint}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onPress}
      className={styles['option']}
    >
      {Icon ? <Icon aria-hidden="true" className={styles['optionIcon']} /> : <span className={styles['optionIcon']} />}
      <span className={styles['words']}>
        <span className={styles['name']}>
          <Marked text={entry.label} parts={entry.found ?? []} />
        </span>
        {entry.description === undefined && whyDisabled === undefined ? null : (
          <span className={styles['description']}>{whyDisabled ?? entry.description}</span>
        )}
      </span>
      {entry.keys ? (
        <span aria-hidden="true">
          <Kbd keys={entry.keys} />
        </span>
      ) : null}
    </div>
  );
}
