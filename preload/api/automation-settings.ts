import { z } from 'zod';
import type { FieldError } from './errors.ts';

/** Where a setting is made; the narrowest one wins, in this order: brand, product, client, contract product (spec 2.5.4, 2.12). */
export const SettingScope = z.enum(['brand', 'product', 'client', 'contract_product']);
export type SettingScope = z.output<typeof SettingScope>;

/** What a setting of automation is. Values are kept as text. */
export interface SettingDefinition {
  readonly kind: 'number' | 'yes_no' | 'choice';
  /** In force where nobody has set anything. */
  readonly initial: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly choices?: readonly string[];
  readonly scopes: readonly SettingScope[];
  /** The part of the form that it stands in. */
  readonly group: 'invoices' | 'reminders' | 'dunning' | 'guards';
  /** The trigger of spec 1c that its change at a contract product is. */
  readonly trigger?: number;
  /** The triggers of spec 1c that its being switched on and off is for a contract product, also by its client's. */
  readonly switched?: { readonly on: number; readonly off: number };
}

const everywhere: readonly SettingScope[] = ['brand', 'product', 'client', 'contract_product'];
const notOfClients: readonly SettingScope[] = ['brand', 'product', 'contract_product'];
const notOfProducts: readonly SettingScope[] = ['brand', 'client', 'contract_product'];
const days = (initial: number, minimum: number, maximum: number) => ({
  kind: 'number' as const,
  initial: String(initial),
  minimum,
  maximum,
});

/** How a renewal that is paid late counts (spec 2.5.6). */
export const latePolicies = ['from_expiry', 'from_today', 'greater'] as const;
export type LatePolicy = (typeof latePolicies)[number];

/**
 * On which invoices the renewals of a client stand (spec 2.5.5): each on its own, or together all whose invoice day is the
 * same, or all up to a chosen day of the month or week.
 */
export const consolidationModes = ['off', 'same_day', 'day_of_month', 'first_day', 'last_day', 'weekday'] as const;
export type ConsolidationMode = (typeof consolidationModes)[number];

/** Every interval and policy of automation with what it is by default (spec 2.5, 2.12). The one table of them. */
export const settingDefinitions = {
  invoice_days_before: { ...days(7, 0, 90), scopes: notOfClients, group: 'invoices', trigger: 47 },
  due_offset_days: { ...days(0, -60, 60), scopes: notOfClients, group: 'invoices', trigger: 48 },
  late_payment: {
    kind: 'choice',
    initial: 'from_expiry',
    choices: latePolicies,
    scopes: notOfClients,
    group: 'invoices',
  },
  consolidation: {
    kind: 'choice',
    initial: 'off',
    choices: consolidationModes,
    scopes: notOfProducts,
    group: 'invoices',
    switched: { on: 35, off: 34 },
  },
  consolidation_day: { ...days(1, 1, 31), scopes: notOfProducts, group: 'invoices' },
  /** 1 (Monday) to 7. */
  consolidation_weekday: {
    kind: 'choice',
    initial: '1',
    choices: ['1', '2', '3', '4', '5', '6', '7'],
    scopes: notOfProducts,
    group: 'invoices',
  },
  reminder_days_before: { ...days(3, 0, 60), scopes: everywhere, group: 'reminders' },
  reminder_on_due: { kind: 'yes_no', initial: 'yes', scopes: everywhere, group: 'reminders' },
  overdue_reminder_interval: { ...days(3, 1, 60), scopes: everywhere, group: 'reminders' },
  max_overdue_reminders: { ...days(1, 0, 20), scopes: everywhere, group: 'reminders' },
  suspend_days: { ...days(7, 0, 365), scopes: everywhere, group: 'dunning', trigger: 49 },
  cancel_days: { ...days(14, 0, 365), scopes: everywhere, group: 'dunning', trigger: 45 },
  terminate_days: { ...days(30, 0, 730), scopes: everywhere, group: 'dunning', trigger: 46 },
  pre_termination_notice_days: { ...days(3, 0, 60), scopes: everywhere, group: 'dunning' },
  unpaid_order_days: { ...days(7, 0, 365), scopes: ['brand', 'client'], group: 'guards' },
  stale_data_hours: { ...days(48, 1, 720), scopes: ['brand'], group: 'guards' },
} as const satisfies Readonly<Record<string, SettingDefinition>>;

export type SettingName = keyof typeof settingDefinitions;
const names = Object.keys(settingDefinitions) as [SettingName, ...SettingName[]];
export const SettingName = z.enum(names);

export const definitionOf = (name: SettingName): SettingDefinition => settingDefinitions[name];

/** What is wrong with a value, or null: a whole number within its bounds, yes or no, one of the choices. */
export function settingProblem(name: SettingName, value: string): FieldError | null {
  const { kind, minimum = 0, maximum = 0, choices = [] } = definitionOf(name);
  if (kind === 'yes_no') return value === 'yes' || value === 'no' ? null : { code: 'invalid' };
  if (kind === 'choice') return choices.includes(value) ? null : { code: 'invalid' };
  if (!/^-?\d{1,4}$/.test(value)) return { code: value === '' ? 'required' : 'invalid' };
  const number = Number(value);
  if (number < minimum) return { code: 'below_minimum', params: { minimum } };
  return number > maximum ? { code: 'above_maximum', params: { maximum } } : null;
}

/** The steps of dunning in their order: each comes after the one before it (spec 2.12). */
export const dunningOrder = ['suspend_days', 'cancel_days', 'terminate_days'] as const satisfies readonly SettingName[];

/** The step that does not come after the one before it, or null. */
export function orderProblem(
  valueOf: (name: (typeof dunningOrder)[number]) => number,
): { readonly name: (typeof dunningOrder)[number]; readonly error: FieldError } | null {
  for (const [at, name] of dunningOrder.entries()) {
    const before = dunningOrder[at - 1];
    if (before !== undefined && valueOf(name) <= valueOf(before))
      return { name, error: { code: 'below_minimum', params: { minimum: valueOf(before) + 1 } } };
  }
  return null;
}
