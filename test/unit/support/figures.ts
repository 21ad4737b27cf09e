import { appendFileSync } from 'node:fs';

/** Notes a figure for an acceptance run (`out/acceptance/<name>.json`); an ordinary test run keeps none. */
export function figure(name: string, value: unknown): void {
  const file = process.env['ACCEPTANCE_FIGURES'];
  if (file !== undefined && file !== '') appendFileSync(file, `${JSON.stringify({ [name]: value })}\n`);
}
