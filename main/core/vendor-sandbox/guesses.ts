/**
 * Everything the sandbox had to make up. The vendor's documentation is silent on each of these points (ispmanager-api 8, and the gaps named
 * in 1 to 5), so none of them is a fact: each is a switch, and the default is the behaviour a careful client must survive. A test that
 * relies on one of them has to set it, so that the reader sees that it is a guess.
 */

/** An error document whose wording is not known. `__value__` in the message is replaced by the offending value. */
export interface ErrorTemplate {
  type: string;
  object: string;
  message: string;
}

export interface GuessedErrors {
  /** Too little money (ispmanager-api 2.3: no document was found). */
  balance: ErrorTemplate;
  /** The IP already has a license. */
  duplicateIp: ErrorTemplate;
  /** The IP already had a trial. */
  duplicateTrial: ErrorTemplate;
  /** The IP was changed less than a month ago. */
  ipLimit: ErrorTemplate;
  /** The key was changed less than a month ago. */
  keyLimit: ErrorTemplate;
  /** soft.suspend or soft.resume is not offered to this account. */
  suspendUnavailable: ErrorTemplate;
  /** The license is being opened or changed, or has a status in which the action makes no sense. */
  wrongStatus: ErrorTemplate;
  /** A license that expired is renewed, not resumed. */
  resumeExpired: ErrorTemplate;
  /** A trial cannot be renewed or moved to another tariff. */
  trialFixed: ErrorTemplate;
  /** "The service can be renewed only after {date}" is a known text of an unknown type (ispmanager-api 4.2). */
  renewTooEarly: ErrorTemplate;
  /** Known type, unknown text (ispmanager-api 4.4). */
  minimumOrder: ErrorTemplate;
  /** Known text, unknown type (ispmanager-api 1.3). */
  ipDenied: ErrorTemplate;
  /** A wrong confirmation code. */
  wrongCode: ErrorTemplate;
  /** A function that is not installed (ispmanager-api 5: text only). */
  unknownFunction: ErrorTemplate;
}

export interface SandboxGuesses {
  /** An order that names no IP: resellers send none where the client gave none (ispmanager-api 7), what the vendor says is not documented. */
  orderWithoutIp: 'accept' | 'refuse';
  /** Where `authinfo` is split when the password has a colon. */
  authinfoSplit: 'first' | 'last';
  /** What authinfo does on an account with the second factor on. */
  authinfoWithTwoFactor: 'confirm' | 'error' | 'allow';
  /** How an unconfirmed session is told so: `ok` carrying func=totp.confirm, or the older error type extraconfirm. */
  twoFactorStyle: 'ok' | 'extraconfirm';
  /** What a session that ended gets when it asked for machine output. */
  expiredSession: 'access' | 'redirect' | 'html';
  /** After this many failed sign-ins in a row an account is denied; 0 is never. */
  banAfterFailedSignIns: number;

  /** A list of one row is an object, not an array, in the JSON formats. */
  singleRowAsObject: boolean;
  /** A list of no rows has no `elem` at all in the JSON formats. */
  emptyListAbsent: boolean;
  /** An empty value in the JSON formats. */
  emptyValue: 'empty-text' | 'empty-object';
  /** How bjson carries the id of an order. */
  bjsonOrderId: 'v' | 'plain';
  /** How bjson carries the fields of an error. */
  bjsonError: 'plain' | 'dollar';
  /** "1000.00 EUR", or with a no-break space and a comma: "1 000,00 EUR". */
  amountFormat: 'plain' | 'localized';
  /** `autoprolong` in lists is display text instead of a number. */
  autoprolongText: boolean;
  /** `realdate` of expense and `create_date` of payment carry a time of day. */
  ledgerTimes: boolean;
  /** Zone of all calendar dates, minutes east of UTC. */
  dateOffsetMinutes: number;

  /** Rows of a list without p_cnt; 0 is all. */
  defaultPageSize: number;
  /** p_cnt above this is cut to it; 0 is no limit. */
  maxPageSize: number;
  /** Lists carry p_elems. */
  sendsTotal: boolean;
  /** Deleted licenses stay in the list with status 4, or vanish. */
  deletedRows: 'keep' | 'remove';

  /** An order without clicked_button=finish only shows the form. */
  orderNeedsFinish: boolean;
  /** autoprolong when the order does not say. */
  autoprolongDefault: 'period' | 'none';
  /** A second license on an IP that has one. 'accept' is the dangerous answer, so it is the default. */
  duplicateIp: 'accept' | 'refuse';
  /** A second trial on an IP that had one. */
  duplicateTrial: 'accept' | 'refuse';
  /** soft.checkip reports an IP that has a license, whatever the order itself would do. */
  checkipReportsDuplicates: boolean;
  /** Length of a trial. */
  trialDays: number;
  /** soft.edit returns remoteid. */
  remoteidReturned: boolean;
  /** soft.edit returns webdomains as a number, an empty value, or not at all. */
  webdomains: 'number' | 'empty' | 'absent';

  /** A license stops at the first or after the last instant of its `expiredate`. */
  expiryMoment: 'start-of-day' | 'end-of-day';
  /** Days from the stop by expiry to the deletion (30 is documented; ispmanager-api 4.2). */
  deletionAfterDays: number;
  /** autoprolong really renews and charges at expiry. */
  autoprolongRuns: boolean;
  /** From when a stopped license that is renewed before its expiry date runs: on from that date, or from today. */
  stoppedRenewalBase: 'expiredate' | 'today';
  /** A renewal is accepted only this many days before the expiry; 0 is always. */
  renewOnlyWithinDays: number;
  /** The key while a license is stopped. */
  keyOnSuspend: 'keep' | 'clear';
  /** The key after a resume. */
  keyOnResume: 'keep' | 'new';
  /** The IP may be changed once a month. */
  monthlyIpLimit: boolean;
  /** The key may be changed once a month. */
  monthlyKeyLimit: boolean;
  /** soft.edit without a field keeps or clears it. */
  omittedFields: 'keep' | 'clear';
  /** soft.edit changes autoprolong. */
  autoprolongEditable: boolean;
  /** Days after the order during which soft.delete is refused; 0 is never. */
  minimumOrderDays: number;
  /** soft.delete pays back the unused part. */
  refundOnDelete: boolean;
  /** A tariff change costs the prorated difference, the full new price, or nothing. */
  tariffChangeCost: 'difference' | 'full' | 'nothing';
  /** A change to a cheaper tariff is possible. */
  downgradeAllowed: boolean;
  /** A call with several elid of which some fail: nothing is done, or the good ones are done and the answer carries `warning`. */
  severalElid: 'all-or-nothing' | 'partial';

  /** pricelist.export answers without signing in. */
  priceExportPublic: boolean;
  /** whoami carries balance and currency. */
  whoamiBalance: boolean;
  /** Functions that this installation does not have. */
  missingFunctions: readonly string[];
  errors: GuessedErrors;
}

export const conservativeGuesses: SandboxGuesses = {
  orderWithoutIp: 'accept',
  authinfoSplit: 'first',
  authinfoWithTwoFactor: 'confirm',
  twoFactorStyle: 'ok',
  expiredSession: 'access',
  banAfterFailedSignIns: 0,
  singleRowAsObject: true,
  emptyListAbsent: true,
  emptyValue: 'empty-text',
  bjsonOrderId: 'v',
  bjsonError: 'plain',
  amountFormat: 'plain',
  autoprolongText: false,
  ledgerTimes: false,
  dateOffsetMinutes: 0,
  defaultPageSize: 50,
  maxPageSize: 0,
  sendsTotal: true,
  deletedRows: 'keep',
  orderNeedsFinish: true,
  autoprolongDefault: 'period',
  duplicateIp: 'accept',
  duplicateTrial: 'refuse',
  checkipReportsDuplicates: true,
  trialDays: 14,
  remoteidReturned: false,
  webdomains: 'number',
  expiryMoment: 'start-of-day',
  deletionAfterDays: 30,
  autoprolongRuns: true,
  stoppedRenewalBase: 'expiredate',
  renewOnlyWithinDays: 0,
  keyOnSuspend: 'keep',
  keyOnResume: 'keep',
  monthlyIpLimit: true,
  monthlyKeyLimit: true,
  omittedFields: 'keep',
  autoprolongEditable: true,
  minimumOrderDays: 0,
  refundOnDelete: false,
  tariffChangeCost: 'difference',
  downgradeAllowed: true,
  severalElid: 'all-or-nothing',
  priceExportPublic: true,
  whoamiBalance: true,
  missingFunctions: [],
  errors: {
    balance: { type: 'not_enough_money', object: 'balance', message: 'Insufficient funds: __value__ required' },
    duplicateIp: { type: 'exists', object: 'ip', message: 'A license for IP address __value__ already exists' },
    duplicateTrial: {
      type: 'exists',
      object: 'ip',
      message: 'A trial license for IP address __value__ has already been used',
    },
    ipLimit: { type: 'change_limit', object: 'ip', message: 'The IP address can be changed only after __value__' },
    keyLimit: {
      type: 'change_limit',
      object: 'lickey',
      message: 'The license key can be changed only after __value__',
    },
    suspendUnavailable: {
      type: 'access',
      object: 'func',
      message: 'The function __value__ is not available for this license',
    },
    wrongStatus: {
      type: 'value',
      object: 'status',
      message: 'The action is not possible while the license status is __value__',
    },
    resumeExpired: {
      type: 'value',
      object: 'expiredate',
      message: 'The license expired on __value__ and must be renewed',
    },
    trialFixed: {
      type: 'value',
      object: 'pricelist',
      message: 'The action is not possible for the trial license __value__',
    },
    renewTooEarly: {
      type: 'renew_limit',
      object: 'expiredate',
      message: 'The service can be renewed only after __value__',
    },
    minimumOrder: {
      type: 'pricelist_min_order',
      object: 'elid',
      message: 'The minimum order period ends on __value__',
    },
    ipDenied: { type: 'access', object: 'ip', message: 'Access from this IP denied' },
    wrongCode: { type: 'value', object: 'qrcode', message: 'The confirmation code is not valid' },
    unknownFunction: { type: 'missed', object: 'func', message: 'The module of function __value__ is not loaded' },
  },
};

/** Guesses as an owner gives them: only what differs from the defaults. */
export type GuessOverrides = Partial<Omit<SandboxGuesses, 'errors'>> & { errors?: Partial<GuessedErrors> };

/** Lays overrides over a set of guesses; the error templates are merged one by one. */
export function withGuesses(base: SandboxGuesses, overrides: GuessOverrides = {}): SandboxGuesses {
  const { errors, ...rest } = overrides;
  return { ...base, ...rest, errors: { ...base.errors, ...errors } };
}
