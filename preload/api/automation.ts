import { z } from 'zod';
import { SettingName, SettingScope } from './automation-settings.ts';
import { call } from './contract.ts';
import { CalendarDate, Empty, Id, Instant, line, Money, page, PageInput } from './values.ts';

/** A setting at a level: what is in force there, where that comes from, and what the level itself says. */
export const EffectiveSetting = z.strictObject({
  name: SettingName,
  value: z.string(),
  /** `initial`: nobody has set it. */
  from: z.enum(['initial', ...SettingScope.options]),
  /** What it would be without what the level itself says, and where that comes from. */
  inherited: z.string(),
  inheritedFrom: z.enum(['initial', ...SettingScope.options]),
  /** Null: the level says nothing. */
  own: z.string().nullable(),
});
export type EffectiveSetting = z.output<typeof EffectiveSetting>;

/** `scopeId`: empty for the brand. */
const level = { scope: SettingScope, scopeId: z.union([Id, z.literal('')]) };

export const AutomationRun = z.strictObject({
  id: Id,
  /** `interrupted`: the console ended in the middle; what was left is done by the next run. */
  state: z.enum(['running', 'finished', 'interrupted']),
  /** The business dates that it went through, both included. */
  fromOn: CalendarDate,
  asOf: CalendarDate,
  askedBy: z.string(),
  startedAt: Instant,
  finishedAt: Instant.nullable(),
  done: z.int(),
  skipped: z.int(),
  held: z.int(),
  failed: z.int(),
});
export type AutomationRun = z.output<typeof AutomationRun>;

/** What a step is about, in words. */
const about = {
  kind: z.string(),
  cause: z.string(),
  on: CalendarDate,
  entity: z.enum(['orders', 'invoice', 'contract_product', 'client']),
  entityId: Id,
  clientId: Id.nullable(),
  clientName: z.string(),
  /** Name of the product, or number of the document. */
  label: z.string(),
  amount: Money.nullable(),
};

export const AutomationStep = z.strictObject({
  id: Id,
  ...about,
  state: z.enum(['done', 'skipped', 'held', 'failed']),
  /** The reason of a guard, or the code of an error; empty: done. */
  why: z.string(),
  attempts: z.int(),
  at: Instant,
});
export type AutomationStep = z.output<typeof AutomationStep>;

export const Hold = z.strictObject({ why: z.string(), by: z.string(), at: Instant });
export const PlanLine = z.strictObject({
  ...about,
  /** It is due already: the next run does it. */
  isDue: z.boolean(),
  /** What `hold` and `release` are asked for: it lasts where the cause is one of a day. */
  holdKey: z.string(),
  hold: Hold.nullable(),
  /** Of a renewal: the invoice that it comes on as things stand; null: of another kind, held, or not all of it is listed. */
  invoice: z
    .strictObject({
      /** Of all its lines, with tax. */
      total: Money,
      /** The other renewals on it (spec 2.5.5), the first ones of many. */
      with: z.array(z.strictObject({ id: Id, name: z.string() })),
      withCount: z.int(),
      /** What it asks for where this one is held: the others come without it. Null: there are no others. */
      rest: Money.nullable(),
    })
    .nullable(),
});
export type PlanLine = z.output<typeof PlanLine>;

/** What money and service say that cannot both be right (spec 2.16, invariant 9; spec 2.12). */
export const Alarm = z.strictObject({
  kind: z.enum(['suspended_but_paid', 'runs_unpaid', 'paid_not_renewed', 'paid_but_ended', 'trial_failed']),
  contractProductId: Id,
  productName: z.string(),
  clientId: Id,
  clientName: z.string(),
  /** Since when, as far as is known. */
  since: CalendarDate.nullable(),
});
export type Alarm = z.output<typeof Alarm>;

/**
 * Who runs the automation of these books. `alone`: no team. `mine`: this desk. `waits`: the team hub is not reached, so what
 * charges or changes licenses waits. `other`: a copy of these books on the desk that is named.
 */
export const AutomationDuty = z.strictObject({
  state: z.enum(['alone', 'mine', 'waits', 'other']),
  desk: z.string().nullable(),
});
export type AutomationDuty = z.output<typeof AutomationDuty>;

export const automation = {
  /** Who runs it, as far as is known without asking the team hub. */
  duty: call({ right: 'contracts.read', input: Empty, output: AutomationDuty }),
  /** The settings that a level has, with what is in force there. */
  getSettings: call({
    right: 'contracts.read',
    input: z.strictObject(level),
    output: z.strictObject({ settings: z.array(EffectiveSetting) }),
  }),
  /** Sets some at a level, all or none; null takes the level's own value away. */
  setSettings: call({
    right: 'automation.write',
    input: z.strictObject({
      ...level,
      values: z.partialRecord(SettingName, z.string().trim().max(20, 'too_long').nullable()),
    }),
    output: z.strictObject({ settings: z.array(EffectiveSetting) }),
  }),
  /**
   * Does everything that is due up to a business date (today), exactly once for a cause; a run that goes on is waited for.
   * Refused with `automation.other_desk` where another desk runs these books.
   */
  run: call({
    right: 'automation.write',
    input: z.strictObject({ asOf: CalendarDate.optional() }),
    output: AutomationRun,
  }),
  /** Newest first. */
  runs: call({ right: 'contracts.read', input: z.strictObject(PageInput), output: page(AutomationRun) }),
  /** Of a run, or of all of them; newest first. */
  steps: call({
    right: 'contracts.read',
    input: z.strictObject({ runId: Id.optional(), ...PageInput }),
    output: page(AutomationStep),
  }),
  /** What automation will do by itself until so many days from now, what is due first. */
  plan: call({
    right: 'contracts.read',
    input: z.strictObject({ days: z.int().min(1, 'too_small').max(31, 'too_big') }),
    output: z.strictObject({
      today: CalendarDate,
      until: CalendarDate,
      lines: z.array(PlanLine),
      /** There is more than is listed. */
      isCut: z.boolean(),
    }),
  }),
  /** Keeps what a line of the plan names from being done until it is released. Held twice is held. */
  hold: call({
    right: 'contracts.write',
    input: z.strictObject({ holdKey: line(300), why: line(200) }),
    output: Hold,
  }),
  release: call({ right: 'contracts.write', input: z.strictObject({ holdKey: line(300) }), output: Empty }),
  alarms: call({
    right: 'contracts.read',
    input: Empty,
    output: z.strictObject({ alarms: z.array(Alarm), isCut: z.boolean() }),
  }),
};
