import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { availableActions, type ActionFacts } from '../../../main/core/licenses/index.ts';
import { type Capability, CapabilityName } from '../../../preload/api/connections.ts';
import { VendorStatus } from '../../../preload/api/contract-products.ts';
import { ContractStatus } from '../../../preload/api/orders.ts';

const can = (value: Capability, of: CapabilityName[] = CapabilityName.options): ActionFacts['can'] =>
  Object.fromEntries(CapabilityName.options.map((name) => [name, of.includes(name) ? value : 'unknown'])) as Record<
    CapabilityName,
    Capability
  >;
const there = (status: VendorStatus) => ({ status, isTrial: false, hasAddons: null });
const facts = (patch: Partial<ActionFacts>): ActionFacts => ({
  contractStatus: 'Active',
  license: null,
  openOperation: false,
  can: can('unknown'),
  paid: true,
  awaitsDetails: false,
  isInTrial: false,
  ...patch,
});

describe('license actions', () => {
  it.each([
    [
      'paid, none yet',
      { contractStatus: 'Awaiting Activation' as const },
      [null, 'license.no_license', 'license.no_license', 'license.no_license'],
    ],
    [
      'not paid',
      { contractStatus: 'Pending' as const, paid: false },
      ['license.not_paid', 'license.no_license', 'license.no_license', 'license.no_license'],
    ],
    [
      'paid, its details are still asked (spec 67)',
      { contractStatus: 'Awaiting Activation' as const, awaitsDetails: true },
      ['license.awaits_details', 'license.no_license', 'license.no_license', 'license.no_license'],
    ],
    ['active', { license: there('active') }, ['license.already_exists', null, 'license.wrong_state', null]],
    [
      'suspended',
      { contractStatus: 'Suspended' as const, license: there('suspended') },
      ['license.already_exists', 'license.wrong_state', null, null],
    ],
    [
      'suspended, contract cancelled',
      { contractStatus: 'Cancelled' as const, license: there('suspended') },
      ['license.already_exists', 'license.wrong_state', 'license.wrong_state', null],
    ],
    [
      'cannot suspend',
      { license: there('active'), can: can('no', ['suspend']) },
      ['license.already_exists', 'license.capability_missing', 'license.wrong_state', null],
    ],
    [
      'unknown',
      { license: there('unknown') },
      ['license.already_exists', 'license.wrong_state', 'license.wrong_state', null],
    ],
    [
      'deleted',
      { license: there('deleted') },
      [null, 'license.no_license', 'license.no_license', 'license.no_license'],
    ],
    [
      'cancelled',
      { contractStatus: 'Cancelled' as const },
      ['license.wrong_state', 'license.no_license', 'license.no_license', 'license.no_license'],
    ],
    ['under way', { openOperation: true, license: there('active') }, Array(4).fill('license.operation_open')],
  ])('%s', (_name, patch, expected) => {
    const { create, suspend, unsuspend, terminate } = availableActions(facts(patch));
    expect([create, suspend, unsuspend, terminate]).toEqual(expected);
  });

  it('never offers to buy beside a license that is not known to be deleted, unpaid, or while something is under way', () => {
    fc.assert(
      fc.property(
        fc.record({
          contractStatus: fc.constantFrom(...ContractStatus.options),
          license: fc.option(
            fc.record({
              status: fc.constantFrom(...VendorStatus.options),
              isTrial: fc.boolean(),
              hasAddons: fc.constantFrom(null, true, false),
            }),
          ),
          openOperation: fc.boolean(),
          can: fc.constantFrom('unknown' as const, 'yes' as const, 'no' as const).map((value) => can(value)),
          paid: fc.boolean(),
          awaitsDetails: fc.boolean(),
          isInTrial: fc.boolean(),
        }),
        (random) => {
          const { create, takeOver, usage, syncQuantities, ...changes } = availableActions(random);
          if (create === null) expect(random.awaitsDetails).toBe(false);
          if (create !== null && takeOver !== null) return;
          expect(random.paid && !random.openOperation).toBe(true);
          expect(random.license === null || random.license.status === 'deleted').toBe(true);
          expect(Object.values(changes)).not.toContain(null);
          expect([usage, syncQuantities]).not.toContain(null);
        },
      ),
    );
  });
});
