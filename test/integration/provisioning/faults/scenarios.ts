import type { OperationKind } from '../../../../preload/api/operations.ts';
import type { LicensePatch, SandboxHandle, SandboxLicense } from '../../../../main/core/vendor-sandbox/index.ts';
import { addMonths } from '../../../../main/core/vendor-sandbox/dates.ts';
import { account, owner, type World } from '../world.ts';

/** The address that everything is sent to, and nothing else ever. */
export const address = 'https://vendor.example/manager/billmgr';

/** Where a scenario plays. `world` is another one after each start of the console. */
export interface Stage {
  readonly vendor: Pick<SandboxHandle, 'licenses' | 'ledger' | 'patchLicense'>;
  readonly world: World;
  readonly connection: string;
  readonly contract: string;
  /** The license that is changed; undefined where one is bought. */
  readonly license: SandboxLicense | undefined;
}

/** One thing that a person can ask of the vendor, and how to see in the vendor's books what became of it. */
export interface Scenario {
  readonly kind: OperationKind;
  /** Done twice is more than done once: then it is sent a second time only when a person says so. */
  readonly once: boolean;
  /** Each time that the vendor does it costs money. */
  readonly costs: boolean;
  /** The console reads before it sends for the first time. */
  readonly looksFirst: boolean;
  /** What the contract product is before, and the license, where there has to be one. */
  readonly before: {
    readonly contract: string;
    readonly license: 'active' | 'suspended' | null;
    readonly pricelist: string;
  };
  /** The call that changes something at the vendor. */
  readonly func: string;
  ask(stage: Stage): string;
  /** Whether the vendor's books show it as it was asked for: done, once, of that product. */
  isDone(stage: Stage): boolean;
  /** Whether the screens say the same. */
  isShown?(stage: Stage): boolean;
  /** What a vendor that gets it wrong has in its books instead. */
  readonly mistake: (license: SandboxLicense) => LicensePatch;
}

/** The license that is changed, as it is now, and as it was before. */
const changed = (stage: Stage, is: (now: SandboxLicense, before: SandboxLicense) => boolean): boolean => {
  const now = stage.vendor.licenses().find(({ id }) => id === stage.license?.id);
  return now !== undefined && stage.license !== undefined && is(now, stage.license);
};

/** Licenses that orders of the console made. */
export const bought = ({ vendor }: Pick<Stage, 'vendor'>): SandboxLicense[] =>
  vendor.licenses().filter(({ licname, status }) => licname.startsWith('rc-') && status !== 4);

const active = { contract: 'Active', license: 'active', pricelist: '55227' } as const;
const otherTariff = { pricelist: '55229' };
const anotherIp = { ip: '203.0.113.5' };
const inDays = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);

/** All that can be asked of the vendor. A new kind is one entry. */
export const scenarios: readonly Scenario[] = [
  {
    kind: 'create',
    once: true,
    costs: true,
    looksFirst: false,
    before: { contract: 'Awaiting Activation', license: null, pricelist: '55227' },
    func: 'soft.order.param',
    ask: ({ world, contract }) => world.licenses.create(contract, owner).id,
    isDone(stage) {
      const [license, ...others] = bought(stage);
      return (
        license !== undefined &&
        others.length === 0 &&
        license.pricelist === '55227' &&
        license.period === 1 &&
        license.ip === '192.0.2.7'
      );
    },
    mistake: () => otherTariff,
  },
  {
    kind: 'renew',
    once: true,
    costs: true,
    looksFirst: true,
    before: active,
    func: 'service.prolong',
    ask: ({ world, contract }) => world.licenses.renew(contract, owner).id,
    isDone: (stage) => changed(stage, (now, before) => now.expiredate === addMonths(before.expiredate, 1)),
    // It charges, and gives three days.
    mistake: ({ expiredate }) => ({ expiredate: inDays(addMonths(expiredate, -1), 3) }),
  },
  {
    kind: 'changePackage',
    once: true,
    costs: true,
    looksFirst: true,
    before: active,
    func: 'service.changepricelist',
    ask: ({ world, contract }) => world.licenses.changePackage(contract, owner, { package: '55228' }).id,
    isDone: (stage) => changed(stage, (now) => now.pricelist === '55228'),
    // Both changed or neither (spec 95).
    isShown: ({ world, contract }) => column(world, 'package_identifier', contract) === '55228',
    mistake: () => otherTariff,
  },
  {
    kind: 'addons',
    once: true,
    costs: true,
    looksFirst: true,
    before: { ...active, pricelist: '55230' },
    func: 'soft.edit',
    ask: ({ world, contract }) => world.licenses.addons(contract, owner, { quantities: { '55236': 2 } }).id,
    isDone: (stage) => changed(stage, (now) => now.addons['addon_55236'] === 2),
    mistake: () => anotherIp,
  },
  {
    kind: 'reissue',
    once: true,
    costs: false,
    looksFirst: true,
    before: active,
    func: 'soft.edit',
    ask: ({ world, contract }) => world.licenses.reissue(contract, owner).id,
    isDone: (stage) => changed(stage, (now, before) => now.key !== '' && now.key !== before.key),
    mistake: () => otherTariff,
  },
  {
    kind: 'suspend',
    once: false,
    costs: false,
    looksFirst: true,
    before: active,
    func: 'soft.suspend',
    ask: ({ world, contract }) => world.licenses.suspend(contract, owner).id,
    isDone: (stage) => changed(stage, ({ status }) => status === 3),
    isShown: ({ world, contract }) => column(world, 'status', contract) === 'Suspended',
    mistake: () => otherTariff,
  },
  {
    kind: 'unsuspend',
    once: false,
    costs: false,
    looksFirst: true,
    before: { contract: 'Suspended', license: 'suspended', pricelist: '55227' },
    func: 'soft.resume',
    ask: ({ world, contract }) => world.licenses.unsuspend(contract, owner).id,
    isDone: (stage) => changed(stage, ({ status }) => status === 2),
    isShown: ({ world, contract }) => column(world, 'status', contract) === 'Active',
    mistake: () => otherTariff,
  },
  {
    kind: 'terminate',
    once: false,
    costs: false,
    looksFirst: true,
    before: active,
    func: 'soft.delete',
    ask: ({ world, contract }) =>
      world.licenses.terminate(contract, world.licenseOf(contract)?.license_key ?? '', owner).id,
    isDone: (stage) => changed(stage, ({ status }) => status === 4),
    isShown: ({ world, contract }) => column(world, 'status', contract) === 'Cancelled',
    mistake: () => otherTariff,
  },
  {
    kind: 'edit',
    once: false,
    costs: false,
    looksFirst: true,
    before: active,
    func: 'soft.edit',
    ask: ({ world, contract }) => world.licenses.edit(contract, owner, { ip: '192.0.2.9', licname: 'shop' }).id,
    isDone: (stage) => changed(stage, ({ ip, licname }) => ip === '192.0.2.9' && licname === 'shop'),
    mistake: () => anotherIp,
  },
  {
    kind: 'autoRenew',
    once: false,
    costs: false,
    looksFirst: true,
    before: active,
    func: 'soft.edit',
    ask: ({ world, contract }) => world.licenses.autoRenew(contract, owner, { autoRenewal: '1' }).id,
    isDone: (stage) => changed(stage, ({ autoprolong }) => autoprolong === 1),
    mistake: () => anotherIp,
  },
];

const column = (world: World, name: 'status' | 'package_identifier', contract: string): string | undefined =>
  world.store.get<{ value: string }>(
    `scenario ${name}`,
    `SELECT ${name} AS value FROM contract_product WHERE id = @contract`,
    {
      contract,
    },
  )?.value;

/** A call as the console makes it, for what happens at the vendor before and beside the console. */
export const form = (func: string, params: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(Object.entries({ func, out: 'json', authinfo: `${account.username}:${account.password}`, ...params }));

/** Somebody buys a license at the vendor, not through this console. */
export const elsewhere = (ip: string, pricelist = '55227'): ReadonlyMap<string, string> =>
  form('soft.order.param', {
    pricelist,
    period: '1',
    ip,
    licname: 'earlier',
    autoprolong: 'null',
    skipbasket: 'on',
    clicked_button: 'finish',
    sok: 'ok',
  });

/** The license that was bought last. */
export function newest({ vendor }: Pick<Stage, 'vendor'>): SandboxLicense {
  const made = vendor.licenses().at(-1);
  if (!made) throw new Error('the vendor did not sell');
  return made;
}
