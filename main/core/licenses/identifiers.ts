/**
 * The client that a text means (spec 99): an id, or the address of a client's or product's page with one in it, as in
 * `…/admin/clients/CLIENT_ID/products/PRODUCT_ID` or this console's own `#/clients/CLIENT_ID`. Null: neither.
 */
export function customerIdentifier(text: string): string | null {
  const wanted = text.trim();
  const id = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
  const found =
    new RegExp(`^${id}$`, 'i').exec(wanted)?.[0] ?? new RegExp(`/clients/(${id})(?:[/?#]|$)`, 'i').exec(wanted)?.[1];
  return found?.toLowerCase() ?? null;
}

/** How a license can be named when it is taken over: the vendor's number, an IP, or a key (which begins with the number). */
export type LicenseName =
  | { readonly by: 'vendorId'; readonly vendorId: string }
  | { readonly by: 'ip'; readonly ip: string }
  | { readonly by: 'key'; readonly key: string; readonly vendorId: string | null };

export function licenseName(text: string): LicenseName {
  const wanted = text.trim();
  if (/^[1-9]\d{0,17}$/.test(wanted)) return { by: 'vendorId', vendorId: wanted };
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(wanted) || wanted.includes(':')) return { by: 'ip', ip: wanted };
  // Keys look like <number>-<rest>; the exact form is not documented (ispmanager-api 4.6), so the key is compared.
  return { by: 'key', key: wanted, vendorId: /^([1-9]\d{0,17})-/.exec(wanted)?.[1] ?? null };
}
