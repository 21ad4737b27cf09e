/** Joins class names and leaves out what is empty. */
export function cx(...names: readonly (string | false | null | undefined)[]): string {
  let out = '';
  for (const name of names) if (name) out += out ? ` ${name}` : name;
  return out;
}
