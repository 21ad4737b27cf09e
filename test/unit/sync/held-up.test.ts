import { beforeEach, describe, expect, it } from 'vitest';
import { heldUp } from '../../../main/core/sync/held-up.ts';
import type { DeferReason } from '../../../main/core/sync/rows.ts';
import { messages } from '../../../renderer/i18n/messages.ts';
import { meet, meeting, type TestDesk } from '../support/desks.ts';
import { MemoryHub } from '../support/memory-hub.ts';
import { shelf } from '../support/shelf.ts';

let hub: MemoryHub;
let a: TestDesk;
let b: TestDesk;
beforeEach(async () => {
  hub = new MemoryHub();
  [a, b] = (await meeting(hub, 'A', 'B')) as [TestDesk, TestDesk];
});
const of = (desk: TestDesk, limit = 50, cursor?: string) => heldUp(desk.store, { limit, cursor });

describe('what is held up', () => {
  it('is nothing where all got through', async () => {
    shelf(a).price(shelf(a).product(shelf(a).category()), 500);
    await meet(a, b);
    expect(of(a)).toEqual({ rows: [], nextCursor: null });
    expect(of(b)).toEqual({ rows: [], nextCursor: null });
  });

  it('names the edit that the hub refused with its value, the newest of a field only', async () => {
    const product = shelf(a).product(shelf(a).category(), undefined, { name: 'lite' });
    await meet(a, b);
    for (const letter of ['x', 'y']) {
      shelf(a).edit('product', product, { description: letter.repeat(1_000_001) });
      await meet(a, b);
    }
    const { rows } = of(a);
    expect(rows).toMatchObject([
      {
        kind: 'refused',
        reason: 'too_large',
        subject: { record: 'product', recordId: product, name: 'lite' },
        values: [{ column: 'description', value: `${'y'.repeat(20_000)}…` }],
      },
    ]);
    expect(of(b).rows).toEqual([]);
  });

  it('names the records whose values wait here with the reason, page by page', async () => {
    const category = shelf(a).category();
    for (const name of ['one', 'two', 'three']) {
      const product = shelf(a).product(category, undefined, { name });
      shelf(a).file(`file ${name}`, `hash of ${name}`);
      shelf(a).image(`image ${name}`, product, `file ${name}`);
    }
    await meet(a, b);
    const whole = of(b).rows;
    expect(whole.every(({ kind, reason }) => kind === 'deferred' && reason === 'file_missing')).toBe(true);
    expect(new Set(whole.map(({ subject }) => subject.entity))).toEqual(new Set(['product_image']));
    expect(whole.map(({ values }) => values.map(({ column }) => column))).toEqual(
      ['one', 'two', 'three'].map(() => expect.arrayContaining(['product_id', 'asset_id', 'alt'])),
    );
    const paged: unknown[] = [];
    let cursor: string | undefined;
    do {
      const page = of(b, 1, cursor);
      paged.push(...page.rows);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(paged).toEqual(whole);
    expect(of(b, 50, 'no cursor').rows).toEqual(whole);
  });

  it('has a next step in both languages for every reason', () => {
    const deferred: Record<Exclude<DeferReason, 'snapshot'>, true> = {
      unknown_entity: true,
      unknown_field: true,
      incomplete: true,
      missing_record: true,
      file_missing: true,
      duplicate: true,
      in_use: true,
      circle: true,
      invalid: true,
    };
    const keys = [
      ...Object.keys(deferred).map((reason) => `hub.held.deferred.${reason}`),
      ...['unknown_entity', 'too_large', 'desk_may_not', 'row_gone'].map((reason) => `hub.held.refused.${reason}`),
    ];
    for (const language of ['en', 'ru'] as const)
      expect(keys.filter((key) => !(key in messages[language]))).toEqual([]);
  });
});
