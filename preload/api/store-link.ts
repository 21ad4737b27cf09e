/**
 * The store link of a product (spec 33): one address that the page itself, the console's windows and the operating system
 * read the same way. No schema library here: the main thread and the pages use it at start.
 */

/** The last part of a store link: small Latin letters, digits and single hyphens between them. */
export const slugPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;
export const maxSlugLength = 80;

/** What stands before the slug: the scheme and origin of the staff's pages (main/shell/origins.ts). */
export const storeLinkBase = 'app://staff/store/';

/** The full store link of a slug. */
export const storeLink = (slug: string): string => `${storeLinkBase}${slug}`;

/**
 * The slug that a text links to, or null: it is no store link. Links come from outside (mails, chats, other programs), so
 * nothing is decoded, trimmed or mended: a text is a store link exactly, give or take one slash at its end, or it is
 * ignored.
 */
export function slugOfStoreLink(text: string): string | null {
  if (!text.startsWith(storeLinkBase)) return null;
  const slug = text.slice(storeLinkBase.length).replace(/\/$/, '');
  return slug.length <= maxSlugLength && slugPattern.test(slug) ? slug : null;
}

/** The slug of the first store link among texts (a program's arguments), or null. */
export function firstStoreLink(texts: readonly string[]): string | null {
  for (const text of texts) {
    const slug = slugOfStoreLink(text);
    if (slug !== null) return slug;
  }
  return null;
}
