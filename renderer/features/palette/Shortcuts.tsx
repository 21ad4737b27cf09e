import { useEffect, useMemo, useRef, useState } from 'react';
import { toasts } from '../../app/toasts.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Kbd } from '../../ui/index.ts';
import type { Command, CommandContext } from '../../workbench/commands.ts';
import { capsOf, isPlain, keyReader, sequenceMs, strokeOf } from '../../workbench/keys.ts';
import { useMay } from '../../workbench/useMay.ts';
import styles from './Shortcuts.module.css';
import { useKept } from './store.ts';
import { useOffered } from './useOffered.ts';

/** Where keys write, or choose by letters. */
const typing =
  'textarea, select, [contenteditable="true"], [role="combobox"], [role="spinbutton"], [role="listbox"], ' +
  'input:not([type="checkbox"], [type="radio"], [type="button"], [type="submit"], [type="file"])';
/** A closed list of choices takes letters as well. */
const choosing = `${typing}, [aria-haspopup="listbox"]`;
const layers = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';

/** Whether a command may run by its keys where the focus stands. */
function isMeant(command: Command, shortcut: string, at: Element | null): boolean {
  if (document.querySelector(layers) && !command.worksInDialogs) return false;
  if (isPlain(shortcut)) return !at?.closest(choosing);
  return !(command.isOfText && at?.closest(typing));
}

/** Listens to the shortcuts of all commands, and shows which key of a sequence is waited for. */
export function Shortcuts({ context }: { context: CommandContext }) {
  const t = useTranslate();
  const may = useMay();
  const latest = useRef({ may, context });
  useEffect(() => {
    latest.current = { may, context };
  });
  const offered = useOffered();
  const plainKeys = useKept((state) => state.plainKeys);
  const [waiting, setWaiting] = useState<string | null>(null);
  const byShortcut = useMemo(
    () =>
      new Map(
        offered.flatMap((command) =>
          (command.shortcuts ?? [])
            .filter((shortcut) => plainKeys || !isPlain(shortcut))
            .map((shortcut) => [shortcut, command] as const),
        ),
      ),
    [offered, plainKeys],
  );

  useEffect(() => {
    const reader = keyReader([...byShortcut.keys()]);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || !event.isTrusted) return;
      if (['Shift', 'Control', 'Meta', 'Alt', 'CapsLock'].includes(event.key)) return;
      clearTimeout(timer);
      setWaiting(null);
      const stroke = strokeOf(event);
      const at = event.target instanceof Element ? event.target : null;
      const isFree = !document.querySelector(layers) && !at?.closest(choosing);
      // Letters of a text are no beginning of a sequence.
      if (stroke === null || (isPlain(stroke) && !isFree)) {
        reader.reset();
        return;
      }
      const read = reader.read(stroke, performance.now());
      if (read === null) return;
      if ('waiting' in read) {
        setWaiting(read.waiting);
        timer = setTimeout(() => setWaiting(null), sequenceMs);
      } else {
        const command = byShortcut.get(read.shortcut);
        if (!command || !isMeant(command, read.shortcut, at)) return;
        if (!event.repeat || command.repeats) {
          const why = command.right === undefined ? undefined : latest.current.may(command.right);
          if (why === undefined && command.run(latest.current.context) === false) return;
          if (why !== undefined) toasts.add({ tone: 'warning', text: why });
        }
      }
      // What is a shortcut here is nothing else: no search by first letters in a list, no saving of the page.
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('keydown', press, true);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('keydown', press, true);
    };
  }, [byShortcut]);

  return (
    <output className={waiting === null ? styles['none'] : styles['waiting']}>
      {waiting === null ? null : (
        <>
          <Kbd keys={capsOf(waiting)} /> {t('shortcuts.waiting')}
        </>
      )}
    </output>
  );
}
