import type { AutomationDuty } from '../../../preload/api/automation.ts';

/** Who runs the automation of these books, where copies of them are on several desks of a team (spec 2.16). */
export interface RunRights {
  /** What is known without asking. */
  now(): AutomationDuty;
  /** Asks the team hub for the run, for a while; renews what this desk has. Never rejects. */
  ask(): Promise<AutomationDuty>;
  /** The run was another desk's to take from here on: this one begins no further step. */
  isOver(): boolean;
}

/** Without a team: these books have one desk. */
export const ofOneDesk: RunRights = {
  now: () => ({ state: 'alone', desk: null }),
  ask: () => Promise.resolve({ state: 'alone', desk: null }),
  isOver: () => false,
};

/**
 * Steps that charge or change a license at the vendor. Without the hub they wait: a copy of these books may know better (it
 * was paid there), and what they do cannot be taken back. Invoices, reminders and notices go on, because a desk that is
 * offline for a week must not stop billing its clients; so does giving a client back what they paid for (unsuspension).
 */
export const waitingForHub: ReadonlySet<string> = new Set([
  'contract.end',
  'renewal.vendor',
  'dunning.suspend',
  'dunning.cancel',
  'dunning.terminate',
  'trial.vendor',
  'trial.end',
]);
