import { Search } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { useTranslate } from '../../i18n/provider.tsx';
import { Kbd, Tooltip } from '../../ui/index.ts';
import { ariaKeys, capsOf } from '../../workbench/keys.ts';
import styles from './PaletteButton.module.css';
import { openPalette } from './store.ts';

const shortcut = 'mod+k';

/** In the head of the window: opens the palette, and teaches its keys. */
export function PaletteButton() {
  const t = useTranslate();
  const keys = capsOf(shortcut);
  const name = t('palette.button', { keys: keys.join(' ') });
  return (
    <Tooltip text={t('palette.open')} keys={keys} placement="bottom">
      <AriaButton
        aria-keyshortcuts={ariaKeys(shortcut)}
        onPress={() => openPalette('all')}
        className={styles['button'] ?? ''}
      >
        <Search aria-hidden="true" className={styles['icon']} />
        {/* The whole name is read; there is room for its beginning. */}
        <span className={styles['name']}>{name}</span>
        <span aria-hidden="true" className={styles['word']}>
          {t('palette.button.short')}
        </span>
        <span aria-hidden="true" className={styles['keys']}>
          <Kbd keys={keys} />
        </span>
      </AriaButton>
    </Tooltip>
  );
}
