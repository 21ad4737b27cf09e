import slugify from '@sindresorhus/slugify';

const longest = 80;
/** Further names that are tried by number before a part of the id is taken. */
const numbered = 20;

/** The store link that a name makes: Latin letters, digits and hyphens, Cyrillic and others transliterated. */
export const slugOf = (name: string): string =>
  slugify(name, { decamelize: false }).slice(0, 70).replace(/-+$/, '') || 'product';

/** The first free store link for a name: `lite`, `lite-2`, …; beyond that with a part of the product's id. */
export function freeSlug(name: string, id: string, isTaken: (slug: string) => boolean): string {
  const base = slugOf(name);
  if (!isTaken(base)) return base;
  for (let n = 2; n <= numbered; n += 1) {
    const slug = `${base}-${n}`;
    if (!isTaken(slug)) return slug;
  }
  return `${base}-${id.replaceAll('-', '').slice(-8)}`.slice(0, longest);
}
