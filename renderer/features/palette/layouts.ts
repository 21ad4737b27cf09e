/** Keys of a QWERTY keyboard and what the same keys write under ЙЦУКЕН: as they are, with Shift, and the row of figures. */
const rows: readonly (readonly [latin: string, cyrillic: string])[] = [
  ["`qwertyuiop[]asdfghjkl;'zxcvbnm,./", 'ёйцукенгшщзхъфывапролджэячсмитьбю.'],
  ['~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?', 'ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,'],
  ['@#$^&', '"№;:?'],
];
const latinKeys = rows.map(([latin]) => latin).join('');
const cyrillicKeys = rows.map(([, cyrillic]) => cyrillic).join('');

const table = (from: string, to: string): ReadonlyMap<string, string> => {
  const map = new Map<string, string>();
  // The first one wins: `"` is Shift+' before it is Shift+2.
  for (const [at, key] of Array.from(from).entries()) if (!map.has(key)) map.set(key, Array.from(to)[at] ?? key);
  return map;
};
const toCyrillic = table(latinKeys, cyrillicKeys);
const toLatin = table(cyrillicKeys, latinKeys);

const converted = (text: string, keys: ReadonlyMap<string, string>): string =>
  Array.from(text, (letter) => keys.get(letter) ?? letter).join('');

/**
 * What a text reads as when it was typed under the other keyboard layout: `сдшуте` is `client`, `rkbtyn` is `клиент`.
 * The text itself is not among them; a text without letters of a layout has none.
 */
export function otherLayouts(text: string): string[] {
  const found: string[] = [];
  if (/\p{Script=Cyrillic}/u.test(text)) found.push(converted(text, toLatin));
  if (/\p{Script=Latin}/u.test(text)) found.push(converted(text, toCyrillic));
  return found.filter((each) => each !== text);
}
