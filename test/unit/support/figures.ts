import { appendFileSync } from 'node:fs';

/**
 * Notes a figure for an acceptance run (`out/acceptance/<name>.json`); an ordinary test run keeps none. A later value of
 * the same name replaces it; the parts of a figure that several tests share are named `total:part`, and
 * scripts/figures.mjs puts them together (`kills:core`, `kills:packaged`: numbers add up; `planted:<name>`: yes or no).
 */
export function figure(name: string, value: unknown): void {
  const file = process.env['ACCEPTANCE_FIGURES'];
  if (file !== undefined && file !== '') appendFileSync(file, `${JSON.stringify({ [name]: value })}\n`);
}
