/** A tariff of the vendor: its number and its name. */
export interface KnownPackage {
  readonly code: string;
  readonly name: string;
  /** What else tells it from others in a list, as its price. */
  readonly detail?: string | undefined;
}

/** How a tariff stands in the field: number and name beside each other, `55227 ispmanager 6 lite`. */
export const packageLabel = ({ code, name }: KnownPackage): string => `${code} ${name}`;

/** The tariff that a text means, by number, name or both; undefined when it is in no list. */
export function findPackage(text: string, packages: readonly KnownPackage[]): KnownPackage | undefined {
  const wanted = text.trim().replace(/\s+/g, ' ').toLowerCase();
  return packages.find(
    (each) => wanted === each.code || wanted === each.name.toLowerCase() || wanted === packageLabel(each).toLowerCase(),
  );
}

/** A stored number as the field shows it. */
export function packageText(code: string, packages: readonly KnownPackage[]): string {
  const known = packages.find((each) => each.code === code);
  return known ? packageLabel(known) : code;
}

/** What is sent for a text: the number it begins with, else the text itself, which may be a name. */
export function packageInput(text: string): string {
  return /^(\d{1,9})(?:\s|$)/.exec(text.trim())?.[1] ?? text.trim();
}
