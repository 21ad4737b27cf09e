import type { Trial } from '../../../preload/api/catalogue-product.ts';
import type { FieldError } from '../../../preload/api/errors.ts';
import type { TrialState } from '../../../preload/api/trials.ts';
import type { Language } from '../../../preload/api/values.ts';
import { addDays } from '../kernel/index.ts';

/** A trial that is in force for a product, whether a client had theirs, and whether the product is sold one at a time. */
export interface Offered {
  readonly trial: Pick<Trial, 'isForced'> | null;
  readonly isUsed: boolean;
  readonly isSoldSingly: boolean;
}

/**
 * What is wrong with ordering so many of a product with or without its trial, by field, or null (spec 47, 48, 2.6): one
 * trial per client and product, and no way round one that is forced. A trial is of one license, so there is none of a
 * product that is sold in multiples or from a larger quantity on (spec 34, 36): where it is forced, the product is mended.
 */
export function trialComplaint(
  wanted: boolean,
  { trial, isUsed, isSoldSingly }: Offered,
  quantity: number,
): Partial<Record<'trial' | 'quantity', FieldError>> | null {
  const isForced = trial?.isForced === true;
  if (trial !== null && !isUsed && !isSoldSingly && (wanted || isForced))
    return { trial: { code: isForced ? 'trial_forced_bulk' : 'trial_bulk' } };
  if (!wanted) return isForced && !isUsed ? { trial: { code: 'trial_forced' } } : null;
  if (trial === null) return { trial: { code: 'not_offered' } };
  if (isUsed) return { trial: { code: 'trial_used' } };
  return quantity === 1 ? null : { quantity: { code: 'quantity_one' } };
}

/** The day after the last one of a trial that begins on `startsOn`: its end, and the anchor of what is paid then (spec 2.6). */
export const endOf = (startsOn: string, days: number): string => addDays(startsOn, days);

/**
 * How and on which day a trial that would end on `endsOn` ends by itself: as was agreed; by the end of its license where it
 * is not to be renewed, or where its service ends no later (spec 2.2).
 */
export function endNow(
  endsOn: string,
  of: {
    readonly end_action: Trial['endAction'];
    readonly auto_renew: number;
    readonly service_ends_on: string | null;
  },
): { action: Trial['endAction']; on: string } {
  const serviceEnd = of.service_ends_on ?? '';
  const leaves = of.auto_renew === 0 || (serviceEnd !== '' && serviceEnd <= endsOn);
  return {
    action: leaves ? 'cancel' : of.end_action,
    on: serviceEnd !== '' && serviceEnd < endsOn ? serviceEnd : endsOn,
  };
}

/** `begun`: its license is there. `ended`: what was agreed is done, or asked of the vendor. */
export type TrialEvent = 'begun' | 'continued' | 'migrating' | 'migrated' | 'cancelling' | 'cancelled' | 'failed';

const endings = { continued: 'continued', migrating: 'migrating', cancelling: 'cancelling', failed: 'failed' } as const;

/** The machine of a trial (spec 51). What has ended one way never ends another way. */
export const machine: Readonly<Record<TrialState, Readonly<Partial<Record<TrialEvent, TrialState>>>>> = {
  ordered: { begun: 'running', cancelling: 'cancelling', cancelled: 'cancelled' },
  running: { ...endings, cancelled: 'cancelled' },
  migrating: { migrated: 'migrated', failed: 'failed' },
  cancelling: { cancelled: 'cancelled', failed: 'failed' },
  // A person decides, with the same choices.
  failed: { ...endings, cancelled: 'cancelled' },
  continued: {},
  migrated: {},
  cancelled: {},
};

/** Where an event leads from a state, or null: it means nothing there. */
export const next = (state: TrialState, event: TrialEvent): TrialState | null => machine[state][event] ?? null;

/** States in which a person can end it. */
export const canEnd = (state: TrialState): boolean => state === 'running' || state === 'failed';

const trialWords: Readonly<Record<Language, (days: number) => string>> = {
  en: (days) => `trial of ${days} ${days === 1 ? 'day' : 'days'}`,
  ru: (days) => `пробный период ${days} дн.`,
};

/** Text of the invoice line of a trial in the buyer's language: `ispmanager 6 lite, trial of 7 days`. */
export const trialText = (productName: string, days: number, language: Language): string =>
  `${productName}, ${trialWords[language](days)}`;
