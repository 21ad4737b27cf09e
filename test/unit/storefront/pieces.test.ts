import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const folder = path.resolve(import.meta.dirname, '../../../renderer/features/storefront/store');

it('the pieces of the store know no call of any window, so that clients can be shown the same ones', () => {
  const files = readdirSync(folder).filter((file) => /\.tsx?$/.test(file));
  const foreign = files.flatMap((file) =>
    [...readFileSync(path.join(folder, file), 'utf8').matchAll(/from\s+'([^']+)'/g)]
      .map(([, target = '']) => target)
      .filter((target) => target.startsWith('../'))
      .filter((target) => !/^(\.\.\/)+(preload\/api|i18n|ui)\/|^(\.\.\/)+workbench\/Money\.tsx$/.test(target))
      .map((target) => `${file} -> ${target}`),
  );
  expect(foreign).toEqual([]);
  expect(files.length).toBeGreaterThan(10);
});
