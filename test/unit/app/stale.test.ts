import { describe, expect, it } from 'vitest';
import { staleAfter } from '../../../renderer/app/stale.ts';

describe('what a change makes stale', () => {
  it('leaves lists of categories alone when products change, as each second of an import they do', () => {
    expect(staleAfter('catalogue')).not.toContain('categories');
  });

  it('reads products again when a category changes, and all that shows products', () => {
    expect(staleAfter('categories')).toEqual(expect.arrayContaining(['categories', ...staleAfter('catalogue')]));
  });

  it('reads everything again in another environment', () => {
    expect(staleAfter('app')).toEqual(expect.arrayContaining(['catalogue', 'categories', 'orders', 'clients']));
  });

  it('shows what is said to the hub in no history', () => {
    expect(staleAfter('sync')).not.toContain('audit');
    expect(staleAfter('tickets')).toEqual(expect.arrayContaining(['dashboard', 'audit', 'causes', 'clients']));
  });
});
