import slugify from '@sindresorhus/slugify';
import type { AffiliateSettings, affiliates as api, ClientAffiliate } from '../../../preload/api/affiliates.ts';
import type { Output, Parsed } from '../../../preload/api/contract.ts';
import type { BrandService } from '../brand/index.ts';
import { type Context, fieldError, notFound } from '../kernel/index.ts';
import type { RatesService } from '../rates/index.ts';
import { cut, type Store, type Writer } from '../store/index.ts';
import { commissions } from './commissions.ts';
import * as rows from './store.ts';

/** What affiliates need of others; the composition root gives it. */
export interface AffiliatesDeps {
  readonly store: Store;
  readonly brand: Pick<BrandService, 'businessDate' | 'settings'>;
  readonly rates: Pick<RatesService, 'convert'>;
  readonly billing: {
    /** Puts money into a client's account balance, in the caller's transaction. */
    credit(
      writer: Writer,
      entry: {
        readonly clientId: string;
        readonly currency: string;
        readonly amountMinor: number;
        readonly kind: 'commission';
        readonly reference: string;
      },
    ): unknown;
  };
}

export type AffiliatesService = ReturnType<typeof affiliatesService>;

/** What counts until somebody sets something: off (spec 2.15). */
const initial = {
  isEnabled: false,
  kind: 'percent',
  percent: '10',
  fixedMinor: 0,
  maturationDays: 30,
  thresholdMinor: 0,
} as const;

/** Clients that bring clients: who they are, what they earn, and what of it is paid out (spec 46, 2.15). */
export function affiliatesService(deps: AffiliatesDeps) {
  const { store, brand } = deps;
  const { invoicePaid, refunded, payOut, steps } = commissions(deps);

  /** The settings. Amounts are in the brand's currency of when they were saved. */
  function settings(): AffiliateSettings {
    const row = rows.findSetting(store);
    if (!row) return { ...initial, currency: brand.settings().defaultCurrency };
    return {
      isEnabled: row.is_enabled === 1,
      kind: row.kind,
      percent: row.percent,
      fixedMinor: row.fixed_minor,
      maturationDays: row.maturation_days,
      thresholdMinor: row.threshold_minor,
      currency: row.currency,
    };
  }

  /**
   * Stores the settings. Commissions that exist keep what they were counted with; what a lower threshold lets go is
   * paid out at once. @throws AppError `input.invalid` percent: too_big
   */
  function saveSettings(input: Parsed<typeof api.saveSettings>, context: Context): AffiliateSettings {
    // Exact enough to compare with a bound: the text itself is what is stored and computed with.
    if (Number(input.percent) > 100) throw fieldError('percent', { code: 'too_big', params: { maximum: 100 } });
    store.transaction(context, (writer) => {
      const before = rows.findSetting(store);
      const { defaultCurrency: currency } = brand.settings();
      const columns = {
        is_enabled: input.isEnabled ? 1 : 0,
        kind: input.kind,
        percent: input.percent,
        fixed_minor: input.fixedMinor,
        currency,
        maturation_days: input.maturationDays,
        threshold_minor: input.thresholdMinor,
      };
      if (before) writer.update('affiliate_setting', before.id, columns);
      else writer.insert('affiliate_setting', { id: store.makeId(), ...columns });
      for (const { id } of rows.affiliateIds(store)) payOut(writer, id, currency);
    });
    return settings();
  }

  /** A page of affiliates, newest first. */
  function list({ cursor, limit }: Parsed<typeof api.list>): Output<typeof api.list> {
    const found = cut(rows.listAffiliates(store, { cursor, limit }), limit);
    return { ...found, rows: found.rows.map((row) => rows.affiliate(store, row)) };
  }

  /** What a client is here: an affiliate, brought by one, or neither. @throws AppError `not_found` */
  function ofClient(clientId: string): ClientAffiliate {
    if (!rows.clientNames(store, clientId)) throw notFound();
    const own = rows.affiliateOfClient(store, clientId);
    const by = rows.referralOf(store, clientId);
    return {
      isEnabled: settings().isEnabled,
      affiliate: own ? rows.affiliate(store, own) : null,
      referredBy: by ? { clientId: by.client_id, clientName: by.client_name, code: by.code, on: by.referred_on } : null,
    };
  }

  /**
   * Makes a client an affiliate; one who is already stays what they are. An empty code is made of the name.
   * @throws AppError `not_found`, `input.invalid` code: duplicate
   */
  function enroll({ clientId, code }: Parsed<typeof api.enroll>, context: Context): ClientAffiliate {
    store.transaction(context, (writer) => {
      const client = rows.clientNames(store, clientId);
      if (!client) throw notFound();
      if (rows.affiliateOfClient(store, clientId)) return;
      if (code !== '' && rows.affiliateByCode(store, code)) throw fieldError('code', { code: 'duplicate' });
      writer.insert('affiliate', {
        id: store.makeId(),
        client_id: clientId,
        code: code === '' ? freeCode(`${client.first_name} ${client.last_name}`) : code,
        is_active: 1,
      });
    });
    return ofClient(clientId);
  }

  /** A code that nobody has, made of a name: `ANNA-SMITH`, `ANNA-SMITH-2`. */
  function freeCode(name: string): string {
    const plain = slugify(name).slice(0, 24).replace(/-+$/, '').toUpperCase();
    const base = plain.length < 3 ? 'PARTNER' : plain;
    let code = base;
    for (let n = 2; rows.affiliateByCode(store, code); n += 1) code = `${base}-${n}`;
    return code;
  }

  /** Changes the code of an affiliate, or whether they earn. @throws AppError `not_found`, `input.invalid` code: duplicate */
  function update({ clientId, code, isActive }: Parsed<typeof api.update>, context: Context): ClientAffiliate {
    store.transaction(context, (writer) => {
      const own = rows.affiliateOfClient(store, clientId);
      if (!own) throw notFound();
      const other = rows.affiliateByCode(store, code);
      if (other && other.id !== own.id) throw fieldError('code', { code: 'duplicate' });
      writer.update('affiliate', own.id, { code, is_active: isActive ? 1 : 0 });
    });
    return ofClient(clientId);
  }

  /**
   * Says who brought a client, by the affiliate's code; empty: nobody. Part of the caller's transaction, so that it can
   * be said with a new client too. @throws AppError `input.invalid` code: not_found, itself
   */
  function refer(writer: Writer, clientId: string, code: string): void {
    const before = rows.referralOf(store, clientId);
    if (code === '') {
      if (before) writer.remove('referral', before.id);
      return;
    }
    const affiliate = rows.affiliateByCode(store, code);
    if (!affiliate) throw fieldError('code', { code: 'not_found' });
    if (affiliate.client_id === clientId) throw fieldError('code', { code: 'itself' });
    if (before?.affiliate_id === affiliate.id) return;
    const columns = { affiliate_id: affiliate.id, referred_on: brand.businessDate() };
    if (before) writer.update('referral', before.id, columns);
    else writer.insert('referral', { id: store.makeId(), client_id: clientId, ...columns });
  }

  /**
   * Two records of one client became one: what the record that went was and earned is the other one's. Where both were
   * affiliates the one that stays keeps its code; nobody is brought by themselves. Part of the caller's transaction.
   */
  function clientsMerged(writer: Writer, fromId: string, intoId: string): void {
    const [gone, kept] = [rows.affiliateOfClient(store, fromId), rows.affiliateOfClient(store, intoId)];
    if (gone && !kept) writer.update('affiliate', gone.id, { client_id: intoId });
    if (gone && kept) {
      for (const table of ['referral', 'commission', 'commission_payout'] as const)
        for (const { id } of rows.rowsOfAffiliate(store, table, gone.id))
          writer.update(table, id, { affiliate_id: kept.id });
      writer.remove('affiliate', gone.id);
    }
    for (const { id } of rows.commissionsOfBuyer(store, fromId)) writer.update('commission', id, { client_id: intoId });
    const [was, is] = [rows.referralOf(store, fromId), rows.referralOf(store, intoId)];
    if (was && is) writer.remove('referral', was.id);
    else if (was) writer.update('referral', was.id, { client_id: intoId });
    const now = rows.referralOf(store, intoId);
    if (now?.client_id === intoId) writer.remove('referral', now.id);
  }

  /** As `refer`, asked for by itself. @throws AppError `not_found`, `input.invalid` code */
  function setReferrer({ clientId, code }: Parsed<typeof api.setReferrer>, context: Context): ClientAffiliate {
    store.transaction(context, (writer) => {
      if (!rows.clientNames(store, clientId)) throw notFound();
      refer(writer, clientId, code);
    });
    return ofClient(clientId);
  }

  /** A page of commissions, newest first; of a client who is no affiliate none. */
  function listed({ clientId, cursor, limit }: Parsed<typeof api.commissions>): Output<typeof api.commissions> {
    const affiliate = clientId === undefined ? undefined : rows.affiliateOfClient(store, clientId);
    if (clientId !== undefined && !affiliate) return { rows: [], nextCursor: null };
    return cut(rows.listCommissions(store, affiliate?.id, { cursor, limit }), limit);
  }

  return {
    settings,
    saveSettings,
    list,
    ofClient,
    enroll,
    update,
    refer,
    clientsMerged,
    setReferrer,
    commissions: listed,
    invoicePaid,
    refunded,
    steps,
  };
}
