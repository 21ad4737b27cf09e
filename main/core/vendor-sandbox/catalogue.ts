/**
 * What can be switched, with the values each switch takes. Screens build their controls from it, and changes that come in from outside are checked
 * against it. The types make a switch, guess or time that is not entered here a compile error.
 */
import type { ErrorTemplate, GuessedErrors, SandboxGuesses } from './guesses.ts';
import type { SandboxSwitches, SandboxTiming } from './options.ts';

export const SETTING_GROUPS = ['access', 'account', 'limits', 'formats', 'money', 'life', 'timing'] as const;
export type SettingGroup = (typeof SETTING_GROUPS)[number];

/** The values a setting takes. */
export type SettingDomain =
  | { readonly kind: 'flag' }
  /** One of these; the order is that of a screen. */
  | { readonly kind: 'choice'; readonly choices: readonly (string | boolean)[] }
  /** A whole number from `min` to `max`. */
  | { readonly kind: 'number'; readonly min: number; readonly max: number }
  /** Any of these. */
  | { readonly kind: 'numbers'; readonly choices: readonly number[] }
  /** Names of functions. */
  | { readonly kind: 'functions' }
  | { readonly kind: 'code' };

export interface Setting {
  readonly group: SettingGroup;
  readonly domain: SettingDomain;
}

/** Functions that an installation may lack, or an account may have no right to. Signing in is not among them. */
export const SWITCHABLE_FUNCTIONS = [
  'soft',
  'soft.edit',
  'soft.order',
  'soft.order.pricelist',
  'soft.order.param',
  'soft.checkip',
  'soft.filter',
  'soft.suspend',
  'soft.resume',
  'soft.delete',
  'service',
  'item',
  'service.prolong',
  'service.changepricelist',
  'pricelist.export',
  'whoami',
  'subaccount',
  'dashboard.info',
  'usrparam',
  'payment',
  'expense',
  'basket',
  'menu',
  'keepalive',
  'session.newkey',
] as const;

const DAY_MS = 86_400_000;

const flag = (group: SettingGroup): Setting => ({ group, domain: { kind: 'flag' } });
const choice = (group: SettingGroup, ...choices: readonly (string | boolean)[]): Setting => ({
  group,
  domain: { kind: 'choice', choices },
});
const number = (group: SettingGroup, min: number, max: number): Setting => ({
  group,
  domain: { kind: 'number', min, max },
});
const functions = (group: SettingGroup): Setting => ({ group, domain: { kind: 'functions' } });

export const switchSettings: Readonly<Record<keyof SandboxSwitches, Setting>> = {
  maintenance: flag('access'),
  ipDenied: flag('access'),
  authinfoRefused: flag('access'),
  captcha: flag('access'),
  twoFactor: flag('access'),
  twoFactorCode: { group: 'access', domain: { kind: 'code' } },
  sessionBoundToIp: flag('access'),
  canSuspend: choice('account', true, false, 'silent'),
  deniedFunctions: functions('account'),
};

export const guessSettings: Readonly<Record<Exclude<keyof SandboxGuesses, 'errors'>, Setting>> = {
  authinfoSplit: choice('access', 'first', 'last'),
  authinfoWithTwoFactor: choice('access', 'confirm', 'error', 'allow'),
  twoFactorStyle: choice('access', 'ok', 'extraconfirm'),
  expiredSession: choice('access', 'access', 'redirect', 'html'),
  signInKeys: choice('access', 'once', 'repeat'),
  banAfterFailedSignIns: number('access', 0, 100),
  priceExportPublic: flag('access'),

  missingFunctions: functions('account'),
  deniedAnswer: choice('account', 'access', 'empty'),
  downgradeAllowed: flag('account'),
  autoprolongEditable: flag('account'),
  addonsEditable: flag('account'),
  fewerAddons: choice('account', 'accept', 'refuse'),

  callsPerMinute: number('limits', 0, 6000),
  rateRefusal: choice('limits', 'error', 'http'),
  monthlyIpLimit: flag('limits'),
  monthlyKeyLimit: flag('limits'),
  duplicateIp: choice('limits', 'accept', 'refuse'),
  duplicateTrial: choice('limits', 'accept', 'refuse'),
  duplicateRemoteid: choice('limits', 'accept', 'refuse'),
  checkipReportsDuplicates: flag('limits'),
  orderWithoutIp: choice('limits', 'accept', 'refuse'),
  orderNeedsFinish: flag('limits'),
  orderNeedsAgreement: flag('limits'),
  autoprolongMustMatch: flag('limits'),
  licnameMaxLength: number('limits', 1, 10_000),
  furtherPeriods: { group: 'limits', domain: { kind: 'numbers', choices: [3, 6, 24, 36] } },
  renewOnlyWithinDays: number('limits', 0, 366),
  minimumOrderDays: number('limits', 0, 366),

  defaultPageSize: number('formats', 0, 10_000),
  maxPageSize: number('formats', 0, 10_000),
  pageNumbers: flag('formats'),
  sendsTotal: flag('formats'),
  deletedRows: choice('formats', 'keep', 'remove'),
  extraColumns: flag('formats'),
  singleRowAsObject: flag('formats'),
  emptyListAbsent: flag('formats'),
  emptyValue: choice('formats', 'empty-text', 'empty-object'),
  bjsonOrderId: choice('formats', 'v', 'plain', 'dollar'),
  bjsonError: choice('formats', 'plain', 'dollar'),
  remoteidReturned: flag('formats'),
  webdomains: choice('formats', 'number', 'empty', 'absent'),
  amountFormat: choice('formats', 'plain', 'localized'),
  autoprolongText: flag('formats'),
  ledgerTimes: flag('formats'),
  dateOffsetMinutes: number('formats', -720, 840),
  messageLanguage: choice('formats', 'asked', 'english'),
  placeholders: choice('formats', 'filled', 'left'),

  lowBalance: choice('money', 'refuse', 'cart', 'unpaid'),
  tariffChangeCost: choice('money', 'difference', 'full', 'nothing', 'cart'),
  downgradeRefund: flag('money'),
  addonChangeCost: choice('money', 'difference', 'full', 'nothing', 'cart'),
  renewalNeedsSkipbasket: flag('money'),
  refundOnDelete: flag('money'),
  whoamiBalance: flag('money'),
  expenseNamesLicense: flag('money'),
  priceExportCurrency: choice('money', 'EUR', 'USD', 'RUB'),

  trialDays: number('life', 1, 366),
  autoprolongDefault: choice('life', 'period', 'none'),
  autoprolongRuns: flag('life'),
  expiryMoment: choice('life', 'start-of-day', 'end-of-day'),
  deletionAfterDays: number('life', 0, 366),
  stoppedRenewalBase: choice('life', 'expiredate', 'today'),
  keyOnSuspend: choice('life', 'keep', 'clear'),
  keyOnResume: choice('life', 'keep', 'new'),
  omittedFields: choice('life', 'keep', 'clear'),
  tariffChangeEnd: choice('life', 'keep', 'restart'),
  tariffChangePeriod: choice('life', 'sent', 'keep'),
  tariffChangeAddons: choice('life', 'keep', 'drop'),
  severalElid: choice('life', 'all-or-nothing', 'partial'),
};

export const timingSettings: Readonly<Record<keyof SandboxTiming, Setting>> = {
  orderedMs: number('timing', 0, 30 * DAY_MS),
  processingMs: number('timing', 0, 30 * DAY_MS),
  keyDelayMs: number('timing', 0, 30 * DAY_MS),
  operationMs: number('timing', 0, 30 * DAY_MS),
  sessionIdleMs: number('timing', 1000, 30 * DAY_MS),
};

/** The refusals whose wording can be set. */
export const errorNames: readonly (keyof GuessedErrors)[] = Object.keys({
  balance: true,
  duplicateIp: true,
  duplicateTrial: true,
  duplicateRemoteid: true,
  ipLimit: true,
  keyLimit: true,
  suspendUnavailable: true,
  wrongStatus: true,
  resumeExpired: true,
  trialFixed: true,
  renewTooEarly: true,
  minimumOrder: true,
  fewerAddons: true,
  ipDenied: true,
  wrongCode: true,
  tooManyCalls: true,
  unknownFunction: true,
} satisfies Readonly<Record<keyof GuessedErrors, true>>) as (keyof GuessedErrors)[];

/** The parts of the wording of a refusal. */
export const templateParts: readonly (keyof ErrorTemplate)[] = ['type', 'object', 'message'];
