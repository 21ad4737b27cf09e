import type { OperationKind } from '../../../../preload/api/operations.ts';
import type { InProcessVendor, SandboxLicense } from '../../../../main/core/vendor-sandbox/index.ts';
import { account, owner, type World } from '../world.ts';

/** The address that everything is sent to, and nothing else ever. */
export const address = 'https://vendor.example/manager/billmgr';

/** Where a scenario plays. `world` is another one after each start of the console. */
export interface Stage {
  readonly vendor: Pick<InProcessVendor, 'call' | 'licenses' | 'ledger' | 'patchLicense'>;
  readonly world: World;
  readonly connection: string;
  readonly contract: string;
  /** The license that is changed; undefined where one is bought. */
  readonly license: SandboxLicense | undefined;
}

/** One thing that a person can ask of the vendor, and how to see in the vendor's books what became of it. */
export interface Scenario {
  readonly kind: OperationKind;
  /** Each time that the vendor does it costs money. */
  readonly costs: boolean;
  /** The console reads before it sends for the first time. */
  readonly looksFirst: boolean;
  /** What the contract product is before, and the license, where there has to be one. */
  readonly before: { readonly contract: string; readonly license: 'active' | 'suspended' | null };
  /** The call that changes something at the vendor. */
  readonly func: string;
  ask(stage: Stage): string;
  /** Whether the vendor's books show it as it was asked for: done, once, of that product. */
  isDone(stage: Stage): boolean;
}

const ours = ({ vendor, license }: Stage): SandboxLicense | undefined =>
  vendor.licenses().find(({ id }) => id === license?.id);

/** Licenses that orders of the console made. */
export const bought = ({ vendor }: Pick<Stage, 'vendor'>): SandboxLicense[] =>
  vendor.licenses().filter(({ licname, status }) => licname.startsWith('rc-') && status !== 4);

/** All that can be asked of the vendor. A new kind is one entry. */
export const scenarios: readonly Scenario[] = [
  {
    kind: 'create',
    costs: true,
    looksFirst: false,
    before: { contract: 'Awaiting Activation', license: null },
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
  },
  {
    kind: 'suspend',
    costs: false,
    looksFirst: true,
    before: { contract: 'Active', license: 'active' },
    func: 'soft.suspend',
    ask: ({ world, contract }) => world.licenses.suspend(contract, owner).id,
    isDone: (stage) => ours(stage)?.status === 3,
  },
  {
    kind: 'unsuspend',
    costs: false,
    looksFirst: true,
    before: { contract: 'Suspended', license: 'suspended' },
    func: 'soft.resume',
    ask: ({ world, contract }) => world.licenses.unsuspend(contract, owner).id,
    isDone: (stage) => ours(stage)?.status === 2,
  },
  {
    kind: 'terminate',
    costs: false,
    looksFirst: true,
    before: { contract: 'Active', license: 'active' },
    func: 'soft.delete',
    ask: ({ world, contract }) =>
      world.licenses.terminate(contract, world.licenseOf(contract)?.license_key ?? '', owner).id,
    isDone: (stage) => ours(stage)?.status === 4,
  },
];

/** A call as the console makes it, for what happens at the vendor before and beside the console. */
export const form = (func: string, params: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(Object.entries({ func, out: 'json', authinfo: `${account.username}:${account.password}`, ...params }));

/** Somebody buys a license at the vendor, not through this console. */
export function buyElsewhere(vendor: Stage['vendor'], ip: string): SandboxLicense {
  vendor.call(
    address,
    form('soft.order.param', {
      pricelist: '55227',
      period: '1',
      ip,
      licname: 'earlier',
      autoprolong: 'null',
      skipbasket: 'on',
      clicked_button: 'finish',
      sok: 'ok',
    }),
  );
  const made = vendor.licenses().at(-1);
  if (!made || made.ip !== ip) throw new Error('the vendor did not sell');
  return made;
}
