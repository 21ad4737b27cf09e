import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { searchPatterns } from '../../../main/core/clients/rules.ts';
import { makeShop } from '../../unit/support/shop.ts';
import { temporaryStore } from '../../unit/support/store.ts';

describe('search', () => {
  it('finds a client by any part of a name in lower, upper or usual case, also with wildcards in it, Latin or Cyrillic', () => {
    const letters = 'abcXYZабвгдёЖЩЭ%_\\\'"-. '.split('');
    const name = fc
      .array(fc.constantFrom(...letters), { minLength: 2, maxLength: 12 })
      .map((list) => list.join('').trim().replace(/\s+/g, ' ').toLowerCase())
      .filter((text) => text.length >= 2);
    const opened = temporaryStore();
    const shop = makeShop(opened.store);
    try {
      fc.assert(
        fc.property(name, fc.nat({ max: 2 }), fc.nat(), (firstName, how, seed) => {
          const stored = how === 0 ? firstName : firstName.toUpperCase();
          const id = shop.make.client({ firstName: stored });
          const from = seed % (stored.length - 1);
          const part = stored.slice(from).trim();
          if (part === '') return;
          for (const search of [part, part.toLowerCase(), part.toUpperCase()]) {
            const found = shop.call('clients', 'list', { search }).rows.map((row) => row.id);
            expect(found, `${search} in ${stored}`).toContain(id);
          }
        }),
        { numRuns: 60 },
      );
    } finally {
      opened.done();
    }
  });

  it('never lets a wildcard of the text through', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('%', '_', '\\', 'a', 'я') }), (text) => {
        for (const pattern of searchPatterns(text)) {
          const inner = pattern.slice(1, -1).replace(/\\[\\%_]/g, '');
          expect(inner).not.toMatch(/[\\%_]/);
        }
      }),
    );
  });
});
