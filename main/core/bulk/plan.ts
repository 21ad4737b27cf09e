import { setImmediate as turn } from 'node:timers/promises';
import type {
  BulkAccount,
  BulkAsked,
  BulkCost,
  BulkInputs,
  BulkPreview,
  BulkPreviewRow,
} from '../../../preload/api/bulk.ts';
import { packageCode } from '../catalogue/index.ts';
import type { ConnectionsService } from '../connections/index.ts';
import { type Context, fieldError } from '../kernel/index.ts';
import type { Given, LicensePlan, LicensesService } from '../licenses/index.ts';
import type { FreshMoney } from './fresh-money.ts';
import { addCost, balanceAfter, charges, isTooLow, noCost, secondsFor } from './rules.ts';
import type { Selections } from './selections.ts';

export interface PlanDeps {
  readonly licenses: Pick<LicensesService, 'plan'>;
  readonly connections: ConnectionsService;
  readonly selections: Selections;
  readonly money: FreshMoney;
}

/** One row of a plan. */
export interface Planned {
  readonly id: string;
  readonly plan: LicensePlan;
}

/** Rows that are planned before others get a turn: what somebody types meanwhile does not wait for a thousand. */
const atOnce = 200;

export type Planner = ReturnType<typeof createPlanner>;

/** What a bulk action would do, cost and take. */
export function createPlanner({ licenses, connections, selections, money }: PlanDeps) {
  /** Plans every selected contract product, in the order of the selection. @throws AppError `bulk.too_many`, `not_found`, `input.invalid` */
  async function planAll(asked: BulkAsked): Promise<Planned[]> {
    const given = givenOf(asked);
    const known = remembering(connections);
    const rows: Planned[] = [];
    for (const id of selections.ids(asked.selection)) {
      if (rows.length % atOnce === atOnce - 1) await turn();
      rows.push({ id, plan: licenses.plan(asked.action, id, given, known) });
    }
    return rows;
  }

  function accountOf(connectionId: string, asked: BulkAsked, rows: readonly Planned[]): BulkAccount {
    const { name, isEnabled, credentialsStopped } = connections.get(connectionId);
    const cost = costOf(asked, rows);
    const last = charges(asked.action) ? connections.lastBalance(connectionId) : undefined;
    const balance = last?.balance ?? null;
    return {
      connectionId,
      name,
      rows: rows.length,
      cost,
      balance,
      balanceAt: last?.at ?? null,
      balanceAfter: balanceAfter(balance, cost),
      isTooLow: isTooLow(balance, cost),
      stopped: stoppedBy(isEnabled, credentialsStopped),
      seconds: secondsFor(rows.length, asked.action, connections.pace(connectionId)),
    };
  }

  return {
    planAll,

    /** @throws AppError as `planAll` */
    async preview(asked: BulkAsked, context: Context): Promise<BulkPreview> {
      let rows = await planAll(asked);
      if (charges(asked.action)) {
        const accounts = new Set(rows.filter(isDone).map(({ plan }) => plan.connectionId));
        const old = [...accounts].filter((id) => !money.isFresh(id));
        // One that cannot be read shows what was read last, or that it is not known.
        await Promise.all(old.map((id) => money.freshen(id, context)));
        if (old.length > 0) rows = await planAll(asked);
      }
      const done = rows.filter(isDone);
      const byAccount = grouped(done, ({ plan }) => plan.connectionId);
      const accounts = [...byAccount].map(([id, own]) => accountOf(id, asked, own));
      const why = grouped(
        rows.filter((row) => !isDone(row)),
        ({ plan }) => plan.why ?? '',
      );
      return {
        action: asked.action,
        selected: rows.length,
        rows: done.length,
        skipped: rows.length - done.length,
        reasons: [...why]
          .map(([code, those]) => ({ code, rows: those.length }))
          .toSorted((a, b) => b.rows - a.rows || a.code.localeCompare(b.code)),
        charges: charges(asked.action),
        cost: costOf(asked, done),
        accounts: accounts.toSorted((a, b) => b.rows - a.rows),
        seconds: Math.max(0, ...accounts.map(({ seconds }) => seconds)),
      };
    },

    /** Rows of the plan from a place on, as they are shown. @throws AppError as `planAll` */
    async rows(
      asked: BulkAsked,
      page: { show: 'all' | 'done' | 'skipped'; cursor: string | undefined; limit: number },
    ): Promise<{ rows: BulkPreviewRow[]; nextCursor: string | null }> {
      const all = (await planAll(asked)).filter((row) => page.show === 'all' || isDone(row) === (page.show === 'done'));
      const from = Number(page.cursor ?? '0');
      const until = from + page.limit;
      const names = new Map<string, string>();
      const nameOf = (id: string): string => {
        const name = names.get(id) ?? connections.get(id).name;
        names.set(id, name);
        return name;
      };
      return {
        rows: all.slice(from, until).map((row) => shown(row, asked, nameOf(row.plan.connectionId))),
        nextCursor: until < all.length ? String(until) : null,
      };
    },
  };
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

export const isDone = ({ plan }: Planned): boolean => plan.why === null;

/** What the vendor charges for the rows that will be done; nothing for an action that it does not charge for. */
export const costOf = ({ action }: Pick<BulkAsked, 'action'>, done: readonly Planned[]): BulkCost =>
  charges(action) ? done.reduce((total, { plan }) => addCost(total, plan.cost), noCost) : noCost;

export const stoppedBy = (isEnabled: boolean, credentialsStopped: boolean): BulkAccount['stopped'] =>
  credentialsStopped ? 'connection.credentials_stopped' : isEnabled ? null : 'connection.disabled';

/** What goes with each row's action. @throws AppError `input.invalid` (package, autoRenewal) */
export function givenOf(asked: Pick<BulkAsked, 'action' | 'package' | 'termMonths' | 'autoRenewal'>): Given {
  const { termMonths } = asked;
  switch (asked.action) {
    case 'changePackage': {
      if (asked.package === undefined) throw fieldError('package', { code: 'required' });
      if (!packageCode(asked.package)) throw fieldError('package', { code: 'not_package' });
      return { package: asked.package, ...(termMonths === undefined ? {} : { termMonths }) };
    }
    case 'autoRenew':
      if (asked.autoRenewal === undefined) throw fieldError('autoRenewal', { code: 'required' });
      return { autoRenewal: asked.autoRenewal };
    case 'renew':
      return termMonths === undefined ? {} : { termMonths };
    default:
      return {};
  }
}

/** The same, as a run keeps it: only what its action uses. */
export function inputsOf(asked: BulkAsked): BulkInputs {
  const given = givenOf(asked);
  return {
    termMonths: given.termMonths === undefined ? null : (asked.termMonths ?? null),
    package: given.package === undefined ? null : (packageCode(given.package) ?? null),
    autoRenewal: given.autoRenewal === undefined ? null : (asked.autoRenewal ?? null),
  };
}

/** Connections that answer the same question once: thousands of rows ask a handful of them. */
export function remembering(connections: ConnectionsService): Pick<ConnectionsService, 'costOf' | 'capabilities'> {
  const capabilities = new Map<string, ReturnType<ConnectionsService['capabilities']>>();
  const costs = new Map<string, ReturnType<ConnectionsService['costOf']>>();
  return {
    capabilities(id) {
      const known = capabilities.get(id) ?? connections.capabilities(id);
      capabilities.set(id, known);
      return known;
    },
    costOf(id, of) {
      const key = `${id} ${of.pricelist} ${of.period} ${JSON.stringify(of.addons)}`;
      const known = costs.get(key);
      if (known !== undefined) return known;
      const cost = connections.costOf(id, of);
      costs.set(key, cost);
      return cost;
    },
  };
}

function shown({ id, plan }: Planned, asked: BulkAsked, connectionName: string): BulkPreviewRow {
  const { contract, license } = plan;
  return {
    contractProductId: id,
    productName: contract.product_name,
    clientName: contract.client_name,
    clientEmail: contract.client_email,
    connectionName,
    vendorId: license?.vendor_id ?? null,
    licenseKey: license?.license_key || null,
    ip: license?.ip || contract.ip,
    licenseStatus: license?.status ?? null,
    packageIdentifier: license?.package_identifier || contract.package_identifier,
    expiresOn: license?.expires_on || null,
    autoprolong: license?.autoprolong ?? null,
    termMonths: asked.termMonths ?? contract.term_months,
    why: plan.why,
    cost: plan.cost,
  };
}
