import {
  faultKinds,
  type VendorAccount,
  type VendorFault,
  type VendorSetting,
} from '../../../preload/api/practice-vendor.ts';
import {
  errorNames,
  guessSettings,
  presetOf,
  switchSettings,
  SWITCHABLE_FUNCTIONS,
  timingSettings,
} from '../vendor-sandbox/index.ts';
import type { Fault, SandboxChanges, Setting, SettingDomain } from '../vendor-sandbox/index.ts';
import type { AccountManner } from './store.ts';

type AllSettings = Required<SandboxChanges>;

const catalogue = { switches: switchSettings, guesses: guessSettings, timing: timingSettings };
type Kind = keyof typeof catalogue;

/** Where a redirect of the practice vendor points: a reserved name, so that even who follows it reaches nobody (RFC 2606). */
const elsewhere = 'https://elsewhere.example/billmgr';

/** Every switch, guess and time of an account with its value, in the order of the catalogue. */
export function settingsOf(now: AllSettings, preset: AllSettings, byDefault: AllSettings): VendorSetting[] {
  const kinds = Object.keys(catalogue) as Kind[];
  return kinds.flatMap((kind) =>
    Object.entries<Setting>(catalogue[kind]).map(([name, { group, domain }]) => {
      const valueIn = (settings: AllSettings): VendorSetting['value'] =>
        (settings[kind] as Record<string, VendorSetting['value']>)[name] ?? '';
      return {
        name,
        kind,
        group,
        domain: domainOf(domain),
        value: valueIn(now),
        preset: valueIn(preset),
        default: valueIn(byDefault),
      };
    }),
  );
}

function domainOf(domain: SettingDomain): VendorSetting['domain'] {
  if (domain.kind === 'functions') return { kind: 'functions', choices: [...SWITCHABLE_FUNCTIONS] };
  if (domain.kind === 'choice') return { kind: 'choice', choices: [...domain.choices] };
  return domain.kind === 'numbers' ? { kind: 'numbers', choices: [...domain.choices] } : domain;
}

/** The words of each refusal. */
export function wordingsOf(now: AllSettings, preset: AllSettings, byDefault: AllSettings): VendorAccount['wordings'] {
  const wordOf = (
    { guesses }: AllSettings,
    name: (typeof errorNames)[number],
  ): VendorAccount['wordings'][number]['value'] => {
    const { type = '', object = '', message = '' } = guesses.errors?.[name] ?? {};
    return { type, object, message };
  };
  return errorNames.map((name) => ({
    name,
    value: wordOf(now, name),
    preset: wordOf(preset, name),
    default: wordOf(byDefault, name),
  }));
}

/** Lays a change over the manner of an account: a preset forgets what was switched before it, single settings lie on top. */
export function changedManner(
  manner: AccountManner,
  preset: AccountManner['preset'] | undefined,
  changes: SandboxChanges,
): AccountManner {
  const base = preset === undefined ? manner.overrides : presetOf(preset);
  const { errors = {}, ...guesses } = changes.guesses ?? {};
  return {
    preset: preset ?? manner.preset,
    overrides: {
      timing: { ...base.timing, ...changes.timing },
      switches: { ...base.switches, ...changes.switches },
      guesses: { ...base.guesses, ...guesses, errors: { ...base.guesses?.errors, ...errors } },
    },
  };
}

/** A fault as the vendor takes it. */
export function toVendorFault(fault: VendorFault): Fault {
  const { kind, phase, func, account, times, ms, status, retryAfter, rows, corpus } = fault;
  return {
    kind,
    phase,
    ...(func !== null && { func }),
    ...(account !== null && { account }),
    ...(times !== null && { times }),
    ...(ms !== null && { ms }),
    ...(status !== null && { status }),
    ...(retryAfter !== '' && { headers: { 'retry-after': retryAfter } }),
    ...(rows !== null && { rows }),
    ...(kind === 'corpus' && { corpus: corpus ?? 'json-null' }),
    ...(kind === 'redirect' && { location: elsewhere }),
  };
}

/** A fault of the vendor as the screens show it; null for one that no screen can set. */
export function fromVendorFault(fault: Fault): VendorFault | null {
  const kind = faultKinds.find((known) => known === fault.kind);
  if (kind === undefined) return null;
  return {
    kind,
    phase: fault.phase ?? 'before-commit',
    func: fault.func ?? null,
    account: fault.account ?? null,
    times: fault.times ?? null,
    ms: fault.ms ?? null,
    status: fault.status ?? null,
    retryAfter: fault.headers?.['retry-after'] ?? '',
    rows: fault.rows ?? null,
    corpus: fault.corpus ?? null,
  };
}
