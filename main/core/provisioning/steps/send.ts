import { AppError } from '../../kernel/index.ts';
import type { CapabilityName } from '../../../../preload/api/connections.ts';
import type { ErrorCode } from '../../../../preload/api/errors.ts';
import type { ConnectionAccount } from '../../connections/index.ts';
import type { Step } from '../journal.ts';
import { accountOf, detailOf, hold, type Machine, tryLater } from '../machine.ts';
import type { Before, StoredOperation, Told } from '../operation.ts';
import { forbidden, outOfReach } from '../rights.ts';
import { contractState, findOperation } from '../store.ts';
import { bareLicense, type Outcome, saysIncapable, saysLimited } from '../vendor/index.ts';
import { callOnce } from './call.ts';
import { refusal, refusalBy, saw } from './common.ts';
import { lookFirst } from './look-first.ts';

/**
 * A queued operation: look first where looking can tell, ask for the right to send, store the intent, send once, store what
 * became of it.
 */
export async function send(machine: Machine, operation: StoredOperation): Promise<void> {
  const { turns } = machine;
  const { id, connectionId } = operation;
  turns.enter(connectionId, id);
  try {
    const sent = await prepare(machine, operation);
    if (!sent) return;
    const outcome = callOnce(machine, sent.operation, sent.account);
    // On its way: the next one may follow.
    turns.leave(connectionId, id);
    await settle(machine, sent.operation, sent.account, await outcome);
  } finally {
    turns.leave(connectionId, id);
  }
}

/** Looks, waits for those that were asked for earlier, and stores the intent; null when there is nothing to be sent now. */
async function prepare(
  machine: Machine,
  operation: StoredOperation,
): Promise<{ operation: StoredOperation; account: ConnectionAccount } | null> {
  const account = await accountOf(machine, operation);
  if (account instanceof AppError) {
    await machine.journal.applySoon(operation.id, tryLater(machine, operation, 'postpone', account));
    return null;
  }
  if (!account.isEnabled || account.credentialsStopped) return null;
  const early = outOfReach(machine, operation);
  if (early) {
    await machine.journal.applySoon(operation.id, early);
    return null;
  }
  const look = await lookFirst(machine, operation, account);
  if ('steps' in look) {
    await machine.journal.applyAll(operation.id, look.steps);
    return null;
  }
  await machine.turns.mine(operation.connectionId, operation.id);
  const instead = await forbidden(machine, operation);
  if (instead) {
    await machine.journal.transaction(operation.id, (writer) => {
      // A person may have abandoned it while the hub was asked.
      if (findOperation(machine.store, operation.id)?.state === 'queued')
        machine.journal.applyIn(writer, operation.id, instead);
    });
    return null;
  }
  const claimed = await claim(machine, operation.id, look.before);
  return claimed && { operation: claimed, account };
}

/**
 * Stores the intent: state `sending`, on disk before the first byte leaves (design 4.1). Checks in the same transaction
 * that it still makes sense. Answers with the operation as it is sent, or null when it is not to be sent.
 */
function claim(machine: Machine, id: string, before: Before | null): Promise<StoredOperation | null> {
  return machine.journal.transaction(id, (writer) => {
    const operation = findOperation(machine.store, id);
    // A person may have abandoned it while the vendor was read.
    if (operation?.state !== 'queued') return null;
    const objection = objectionTo(machine, operation);
    if (objection) {
      machine.journal.applyIn(writer, id, refusal(objection, ''));
      return null;
    }
    return machine.journal.applyIn(writer, id, {
      event: 'claim',
      code: 'sending',
      detail: askedOf(operation),
      error: null,
      patch: {
        sent_at: machine.store.now(),
        next_check_at: null,
        ...(operation.before === null && before !== null ? { before_state: JSON.stringify(before) } : {}),
      },
    });
  });
}

/** What is asked, for the history. */
function askedOf({ kind, params, token }: StoredOperation): string {
  switch (kind) {
    case 'create':
      return `${params.pricelist}, ${params.period} months, ${token}`;
    case 'renew':
      return `${params.period} months`;
    case 'changePackage':
      return `${params.pricelist}, ${params.period} months`;
    case 'edit':
      return `${params.ip}, ${params.licname ?? ''}`;
    case 'autoRenew':
      return params.autoprolong ?? '';
    case 'addons':
      return Object.entries(params.addons ?? {})
        .map(([id, quantity]) => `addon_${id} = ${quantity}`)
        .join(', ');
    default:
      return '';
  }
}

function objectionTo(machine: Machine, operation: StoredOperation): ErrorCode | null {
  if (operation.contractProductId === null) return null;
  const contract = contractState(machine.store, operation.contractProductId);
  if (!contract) return 'not_found';
  if (operation.kind !== 'create') return null;
  if (contract.live === 1) return 'license.already_exists';
  if (contract.status === 'Pending') return 'license.not_paid';
  return ['Awaiting Activation', 'Active'].includes(contract.status) ? null : 'license.wrong_state';
}

async function settle(
  machine: Machine,
  operation: StoredOperation,
  account: ConnectionAccount,
  outcome: Outcome<Told>,
): Promise<void> {
  const { journal } = machine;
  const { id } = operation;
  switch (outcome.kind) {
    case 'ok':
      machine.memory.delete(id);
      await accept(machine, operation, outcome.value);
      return;
    case 'refused':
      await journal.applySoon(id, { ...refusalBy(outcome), ...whatRefusalShows(machine, operation, outcome) });
      return;
    case 'auth':
      await journal.applySoon(id, notDone(operation, hold(machine, account, outcome, 'hold')));
      return;
    case 'not_sent':
      await journal.applySoon(id, notDone(operation, tryLater(machine, operation, 'postpone', outcome)));
      return;
    case 'unknown':
      machine.memory.delete(id);
      await journal.applySoon(id, {
        event: 'lose',
        code: 'outcome_unknown',
        detail: detailOf(outcome),
        error: { code: outcome.code, message: outcome.message },
        patch: { absent_reads: 0, first_absent_at: null, next_check_at: null },
      });
  }
}

/** Nothing was done. At a first attempt the license is read anew before the next one; later ones compare with the first. */
const notDone = (operation: StoredOperation, step: Step): Step =>
  operation.attempt > 1 ? step : { ...step, patch: { ...step.patch, before_state: null } };

async function accept(machine: Machine, operation: StoredOperation, told: Told): Promise<void> {
  const { journal } = machine;
  const { id } = operation;
  const vendorId = told.vendorId ?? operation.vendorId ?? '';
  const accepted: Step = {
    event: 'accept',
    code: 'accepted',
    detail: [vendorId, told.expiresOn ?? ''].filter((part) => part !== '').join(', '),
    error: null,
    patch: { vendor_id: vendorId, told: JSON.stringify(told), next_check_at: null },
  };
  if (operation.kind !== 'create') {
    await journal.applySoon(id, accepted);
    return;
  }
  try {
    await journal.applySoon(id, { ...accepted, seen: bareLicense(vendorId, 'unknown') });
  } catch (error) {
    // The id that was paid for is kept whatever is wrong with the mirror.
    machine.log.error(
      { operationId: id, error: error instanceof Error ? error.message : 'unknown' },
      'license not mirrored',
    );
    await journal.applySoon(id, { ...accepted, code: 'mirror_failed' });
  }
}

/** A refusal may mean that this account cannot do it at all, or only once a month (X6, ispmanager-api 4.1). */
function whatRefusalShows(
  machine: Machine,
  operation: StoredOperation,
  outcome: Extract<Outcome<never>, { kind: 'refused' }>,
): Pick<Step, 'also'> {
  if (saysIncapable(outcome)) return saw(machine, operation, 'no', outcome.message);
  const limits: Readonly<Partial<Record<StoredOperation['kind'], CapabilityName>>> = {
    reissue: 'keyLimit',
    edit: 'ipLimit',
  };
  const limit = limits[operation.kind];
  if (limit === undefined || !saysLimited(outcome)) return {};
  return {
    also: (writer) =>
      machine.connections.sawCapability(writer, operation.connectionId, limit, {
        value: 'yes',
        evidence: outcome.message,
        operationId: operation.id,
      }),
  };
}
