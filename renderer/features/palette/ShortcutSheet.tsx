import { Fragment } from 'react';
import { useTranslate, type Translate } from '../../i18n/provider.tsx';
import { Dialog, Kbd, Switch } from '../../ui/index.ts';
import type { CommandGroup } from '../../workbench/commands.ts';
import { capsOf } from '../../workbench/keys.ts';
import styles from './ShortcutSheet.module.css';
import { showSheet, useKept, usePalette } from './store.ts';
import { useOffered } from './useOffered.ts';

const groups: readonly CommandGroup[] = ['general', 'pages', 'list', 'create', 'look'];

/** Keys that lists and layers have by themselves. */
const ofLists = (t: Translate): { name: string; shortcuts: readonly string[] }[] => [
  { name: t('shortcuts.list.open'), shortcuts: ['Enter'] },
  { name: t('shortcuts.list.mark'), shortcuts: ['Space'] },
  { name: t('shortcuts.list.markRange'), shortcuts: ['shift+↑', 'shift+↓'] },
  { name: t('shortcuts.list.markAll'), shortcuts: ['mod+a'] },
  { name: t('shortcuts.list.close'), shortcuts: ['Esc'] },
];

/** All shortcuts, as the registry of commands has them (usability check 37). */
export function ShortcutSheet() {
  const t = useTranslate();
  const isOpen = usePalette((state) => state.isSheetOpen);
  const plainKeys = useKept((state) => state.plainKeys);
  const offered = useOffered();
  return (
    <Dialog isOpen={isOpen} isDismissable size="large" title={t('shortcuts.title')} onClose={() => showSheet(false)}>
      <div className={styles['sheet']}>
        {groups.map((group) => {
          const rows = [
            ...offered
              .filter((command) => command.group === group && command.shortcuts)
              .map(({ name, shortcuts = [] }) => ({ name: name(t), shortcuts })),
            ...(group === 'list' ? ofLists(t) : []),
          ];
          if (rows.length === 0) return null;
          return (
            <section key={group} className={styles['group']}>
              <h3 className={styles['heading']}>{t(`shortcuts.group.${group}`)}</h3>
              <dl className={styles['rows']}>
                {rows.map(({ name, shortcuts }) => (
                  <div key={name} className={styles['row']}>
                    <dt>{name}</dt>
                    <dd className={styles['keys']}>
                      <Keys t={t} shortcuts={shortcuts} />
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          );
        })}
      </div>
      <div className={styles['choice']}>
        <Switch
          label={t('shortcuts.plain')}
          description={t('shortcuts.plain.text')}
          isSelected={plainKeys}
          onChange={(on) => useKept.setState({ plainKeys: on })}
        />
      </div>
    </Dialog>
  );
}

function Keys({ t, shortcuts }: { t: Translate; shortcuts: readonly string[] }) {
  return shortcuts.map((shortcut, at) => (
    <Fragment key={shortcut}>
      {at === 0 ? null : <span className={styles['between']}>{t('shortcuts.or')}</span>}
      {shortcut.split(' ').map((step, place) => (
        <Fragment key={step}>
          {place === 0 ? null : <span className={styles['between']}>{t('shortcuts.then')}</span>}
          <Kbd keys={capsOf(step)} />
        </Fragment>
      ))}
    </Fragment>
  ));
}
