import { paths } from '../../../../renderer/app/paths.ts';
import type { SampleData } from '../../actions/sample-data.ts';
import { text, named, anyDialog, clicks, invalid, type Screen } from './screen.ts';

export const settingsScreens = ({ connections }: SampleData): Screen[] => [
  { name: 'connections', path: paths.connections, shows: text('Old account') },
  { name: 'connection-new', path: paths.newConnection, shows: named('button', 'ui.create') },
  { name: 'connection-new-invalid', path: paths.newConnection, act: clicks('ui.create'), shows: invalid },
  { name: 'connection-works', path: paths.connection(connections.works), shows: named('button', 'connections.test') },
  {
    name: 'connection-refused',
    path: paths.connection(connections.refused),
    shows: named('button', 'connections.test'),
  },
  {
    name: 'connection-capability-choice',
    path: paths.connection(connections.works),
    act: async (page) => page.getByRole('table').first().getByRole('button').first().click(),
    shows: (page) => page.getByRole('listbox'),
    isListOpen: true,
  },
  {
    name: 'connection-delete',
    path: paths.connection(connections.refused),
    act: clicks('connections.delete'),
    shows: anyDialog,
  },
  { name: 'brand', path: paths.brandSettings, shows: (page) => page.getByRole('textbox').first() },
  {
    name: 'tax-rate',
    path: paths.brandSettings,
    act: clicks('taxRates.add'),
    shows: anyDialog,
  },
  { name: 'exchange-rates', path: paths.exchangeRates, shows: named('button', 'rates.read') },
  {
    name: 'exchange-rate',
    path: paths.exchangeRates,
    act: clicks('rates.enter'),
    shows: anyDialog,
  },
  { name: 'translations', path: paths.translations, shows: (page) => page.getByRole('table') },
  {
    name: 'translations-missing',
    path: paths.translations,
    act: async (page) => page.getByRole('table').getByRole('button').first().click(),
    shows: (page) => page.getByRole('textbox').first(),
  },
  { name: 'team-hub', path: paths.teamHub, shows: named('button', 'hub.join') },
  { name: 'team-hub-create', path: paths.teamHub, act: clicks('hub.create'), shows: anyDialog },
  { name: 'team-hub-join', path: paths.teamHub, act: clicks('hub.join'), shows: anyDialog },
  { name: 'appearance', path: paths.appearance, shows: (page) => page.getByRole('radio').first() },
];
