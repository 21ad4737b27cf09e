import type { LicenseAction } from '../../../../preload/api/contract-products.ts';
import { paths } from '../../../../renderer/app/paths.ts';
import { enable, type SampleData } from '../../actions/sample-data.ts';
import { word } from '../words.ts';
import { text, named, worded, anyDialog, clicks, invalid, type Screen } from './screen.ts';

export const licenseScreens = ({ contracts }: SampleData): Screen[] => [
  { name: 'contract-products', path: paths.products, shows: text('ispmanager 6 lite') },
  {
    name: 'contract-why',
    path: paths.product(contracts.active),
    act: clicks('causes.title'),
    shows: worded('causes.step.payment'),
  },
  { name: 'contract-overview', path: paths.product(contracts.active), shows: named('heading', 'history.title') },
  {
    name: 'contract-pending',
    path: paths.productTab(contracts.pending, 'manage'),
    shows: named('heading', 'manage.actions'),
  },
  {
    name: 'contract-manage',
    path: paths.productTab(contracts.active, 'manage'),
    shows: named('heading', 'manage.actions'),
  },
  {
    name: 'contract-manage-operation',
    path: paths.productTab(contracts.suspended, 'manage'),
    act: async (page) => page.locator('button[aria-expanded="false"][aria-controls]').last().click(),
    shows: (page, language) => page.getByRole('list', { name: word(language, 'operation.events') }).last(),
  },
  {
    name: 'contract-unknown',
    path: paths.productTab(contracts.unknown, 'manage'),
    shows: named('heading', 'manage.actions'),
  },
  {
    name: 'contract-refused',
    path: paths.productTab(contracts.refused, 'manage'),
    shows: named('button', 'operation.abandon'),
  },
  {
    name: 'operation-abandon',
    path: paths.productTab(contracts.refused, 'manage'),
    act: clicks('operation.abandon'),
    shows: anyDialog,
  },
  ...(['create', 'takeOver'] as const).map((action) => actionScreen(action, contracts.refused)),
  ...(
    [
      'usage',
      'syncQuantities',
      'changePackage',
      'renew',
      'autoRenew',
      'reissue',
      'edit',
      'suspend',
      'terminate',
    ] as const
  ).map((action) => actionScreen(action, contracts.active)),
  actionScreen('unsuspend', contracts.suspended),
  {
    ...actionScreen('usage', contracts.active),
    name: 'license-usage-read',
    act: async (page, language) => {
      await clicks('action.usage')(page, language);
      await anyDialog(page)
        .getByRole('button', { name: word(language, 'action.usage.confirm') })
        .click();
    },
    shows: (page, language) => page.getByRole('region', { name: word(language, 'action.usage.result') }),
  },
  {
    ...actionScreen('changePackage', contracts.active),
    name: 'license-changePackage-invalid',
    act: async (page, language) => {
      await clicks('action.changePackage')(page, language);
      const confirm = anyDialog(page).getByRole('button', { name: word(language, 'action.changePackage') });
      await confirm.click();
    },
    shows: invalid,
  },
  {
    ...actionScreen('changePackage', contracts.active),
    name: 'license-changePackage-sums',
    act: async (page, language) => {
      await clicks('action.changePackage')(page, language);
      const tariff = anyDialog(page).getByLabel(word(language, 'product.package'));
      await tariff.click();
      await page.getByRole('option', { name: /55228/ }).click();
    },
    shows: worded('change.due'),
  },
  {
    name: 'contract-changing',
    path: paths.productTab(contracts.changing, 'manage'),
    shows: worded('change.status.Awaiting payment'),
  },
  {
    name: 'contract-change-cancel',
    path: paths.productTab(contracts.changing, 'manage'),
    act: clicks('change.cancel'),
    shows: anyDialog,
  },
  { name: 'contract-trial', path: paths.product(contracts.trial), shows: worded('trial.state.running') },
  { name: 'contract-trial-end', path: paths.product(contracts.trial), act: clicks('trial.end'), shows: anyDialog },
];

export const operationScreens = ({ operations, connections }: SampleData): Screen[] => [
  { name: 'operations', path: paths.operations, shows: text('Anna Petrova') },
  {
    name: 'operations-nothing-found',
    path: paths.operations,
    act: async (page) => page.getByRole('searchbox').fill('nobody of this name'),
    shows: worded('operations.noResults'),
  },
  { name: 'operation-unknown', path: paths.operation(operations.unknown), shows: named('button', 'operation.check') },
  { name: 'operation-refused', path: paths.operation(operations.refused), shows: named('button', 'operation.abandon') },
  { name: 'operation-queued', path: paths.operation(operations.queued), shows: named('button', 'operation.abandon') },
  {
    name: 'operation-done',
    path: paths.operation(operations.done),
    act: clicks('operation.ledger.read'),
    shows: (page, language) => page.getByRole('table', { name: word(language, 'operation.ledger') }),
  },
  {
    name: 'network-banner',
    path: paths.operations,
    act: async (page) => enable(page, connections.away, true),
    undo: async (page) => enable(page, connections.away, false),
    shows: named('button', 'network.tryNow'),
  },
];

/** The dialog of a license action, after the vendor was read. */
const actionScreen = (action: LicenseAction, contractId: string): Screen => ({
  name: `license-${action}`,
  path: paths.productTab(contractId, 'manage'),
  act: clicks(`action.${action}`),
  shows: anyDialog,
});
