/** A tariff that the vendor's articles name. */
interface Package {
  readonly code: string;
  readonly name: string;
  /** Trial tariffs are sold with the vendor's period -100 only and cannot be renewed (spec finding 4). */
  readonly isTrial: boolean;
}

/** ispmanager-api 2.1: codes of accounts outside Russia. Accounts registered in Russia have other numbers. */
const packages: readonly Package[] = [
  { code: '55227', name: 'ispmanager 6 lite', isTrial: false },
  { code: '55228', name: 'ispmanager 6 pro', isTrial: false },
  { code: '55229', name: 'ispmanager 6 host', isTrial: false },
  { code: '55230', name: 'ispmanager 6 business', isTrial: false },
  { code: '55239', name: 'ispmanager 6 trial', isTrial: true },
  { code: '55240', name: 'ispmanager 6 business trial', isTrial: true },
];

/** The tariffs for the package identifier's list, in the vendor's order, trials last. */
export const knownPackages = (): { code: string; name: string }[] => packages.map(({ code, name }) => ({ code, name }));

/**
 * The tariff number that a text means: a number (`55227`; also one that is not in the table, since accounts in Russia
 * have others) or the vendor's name of it, in any case and spacing (`ISPmanager 6 Lite`). Empty stays empty: not
 * chosen yet. Null: neither a number nor a known name (spec item 68).
 */
export function packageCode(text: string): string | null {
  const wanted = text.trim().replace(/\s+/g, ' ').toLowerCase();
  if (wanted === '') return '';
  if (/^\d{1,9}$/.test(wanted)) return Number(wanted) > 0 ? String(Number(wanted)) : null;
  return packages.find((each) => each.name === wanted)?.code ?? null;
}

/** The vendor's name of a tariff number, or null for one that is not in the table. */
export const packageName = (code: string): string | null => packages.find((each) => each.code === code)?.name ?? null;

/**
 * True when a tariff can be bought for a term of 1 or 12 months. A trial cannot: the vendor takes period -100 for it,
 * and an order with a paid term would be refused after the client has paid.
 */
export const sellsByTerm = (code: string): boolean =>
  code !== '' && !packages.some((each) => each.code === code && each.isTrial);
