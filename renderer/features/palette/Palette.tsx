import { SearchX } from 'lucide-react';
import { useState } from 'react';
import { useTranslate } from '../../i18n/provider.tsx';
import { Button, CommandBox, EmptyState, Kbd } from '../../ui/index.ts';
import type { CommandContext } from '../../workbench/commands.ts';
import { recordId } from './records.ts';
import { recordEntry } from './results.ts';
import { closePalette, usePalette } from './store.ts';
import { usePaletteEntries } from './usePaletteEntries.ts';
import { useRecords } from './useRecords.ts';

type Context = CommandContext & { readonly showClientArea: (id: string) => void };

/** The palette (usability checks 6, 7): commands, settings and records by what they are called. */
export function Palette({ context }: { context: Context }) {
  const purpose = usePalette((state) => state.purpose);
  if (purpose === null) return null;
  return purpose === 'all' ? <Everything context={context} /> : <ClientOfArea context={context} />;
}

/** Runs what was chosen when the layer is gone and the focus is back on the page, so that it can take the focus on. */
function afterClosing(run: () => void): void {
  closePalette();
  setTimeout(() => {
    run();
    followFocus();
  }, 30);
}

function Everything({ context }: { context: Context }) {
  const t = useTranslate();
  const [text, setText] = useState('');
  const { groups, isSearching, failed, run } = usePaletteEntries(text, context);
  const count = groups.reduce((sum, { entries }) => sum + entries.length, 0);
  return (
    <CommandBox
      label={t('palette.open')}
      placeholder={t('palette.placeholder')}
      text={text}
      onText={setText}
      groups={groups}
      isSearching={isSearching}
      status={text.trim() === '' || isSearching ? '' : t('palette.count', { count })}
      empty={<Nothing text={text} isSearching={isSearching} onClear={() => setText('')} />}
      hint={<Hint failed={failed} />}
      onRun={(id) => afterClosing(() => run(id))}
      onClose={closePalette}
    />
  );
}

/** Asks whose client area is to be opened. */
function ClientOfArea({ context }: { context: Context }) {
  const t = useTranslate();
  const [text, setText] = useState('');
  const { found, isSearching, failed } = useRecords(text, ['client']);
  const entries = found.map((each) => recordEntry(t, each));
  return (
    <CommandBox
      label={t('palette.clientArea')}
      placeholder={t('palette.clientArea.placeholder')}
      text={text}
      onText={setText}
      groups={entries.length === 0 ? [] : [{ id: 'client', heading: t('palette.group.client'), entries }]}
      isSearching={isSearching}
      status={text.trim() === '' || isSearching ? '' : t('palette.count', { count: entries.length })}
      empty={
        text.trim() === '' ? (
          <p>{t('palette.clientArea.text')}</p>
        ) : (
          <Nothing text={text} isSearching={isSearching} onClear={() => setText('')} />
        )
      }
      hint={<Hint failed={failed} />}
      onRun={(id) => {
        const client = found.find(({ hit }) => recordId(hit) === id)?.hit;
        closePalette();
        if (client) context.showClientArea(client.id);
      }}
      onClose={closePalette}
    />
  );
}

function Nothing({ text, isSearching, onClear }: { text: string; isSearching: boolean; onClear: () => void }) {
  const t = useTranslate();
  if (isSearching) return <p>{t('palette.searching')}</p>;
  return (
    <EmptyState
      icon={SearchX}
      title={t('ui.noResults')}
      action={<Button onPress={onClear}>{t('palette.clear')}</Button>}
    >
      {t('palette.noResults.text', { text })}
    </EmptyState>
  );
}

function Hint({ failed }: { failed: boolean }) {
  const t = useTranslate();
  if (failed) return <span role="alert">{t('palette.failed')}</span>;
  return (
    <>
      <span>
        <Kbd keys={['↑', '↓']} /> {t('palette.hint.move')}
      </span>
      <span>
        <Kbd keys={['Enter']} /> {t('palette.hint.run')}
      </span>
    </>
  );
}

/** After a page was opened from here the keyboard goes on in it, unless it has a place of its own for the focus. */
function followFocus(): void {
  const from = document.activeElement;
  setTimeout(() => {
    const at = document.activeElement;
    const isTaken = at !== from && at !== document.body;
    if (isTaken || document.querySelector('[role="dialog"], [role="alertdialog"]')) return;
    const place = document.querySelector<HTMLElement>('[data-detail]') ?? document.getElementById('main');
    place?.focus({ preventScroll: true });
  }, 200);
}
