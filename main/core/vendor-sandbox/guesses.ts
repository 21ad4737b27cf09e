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
  /** An order with a remoteid that another license has. */
  duplicateRemoteid: ErrorTemplate;
  /** Too many calls in a minute. */
  tooManyCalls: ErrorTemplate;
  /** Fewer of an addon than there are. */
  fewerAddons: ErrorTemplate;
}

export interface SandboxGuesses {
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
  /** More calls than this in a minute are refused; 0 is no limit. */
  callsPerMinute: number;
  /** How a call too many is refused: an error document with status 200, or HTTP 429 with Retry-After. */
  rateRefusal: 'error' | 'http';
  /** How many times a key of session.newkey signs in. */
  signInKeys: 'once' | 'repeat';
  /** A function the account has no right to: error type `access`, or an answer without data (ispmanager-api 1.3 knows both). */
  deniedAnswer: 'access' | 'empty';

  /** A list of one row is an object, not an array, in the JSON formats. */
  singleRowAsObject: boolean;
  /** A list of no rows has no `elem` at all in the JSON formats. */
  emptyListAbsent: boolean;
  /** An empty value in the JSON formats. */
  emptyValue: 'empty-text' | 'empty-object';
  /** How bjson carries the id of an order. */
  bjsonOrderId: 'v' | 'plain' | 'dollar';
  /** How bjson carries the fields of an error. */
  bjsonError: 'plain' | 'dollar';
  /** "1000.00 EUR", or with a no-break space and a comma: "1 000,00 EUR". */
  amountFormat: 'plain' | 'localized';
  /** `autoprolong` in lists is display text instead of a number. */
  autoprolongText: boolean;
  /** Rows of `soft` carry the further columns that other lists of the vendor have, and a colour on `item_status` (ispmanager-api 3). */
  extraColumns: boolean;
  /** `realdate` of expense and `create_date` of payment carry a time of day. */
  ledgerTimes: boolean;
  /** Zone of all calendar dates, minutes east of UTC. */
  dateOffsetMinutes: number;
  /** `lang=ru` gets messages in Russian. Their wording is invented; a client must not branch on any. */
  messageLanguage: 'asked' | 'english';
  /** Messages come with their values filled in, or with `__value__` left for the caller to fill from `param` (ispmanager-api 5). */
  placeholders: 'filled' | 'left';

  /** Rows of a list without p_cnt; 0 is all. */
  defaultPageSize: number;
  /** p_cnt above this is cut to it; 0 is no limit. */
  maxPageSize: number;
  /** p_num turns pages; when not, every page is the first. */
  pageNumbers: boolean;
  /** Lists carry p_elems. */
  sendsTotal: boolean;
  /** Deleted licenses stay in the list with status 4, or vanish. */
  deletedRows: 'keep' | 'remove';

  /** An order without clicked_button=finish only shows the form. */
  orderNeedsFinish: boolean;
  /** An order without licence_agreement=on is refused. */
  orderNeedsAgreement: boolean;
  /** An order that names no IP: resellers send none where the client gave none (ispmanager-api 7), what the vendor says is not documented. */
  orderWithoutIp: 'accept' | 'refuse';
  /** Paid periods besides 1 and 12 months, at as many times the price of a month. */
  furtherPeriods: readonly number[];
  /** Longest licname in characters (255 is documented for another product; ispmanager-api 2). */
  licnameMaxLength: number;
  /** autoprolong other than the period is refused, as for another product (ispmanager-api 2). */
  autoprolongMustMatch: boolean;
  /** An order without the money for it: refused; refused and put into the cart; refused, yet in the list, unpaid and never opened. */
  lowBalance: 'refuse' | 'cart' | 'unpaid';
  /** autoprolong when the order does not say. */
  autoprolongDefault: 'period' | 'none';
  /** A second license on an IP that has one. 'accept' is the dangerous answer, so it is the default. */
  duplicateIp: 'accept' | 'refuse';
  /** A second trial on an IP that had one. */
  duplicateTrial: 'accept' | 'refuse';
  /** soft.checkip reports an IP that has a license, whatever the order itself would do. */
  checkipReportsDuplicates: boolean;
  /** A second license with the same remoteid. */
  duplicateRemoteid: 'accept' | 'refuse';
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
  /** A renewal without skipbasket=on goes into the cart, unpaid (ispmanager-api 4.2: an older article). */
  renewalNeedsSkipbasket: boolean;
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
  /** soft.edit changes autoprolong; when not, it answers success all the same. */
  autoprolongEditable: boolean;
  /** soft.edit changes addon quantities; when not, it answers success all the same. */
  addonsEditable: boolean;
  /** What more of an addon costs: its share of the rest of the period, a whole period, nothing, or it waits in the cart. */
  addonChangeCost: 'difference' | 'full' | 'nothing' | 'cart';
  /** Fewer of an addon than there are; nothing is paid back. */
  fewerAddons: 'accept' | 'refuse';
  /** Days after the order during which soft.delete is refused; 0 is never. */
  minimumOrderDays: number;
  /** soft.delete pays back the unused part. */
  refundOnDelete: boolean;
  /** A tariff change costs the prorated difference, the full new price, nothing, or it waits in the cart. */
  tariffChangeCost: 'difference' | 'full' | 'nothing' | 'cart';
  /** A change to a cheaper tariff is possible. */
  downgradeAllowed: boolean;
  /** A change to a cheaper tariff pays back the prorated difference. */
  downgradeRefund: boolean;
  /** The end date after a tariff change: as it was, or a new period from today. */
  tariffChangeEnd: 'keep' | 'restart';
  /** The period after a tariff change: the one that was sent, or as it was. */
  tariffChangePeriod: 'sent' | 'keep';
  /** Addons after a tariff change. */
  tariffChangeAddons: 'keep' | 'drop';
  /** A call with several elid of which some fail: nothing is done, or the good ones are done and the answer carries `warning`. */
  severalElid: 'all-or-nothing' | 'partial';

  /** pricelist.export answers without signing in. */
  priceExportPublic: boolean;
  /** whoami carries balance and currency. */
  whoamiBalance: boolean;
  /** Currency that pricelist.export names. The account is charged in its own. */
  priceExportCurrency: 'EUR' | 'USD' | 'RUB';
  /** Rows of expense name the license in main_item. */
  expenseNamesLicense: boolean;
  /** Functions that this installation does not have. */
  missingFunctions: readonly string[];
  errors: GuessedErrors;
}

/** Guesses as an owner gives them: only what differs from the defaults. */
export type GuessOverrides = Partial<Omit<SandboxGuesses, 'errors'>> & { errors?: Partial<GuessedErrors> };

/** Lays overrides over a set of guesses; the error templates are merged one by one. */
export function withGuesses(base: SandboxGuesses, overrides: GuessOverrides = {}): SandboxGuesses {
  const { errors, ...rest } = overrides;
  return { ...base, ...rest, errors: { ...base.errors, ...errors } };
}
