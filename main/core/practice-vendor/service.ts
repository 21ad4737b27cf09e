import type { Output, Parsed } from '../../../preload/api/contract.ts';
import type {
  practiceVendor as api,
  PracticeVendor as View,
  VendorLicenseRow,
} from '../../../preload/api/practice-vendor.ts';
import { AppError, fieldError, notFound } from '../kernel/index.ts';
import type { SandboxChanges, SandboxLicense, VendorSandbox } from '../vendor-sandbox/index.ts';
import type { PracticeVendor, RunningVendor } from './vendor.ts';

type Api = typeof api;

/** Rows of one look into the vendor's books. */
const mostRows = 100;

/** The rules and the sandbox are loaded when they are first needed: the live environment never needs them. */
const parts = async () => ({
  ...(await import('./rules.ts')),
  ...(await import('../vendor-sandbox/index.ts')),
});
type Parts = Awaited<ReturnType<typeof parts>>;

export type PracticeVendorService = ReturnType<typeof practiceVendorService>;

/**
 * What staff may do to the practice vendor. `practice` is null in the live environment; every verb is then refused.
 * @throws AppError `practice.sandbox_only`
 */
export function practiceVendorService(practice: PracticeVendor | null, onChanged: () => void) {
  async function vendor(): Promise<{ running: RunningVendor; sandbox: VendorSandbox; use: Parts }> {
    if (!practice) throw new AppError('practice.sandbox_only');
    const [running, use] = await Promise.all([practice.running(), parts()]);
    return { running, sandbox: running.sandbox, use };
  }

  /** How the vendor stands now. */
  async function get(): Promise<View> {
    const { running, sandbox, use } = await vendor();
    const accounts = use.practiceAccounts.map(({ login, currency }) => {
      const { preset, overrides } = running.settings.accounts[login] ?? { preset: 'vendor-a' as const, overrides: {} };
      const [now, ofPreset, byDefault] = [
        sandbox.settings(login),
        sandbox.settings(login, use.presetOf(preset)),
        sandbox.settings(login, {}),
      ];
      return {
        login,
        preset,
        isChanged: JSON.stringify(sandbox.settings(login, overrides)) !== JSON.stringify(ofPreset),
        balance: { amountMinor: sandbox.balance(login), currency },
        settings: use.settingsOf(now, ofPreset, byDefault),
        wordings: use.wordingsOf(now, ofPreset, byDefault),
      };
    });
    return {
      accounts,
      faults: sandbox.faults().flatMap((fault) => use.fromVendorFault(fault) ?? []),
      functions: ['auth', 'totp.confirm', 'logon', ...use.SWITCHABLE_FUNCTIONS],
      now: new Date(sandbox.now()).toISOString(),
      daysAhead: Math.floor(sandbox.clockOffsetMs() / 86_400_000),
      licenses: sandbox.licenses().length,
    };
  }

  async function changed(): Promise<View> {
    onChanged();
    return get();
  }

  /** @throws AppError `not_found` for an account, `input.invalid` for a setting or a value that does not exist */
  async function configure({
    login,
    preset,
    switches,
    guesses,
    timing,
    wordings,
  }: Parsed<Api['configure']>): Promise<View> {
    const { running, sandbox, use } = await vendor();
    const manner = running.settings.accounts[login];
    if (!manner) throw notFound();
    let changes: SandboxChanges;
    try {
      changes = use.parseChanges({ switches, timing, guesses: { ...guesses, errors: wordings } });
    } catch (error) {
      throw fieldError(wrongField(error), { code: 'invalid' });
    }
    const next = use.changedManner(manner, preset, changes);
    running.keep({ ...running.settings, accounts: { ...running.settings.accounts, [login]: next } });
    sandbox.configureAccount(login, next.overrides);
    return changed();
  }

  async function setFaults({ faults }: Parsed<Api['setFaults']>): Promise<View> {
    const { running, sandbox, use } = await vendor();
    const next = faults.map((fault) => use.toVendorFault(fault));
    running.keep({ ...running.settings, faults: next });
    sandbox.setFaults(next);
    return changed();
  }

  async function advanceClock({ days }: Parsed<Api['advanceClock']>): Promise<View> {
    const { sandbox } = await vendor();
    sandbox.advance(days * 86_400_000);
    return changed();
  }

  /** @throws AppError `not_found` for an account, `input.invalid` (currency) for money it does not keep */
  async function topUp({ login, amountMinor, currency }: Parsed<Api['topUp']>): Promise<View> {
    const { sandbox, use } = await vendor();
    const account = use.practiceAccounts.find((one) => one.login === login);
    if (!account) throw notFound();
    if (account.currency !== currency) throw fieldError('currency', { code: 'invalid' });
    sandbox.topUp(login, amountMinor);
    return changed();
  }

  async function listLicenses({ account }: Parsed<Api['listLicenses']>): Promise<Output<Api['listLicenses']>> {
    const { sandbox, use } = await vendor();
    return sandbox
      .licenses()
      .filter((license) => account === null || license.account === account)
      .slice(-mostRows)
      .toReversed()
      .map((license) => rowOf(license, use));
  }

  /** @throws AppError `not_found` */
  async function vendorEdit({ id, isNewKey, ...patch }: Parsed<Api['vendorEdit']>): Promise<VendorLicenseRow> {
    const { sandbox, use } = await vendor();
    if (!sandbox.licenses().some((license) => license.id === id)) throw notFound();
    const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
    sandbox.patchLicense(id, { ...given, ...(isNewKey && { key: use.makeKey(id, Math.random) }) });
    onChanged();
    const license = sandbox.licenses().find((one) => one.id === id);
    if (!license) throw notFound();
    return rowOf(license, use);
  }

  return { get, configure, setFaults, advanceClock, topUp, listLicenses, vendorEdit };
}

/** `guesses.trialDays: not a value of it` → `guesses.trialDays`. The sandbox's own complaint names the field before the colon. */
function wrongField(error: unknown): string {
  if (!(error instanceof TypeError)) throw error;
  return error.message.split(':', 1)[0]?.replace('guesses.errors.', 'wordings.') ?? 'guesses';
}

function rowOf(license: SandboxLicense, { defaultTariffs }: Parts): VendorLicenseRow {
  const { id, account, licname, ip, status, key, expiredate, pricelist } = license;
  const tariff = defaultTariffs.find((one) => one.id === pricelist)?.name ?? pricelist;
  return { id, account, licname, ip, tariff, status, key, expiredate };
}
