import type { automation, EffectiveSetting } from '../../../preload/api/automation.ts';
import {
  definitionOf,
  dunningOrder,
  orderProblem,
  SettingName,
  type SettingScope,
  settingProblem,
} from '../../../preload/api/automation-settings.ts';
import type { Output, Parsed } from '../../../preload/api/contract.ts';
import { AppError, fieldError, notFound, type Context } from '../kernel/index.ts';
import type { Store, Writer } from '../store/index.ts';
import type { TriggersService } from '../triggers/index.ts';
import { allSettings, contractSubject, levelExists, runningContracts } from './store.ts';

/** Whose setting is asked for; the narrowest one that is given wins. */
export interface SettingSubject {
  readonly contractProductId?: string;
  readonly productId?: string;
  readonly clientId?: string;
}

/** A value in force and the level that it comes from; `initial`: nobody has set it. */
export interface Effective {
  readonly value: string;
  readonly from: EffectiveSetting['from'];
}

type Levels = readonly { readonly scope: SettingScope; readonly id: string }[];
type Values = ReadonlyMap<string, string>;

export type AutomationSettings = ReturnType<typeof automationSettings>;

const keyOf = (scope: SettingScope, id: string, name: SettingName): string => `${scope} ${id} ${name}`;

/** Levels from the narrowest to the brand (spec 2.5.4, 2.12). */
const levelsOf = ({ contractProductId, clientId, productId }: SettingSubject): Levels => [
  ...(contractProductId === undefined ? [] : [{ scope: 'contract_product' as const, id: contractProductId }]),
  ...(clientId === undefined ? [] : [{ scope: 'client' as const, id: clientId }]),
  ...(productId === undefined ? [] : [{ scope: 'product' as const, id: productId }]),
  { scope: 'brand', id: '' },
];

/** Intervals and policies of automation at their levels: the narrowest one that says something is in force. */
export function automationSettings({
  store,
  triggers,
}: {
  readonly store: Store;
  readonly triggers: Pick<TriggersService, 'fire'>;
}) {
  let kept: Values | null = null;
  let isWriting = false;

  /** What differs from the defaults, all of it: it is little, and asked for at each step of a run. */
  function stored(): Values {
    if (isWriting) return allSettings(store);
    kept ??= allSettings(store);
    return kept;
  }

  function inForce(name: SettingName, levels: Levels, values: Values = stored()): Effective {
    const { scopes, initial } = definitionOf(name);
    for (const { scope, id } of levels) {
      const value = scopes.includes(scope) ? values.get(keyOf(scope, id, name)) : undefined;
      if (value !== undefined) return { value, from: scope };
    }
    return { value: initial, from: 'initial' };
  }

  /** The value in force for a subject and where it comes from. Give all levels that are known: product and client beside the contract product. */
  const effective = (name: SettingName, subject: SettingSubject): Effective => inForce(name, levelsOf(subject));
  const number = (name: SettingName, subject: SettingSubject): number => Number(effective(name, subject).value);

  /** The largest and the smallest number in force anywhere: no search of what is due has to look further. */
  function bounds(name: SettingName): { readonly least: number; readonly most: number } {
    const brand = number(name, {});
    const all = [...stored()].flatMap(([key, value]) => (key.endsWith(` ${name}`) ? Number(value) : []));
    return { least: Math.min(brand, ...all), most: Math.max(brand, ...all) };
  }

  /** Whether a value that is so is in force anywhere. */
  const isAnywhere = (name: SettingName, isSo: (value: string) => boolean): boolean =>
    isSo(effective(name, {}).value) || [...stored()].some(([key, value]) => key.endsWith(` ${name}`) && isSo(value));

  /** The levels that a level lies in, itself first. @throws AppError `not_found` */
  function levelsAt(scope: SettingScope, scopeId: string): Levels {
    if (scope === 'brand' ? scopeId !== '' : !levelExists(store, scope, scopeId)) throw notFound();
    if (scope === 'brand') return levelsOf({});
    if (scope === 'product') return levelsOf({ productId: scopeId });
    if (scope === 'client') return levelsOf({ clientId: scopeId });
    const contract = contractSubject(store, scopeId);
    if (!contract) throw notFound();
    return levelsOf({ contractProductId: scopeId, productId: contract.product_id, clientId: contract.client_id });
  }

  /** The settings that a level has. @throws AppError `not_found` */
  function getSettings({
    scope,
    scopeId,
  }: Parsed<typeof automation.getSettings>): Output<typeof automation.getSettings> {
    const levels = levelsAt(scope, scopeId);
    return {
      settings: SettingName.options
        .filter((name) => definitionOf(name).scopes.includes(scope))
        .map((name) => {
          const now = inForce(name, levels);
          const inherited = inForce(name, levels.slice(1));
          return {
            name,
            value: now.value,
            from: now.from,
            inherited: inherited.value,
            inheritedFrom: inherited.from,
            own: stored().get(keyOf(scope, scopeId, name)) ?? null,
          };
        }),
    };
  }

  /**
   * Sets values of a level, all or none; null takes one away. At a contract product its triggers are fired (45-49; 34, 35 also by
   * its client).
   * @throws AppError `not_found`, `input.invalid` naming the setting: not a value of it, not of this level, or a step of
   *   dunning that does not come after the one before it, here or at a narrower level
   */
  function setSettings(
    { scope, scopeId, values }: Parsed<typeof automation.setSettings>,
    context: Context,
  ): Output<typeof automation.setSettings> {
    isWriting = true;
    try {
      store.transaction(context, (writer) => {
        const levels = levelsAt(scope, scopeId);
        for (const [name, value] of Object.entries(values) as [SettingName, string | null][]) {
          if (!definitionOf(name).scopes.includes(scope)) throw fieldError(`values.${name}`, { code: 'unknown_field' });
          const problem = value === null ? null : settingProblem(name, value);
          if (problem) throw fieldError(`values.${name}`, problem);
          write(writer, { scope, scopeId, name, value, before: inForce(name, levels).value }, levels);
        }
        checkOrder(levels);
        checkNarrower(scope);
      });
    } finally {
      isWriting = false;
      kept = null;
    }
    return getSettings({ scope, scopeId });
  }

  function write(
    writer: Writer,
    of: {
      readonly scope: SettingScope;
      readonly scopeId: string;
      readonly name: SettingName;
      readonly value: string | null;
      /** In force until now. */
      readonly before: string;
    },
    levels: Levels,
  ): void {
    const { scope, scopeId, name, value, before } = of;
    const found = store.get<{ id: string }>(
      'automation setting',
      'SELECT id FROM automation_setting WHERE scope = @scope AND scope_id = @scopeId AND name = @name',
      { scope, scopeId, name },
    );
    if (found && value === null) writer.remove('automation_setting', found.id);
    else if (found && value !== null) writer.update('automation_setting', found.id, { value });
    else if (value !== null)
      writer.insert('automation_setting', { id: store.makeId(), scope, scope_id: scopeId, name, value });
    const now = inForce(name, levels).value;
    const trigger = triggerOf(name, before, now);
    if (trigger === undefined) return;
    const clientId = levels.find((level) => level.scope === 'client')?.id ?? null;
    // Of a client those that say nothing of their own follow.
    const concerned =
      scope === 'contract_product'
        ? [scopeId]
        : scope === 'client' && definitionOf(name).switched
          ? runningContracts(store, scopeId).filter((id) => !stored().has(keyOf('contract_product', id, name)))
          : [];
    for (const id of concerned)
      triggers.fire(writer, trigger, `contract_product/${id}/${writer.context.traceId}`, {
        entity: 'contract_product',
        id,
        clientId,
      });
  }

  /** The trigger that the change of a value in force is; undefined: it is none. */
  function triggerOf(name: SettingName, before: string, now: string): number | undefined {
    const { trigger, switched } = definitionOf(name);
    if (!switched) return before === now ? undefined : trigger;
    const [was, is] = [before !== 'off', now !== 'off'];
    return was === is ? undefined : is ? switched.on : switched.off;
  }

  /** @throws AppError `input.invalid` naming the step */
  function checkOrder(levels: Levels): void {
    const problem = orderProblem((name) => Number(inForce(name, levels).value));
    if (problem) throw fieldError(`values.${problem.name}`, problem.error);
  }

  /** A narrower level that says something of its own must be in order too. @throws AppError `input.invalid` naming the step */
  function checkNarrower(scope: SettingScope): void {
    if (scope === 'contract_product') return;
    const seen = new Set<string>();
    for (const key of stored().keys()) {
      const [narrow = '', id = '', name = ''] = key.split(' ');
      if (narrow === 'brand' || !dunningOrder.some((each) => each === name) || seen.has(`${narrow} ${id}`)) continue;
      seen.add(`${narrow} ${id}`);
      try {
        checkOrder(levelsAt(narrow as SettingScope, id));
      } catch (error) {
        // What it stood at is gone.
        if (!(error instanceof AppError) || error.code !== 'not_found') throw error;
      }
    }
  }

  return { effective, number, bounds, isAnywhere, getSettings, setSettings };
}
