import {
  Coins,
  Contrast,
  FlaskConical,
  Languages,
  Palette,
  Plug,
  Rows3,
  Store,
  Timer,
  PanelBottomClose,
} from 'lucide-react';
import { paths } from '../../app/paths.ts';
import type { Command } from '../../workbench/commands.ts';

/** The pages of the settings, and what of them can be switched without going there. */
export const settingsCommands: readonly Command[] = [
  {
    id: 'connection.new',
    name: (t) => t('connections.new'),
    keywords: (t) => t('command.create.words'),
    group: 'create',
    icon: Plug,
    right: 'connections.write',
    list: paths.connections,
    run: ({ go }) => go(paths.newConnection),
  },
  page('settings.connections', paths.connections, Plug, { name: (t) => t('settings.connections') }),
  page('settings.brand', paths.brandSettings, Store, { name: (t) => t('settings.brand') }),
  page('settings.automation', paths.automationIntervals, Timer, { name: (t) => t('settings.automation') }),
  page('settings.translations', paths.translations, Languages, { name: (t) => t('settings.translations') }),
  page('settings.rates', paths.exchangeRates, Coins, { name: (t) => t('settings.rates') }),
  page('settings.appearance', paths.appearance, Palette, { name: (t) => t('settings.appearance') }),
  page('settings.practiceVendor', paths.practiceVendor, FlaskConical, {
    name: (t) => t('settings.practiceVendor'),
    environment: 'sandbox',
  }),
  ...(['light', 'dark', 'system'] as const).map((theme): Command => ({
    id: `theme.${theme}`,
    name: (t) => t('command.theme', { value: t(`appearance.theme.${theme}`) }),
    keywords: (t) => t('command.theme.words'),
    group: 'look',
    icon: Contrast,
    run: ({ change }) => change({ theme }),
  })),
  ...(['en', 'ru'] as const).map((language): Command => ({
    id: `language.${language}`,
    name: (t) => t('command.language', { value: t(`appearance.language.${language}`) }),
    keywords: (t) => t('command.language.words'),
    group: 'look',
    icon: Languages,
    run: ({ change }) => change({ language }),
  })),
  ...(['normal', 'compact'] as const).map((density): Command => ({
    id: `density.${density}`,
    name: (t) => t('command.density', { value: t(`appearance.density.${density}`) }),
    keywords: (t) => t('command.density.words'),
    group: 'look',
    icon: Rows3,
    run: ({ change }) => change({ density }),
  })),
  ...(['quit', 'tray'] as const).map((closing): Command => ({
    id: `closing.${closing}`,
    name: (t) => t('command.closing', { value: t(`appearance.closing.${closing}`) }),
    keywords: (t) => t('command.closing.words'),
    group: 'look',
    icon: PanelBottomClose,
    run: ({ change }) => change({ closing }),
  })),
];

function page(id: string, path: string, icon: Command['icon'], rest: Pick<Command, 'name' | 'environment'>): Command {
  return {
    id,
    keywords: (t) => t('settings.title'),
    group: 'pages',
    icon,
    run: ({ go }) => go(path),
    ...rest,
  };
}
