import { describe, expect, it, vi } from 'vitest';
import { answering, clientOf, formats, json, meta, order, vendor } from './client-support.ts';
import { post } from '../../../main/core/provisioning/vendor/transport.ts';
import { virtualClock } from './world.ts';

describe('lists', () => {
  it('are complete or unknown', async () => {
    const { sandbox, account } = await vendor();
    const client = clientOf();
    for (let at = 0; at < 23; at += 1) await client.orderLicense(account, { ...order, token: `rc-${at}` }, meta);
    const count = async (): Promise<number | string> => {
      const outcome = await client.listLicenses(account, meta);
      return outcome.kind === 'ok' ? outcome.value.length : outcome.kind;
    };
    expect(await count()).toBe(23);
    sandbox.configure({ guesses: { maxPageSize: 10 } });
    expect(await count()).toBe(23);
    sandbox.configure({ guesses: { sendsTotal: false } });
    expect(await count()).toBe(23);
    sandbox.configure({ guesses: { sendsTotal: true, maxPageSize: 0 } });
    sandbox.setFaults([{ kind: 'page-limit', rows: 5 }]);
    expect(await count()).toBe('unknown');
    sandbox.setFaults([{ kind: 'body', body: '{"doc":{"ok":{}}}', contentType: 'application/json' }]);
    expect(await count()).toBe('unknown');
    sandbox.setFaults([
      { kind: 'body', body: '{"doc":{"elem":[{"licname":{"$":"x"}}]}}', contentType: 'application/json' },
    ]);
    expect(await count()).toBe('unknown');
  });

  it('that change while their pages are read are unknown: a row may have slipped from one page to the one before', async () => {
    const { sandbox, account } = await vendor({ guesses: { maxPageSize: 10, deletedRows: 'remove' } });
    const client = clientOf();
    for (let at = 0; at < 21; at += 1) await client.orderLicense(account, { ...order, token: `rc-${at}` }, meta);
    let pages = 0;
    const reading = clientOf({
      transport: async (...call) => {
        pages += 1;
        // The 21st row becomes the 20th after the second page was read, so no page has it.
        if (pages === 3) sandbox.patchLicense(sandbox.licenses()[0]?.id ?? 0, { status: 4 });
        return post(...call);
      },
    });
    expect(await reading.listLicenses(account, meta)).toMatchObject({
      kind: 'unknown',
      message: expect.stringContaining('changed'),
    });
    expect(pages).toBe(3);
    expect(await client.listLicenses(account, meta)).toMatchObject({ kind: 'ok', value: { length: 20 } });
  });

  it.each(formats)('no rows are an empty list only where the answer says that it is one (%s)', async (format) => {
    const { sandbox, account } = await vendor();
    const client = clientOf({ format });
    const empty = { kind: 'ok', value: [] };
    for (const guesses of [
      { emptyListAbsent: true, sendsTotal: true },
      { emptyListAbsent: false, sendsTotal: true },
      { emptyListAbsent: false, sendsTotal: false },
    ]) {
      sandbox.configure({ guesses });
      // In XML an empty list without a total is told by the function's name alone.
      expect(await client.listLicenses(account, meta), JSON.stringify(guesses)).toEqual(empty);
    }
    sandbox.configure({ guesses: { emptyListAbsent: true, sendsTotal: false } });
    expect(await client.listLicenses(account, meta)).toEqual(
      format === 'bjson' ? expect.objectContaining({ kind: 'unknown' }) : empty,
    );
  });

  it.each([
    ['nothing', '{}'],
    ['an empty document', '{"doc":{}}'],
    ['an element that is empty', '{"doc":{"$func":"soft","elem":""}}'],
    ['rows that are none', '{"doc":{"$func":"soft","elem":[1,2]}}'],
    ['a document in a list', '{"doc":[{"$func":"soft"}]}'],
    ['a total that is none', '{"doc":{"$func":"soft","p_elems":{"$":"-1"}}}'],
    ['two totals', '{"doc":{"$func":"soft","p_elems":0,"p_elems":{"$":"0"}}}'],
  ])('%s is no list', async (_name, body) => {
    const { account } = await answering(json(body));
    expect(await clientOf().listLicenses(account, meta)).toMatchObject({ kind: 'unknown' });
  });

  it('of thousands of licenses are read, up to a limit of bytes', async () => {
    const elem = Array.from({ length: 9000 }, (_, at) => ({
      id: { $: String(at + 1) },
      licname: { $: `license ${'x'.repeat(400)}` },
      status: { $: '2' },
    }));
    const { account } = await answering(json(JSON.stringify({ doc: { elem, p_elems: { $: '9000' } } })));
    const outcome = await clientOf().listLicenses(account, meta);
    expect(outcome.kind === 'ok' ? outcome.value.length : outcome).toBe(9000);
    expect(await clientOf({ maxListBytes: 2_000_000 }).listLicenses(account, meta)).toMatchObject({
      kind: 'unknown',
      message: 'the answer is longer than 2000000 bytes',
    });
  });
});

describe('reads', () => {
  it('are repeated twice after a failure on the way, never after an answer', async () => {
    const { sandbox, account } = await vendor({ faults: [{ kind: 'reset', func: 'soft', times: 2 }] });
    const client = clientOf({ readRetryMs: [5, 5] });
    expect(await client.listLicenses(account, meta)).toEqual({ kind: 'ok', value: [] });
    expect(sandbox.requests().length).toBe(3);
    sandbox.setFaults([{ kind: 'reset', func: 'soft' }]);
    expect(await client.listLicenses(account, meta)).toMatchObject({ kind: 'unknown' });
    expect(sandbox.requests().length).toBe(6);
  });

  it('keep a second between them per connection', async () => {
    const { account } = await vendor();
    const clock = virtualClock();
    const client = clientOf({ clock, minReadIntervalMs: 1000 });
    let done = 0;
    const reads = [1, 2, 3].map(() => client.readLicense(account, '1', meta).then(() => (done += 1)));
    const other = client.readLicense({ ...account, connectionId: 'c2' }, '1', meta);
    await other;
    const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 60));
    await settle();
    expect(done).toBe(1);
    clock.advance(999);
    await settle();
    expect(done).toBe(1);
    clock.advance(1);
    await settle();
    expect(done).toBe(2);
    clock.advance(1000);
    await Promise.all(reads);
  });

  it('of one connection keep the pace that is set for it, also when it changes while they wait', async () => {
    const { account, seen } = await answering(json('{"doc":{}}'));
    const clock = virtualClock();
    const pace: Record<string, number> = { c1: 60_000, c2: Number.NaN };
    const client = clientOf({
      clock,
      minReadIntervalMs: 1000,
      paceOf: (id) => {
        if (!(id in pace)) throw new Error('closed');
        return { readIntervalMs: pace[id] ?? 0 };
      },
    });
    const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 50));
    const read = (connectionId: string) => client.readLicense({ ...account, connectionId }, '1', meta);
    await read('c1');
    const waiting = read('c1');
    clock.advance(30_000);
    await settle();
    expect(seen()).toBe(1);
    pace['c1'] = 2000;
    clock.advance(1000);
    await waiting;
    expect(seen()).toBe(2);
    // A setting that cannot be read, or makes no sense, is the default and not none.
    for (const id of ['c2', 'c3']) {
      await read(id);
      const second = read(id);
      const before = seen();
      clock.advance(999);
      await settle();
      expect(seen()).toBe(before);
      clock.advance(1);
      await second;
      expect(seen()).toBe(before + 1);
    }
  });

  it('that are called off while they wait are not sent; money calls do not wait', async () => {
    const { account, seen } = await answering(json('', {}, 500));
    const clock = virtualClock();
    const client = clientOf({ clock, minReadIntervalMs: 1000, readRetryMs: [5000] });
    const off = new AbortController();
    const stopped = { kind: 'not_sent', code: 'core.stopped', message: '' };
    // The first is on its way and waits to be repeated; the second waits for its turn.
    const first = client.readLicense(account, '1', { ...meta, signal: off.signal });
    const second = client.readLicense(account, '1', { ...meta, signal: off.signal });
    await vi.waitFor(() => expect(seen()).toBe(1));
    expect(await client.renewLicense(account, { vendorId: '1', period: 1 }, meta)).toMatchObject({ kind: 'unknown' });
    expect(seen()).toBe(2);
    off.abort();
    expect(await second).toEqual(stopped);
    expect(await first).toMatchObject({ kind: 'unknown', code: 'vendor.server_error' });
    expect(await client.listLicenses(account, { ...meta, signal: off.signal })).toEqual(stopped);
    expect(seen()).toBe(2);
  });
});
