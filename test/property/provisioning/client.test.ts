import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { silentLog, systemClock } from '../../../main/core/kernel/index.ts';
import { createVendorClient, type VendorClient } from '../../../main/core/provisioning/index.ts';
import type { Outcome } from '../../../main/core/provisioning/vendor/index.ts';
import { startVendorSandbox } from '../../../main/core/vendor-sandbox/index.ts';

const account = { connectionId: 'c1', apiAddress: 'https://vendor.test/billmgr', username: 'u', password: 'secret' };
const meta = { tag: 'op-1' };
type Verb = (client: VendorClient, id: string, at: typeof account) => Promise<Outcome<unknown>>;
const changes: Readonly<Record<string, Verb>> = {
  order: (client, _id, at) => client.orderLicense(at, { pricelist: '55227', period: 1, ip: '', token: 'rc-1' }, meta),
  renew: (client, vendorId, at) => client.renewLicense(at, { vendorId, period: 1 }, meta),
  package: (client, vendorId, at) => client.changePackage(at, { vendorId, pricelist: '55228', period: 1 }, meta),
  edit: (client, id, at) => client.editLicense(at, id, { ip: '192.0.2.9', licname: 'n' }, meta),
  key: (client, id, at) => client.reissueKey(at, id, meta),
  suspend: (client, id, at) => client.act(at, 'suspend', id, meta),
};
const reads: Readonly<Record<string, Verb>> = {
  renewForm: (client, id, at) => client.readRenewForm(at, id, meta),
  packageForm: (client, id, at) => client.readPackageForm(at, id, meta),
  license: (client, id, at) => client.readLicense(at, id, meta),
  licenses: (client, _id, at) => client.listLicenses(at, meta),
  expenses: (client, _id, at) => client.listExpenses(at, meta),
  payments: (client, _id, at) => client.listPayments(at, meta),
  prices: (client, _id, at) => client.listPrices(at, meta),
  checkIp: (client, _id, at) => client.checkIp(at, { pricelist: '55227', period: 1, ip: '192.0.2.50' }, meta),
  probe: (client, _id, at) => client.probe(at, meta),
};
const verbs = { ...changes, ...reads };
type Format = 'json' | 'bjson' | 'xml';

const clientThat = (format: Format, body: () => string): VendorClient =>
  createVendorClient({
    clock: systemClock,
    log: silentLog,
    format,
    readRetryMs: [],
    minReadIntervalMs: 0,
    transport: () => Promise.resolve({ kind: 'answer', status: 200, contentType: '', body: body() }),
  });

/** The answers of the sandbox to each verb, in one format. */
async function genuine(format: Format): Promise<Map<string, string[]>> {
  const sandbox = await startVendorSandbox({ timing: { processingMs: 0, keyDelayMs: 0 } });
  const at = { ...account, apiAddress: sandbox.url, username: 'reseller@sandbox.example', password: 'sandbox' };
  let heard: string[] = [];
  const client = createVendorClient({
    clock: systemClock,
    log: silentLog,
    format,
    readRetryMs: [],
    minReadIntervalMs: 0,
    transport: async (url, form) => {
      const response = await fetch(url, { method: 'POST', body: new URLSearchParams([...form]) });
      const body = await response.text();
      heard.push(body);
      return { kind: 'answer', status: response.status, contentType: '', body };
    },
  });
  const answers = new Map<string, string[]>();
  for (const [name, verb] of Object.entries(verbs)) {
    heard = [];
    const outcome = await verb(client, '300001', at);
    if (outcome.kind !== 'ok') throw new Error(`${name}: ${outcome.kind} ${outcome.message}`);
    answers.set(name, heard);
  }
  await sandbox.close();
  return answers;
}

describe.each(['json', 'bjson', 'xml'] as const)('answers in %s', (format) => {
  it('cut off at any byte are never success', async () => {
    const answers = await genuine(format);
    let tried = 0;
    for (const [name, bodies] of answers) {
      // The probe asks several functions; the first is cut.
      const whole = bodies[0]?.trimEnd() ?? '';
      let cut = whole;
      const client = clientThat(format, () => cut);
      expect(await verbs[name as keyof typeof verbs]?.(client, '300001', account), name).toMatchObject({ kind: 'ok' });
      for (let length = 0; length < whole.length; length += whole.length > 2000 ? 7 : 1) {
        cut = whole.slice(0, length);
        const outcome = await verbs[name as keyof typeof verbs]?.(client, '300001', account);
        if (outcome?.kind !== 'unknown')
          throw new Error(`${name} of ${length}: ${outcome?.kind} for ${cut.slice(-80)}`);
        tried += 1;
      }
    }
    expect(tried).toBeGreaterThan(1000);
  });

  it('of one verb are never success of a change that was not asked for in them', async () => {
    const answers = await genuine(format);
    for (const [name, verb] of Object.entries(changes)) {
      for (const [other, [body = '']] of answers) {
        if (other in changes || other === 'checkIp') continue;
        const outcome = await verb(
          clientThat(format, () => body),
          '300001',
          account,
        );
        // The order's proof is the id; bjson says of no form which one it is.
        if (format === 'bjson' && name === 'order' && other === 'license') continue;
        expect(outcome.kind, `${name} answered as ${other}`).toBe('unknown');
      }
    }
  });

  it('of any kind throw nothing, and are success of a change only where they say so', async () => {
    const words = [
      'doc',
      'ok',
      'error',
      'elem',
      'model',
      'id',
      'elid',
      '$',
      'v',
      '$name',
      '$key',
      'slist',
      'val',
      'status',
    ];
    const more = [
      'p_elems',
      'pricelist',
      'price',
      'period',
      '$cost',
      '$currency',
      'msg',
      '$type',
      'param',
      'lickey',
      'user',
    ];
    const names = fc.constantFrom(...words, ...more, 'newexpiredate', 'warning', '__proto__', 'constructor');
    const leaf = fc.oneof(
      fc.constantFrom('', 'ok', '1', '7', '300001', 'period', '5.00 EUR', '2026-01-02', 'func=totp.confirm', 'null'),
      fc.integer(),
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      fc.string({ maxLength: 8 }),
    );
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 5, withCrossShrink: true },
        leaf,
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(names, tie('tree'), { maxKeys: 6 }),
      ),
    }));
    const escape = (text: string): string =>
      text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
    const asXml = (value: unknown, name: string): string => {
      if (Array.isArray(value)) return value.map((item) => asXml(item, name)).join('');
      const parts = typeof value === 'object' && value !== null ? Object.entries(value) : [['$', value] as const];
      const attributes = parts
        .filter(([key, part]) => key.startsWith('$') && key !== '$' && typeof part !== 'object')
        .map(([key, part]) => ` ${key.slice(1)}="${escape(String(part))}"`);
      const inner = parts.map(([key, part]) =>
        key === '$'
          ? escape(typeof part === 'object' ? '' : String(part))
          : key.startsWith('$')
            ? ''
            : asXml(part, key),
      );
      return `<${name}${attributes.join('')}>${inner.join('')}</${name}>`;
    };
    await fc.assert(
      fc.asyncProperty(fc.dictionary(names, tree, { maxKeys: 6 }), fc.boolean(), async (root, wrapped) => {
        const body = format === 'xml' ? asXml(root, 'doc') : JSON.stringify(wrapped ? { doc: root } : root);
        const client = clientThat(format, () => body);
        for (const [name, verb] of Object.entries(verbs)) {
          const outcome = await verb(client, '300001', account);
          if (outcome.kind !== 'ok' || !(name in changes)) continue;
          const proof = name === 'order' ? /\bid\b/ : name === 'renew' ? /\bok\b|newexpiredate/ : /\bok\b/;
          expect(body, name).toMatch(proof);
          expect('error' in root && wrapped && root['error'] !== undefined && format === 'json', name).toBe(false);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('of any text throw nothing', async () => {
    const texts = fc.oneof(
      fc.string({ maxLength: 200 }),
      fc.string({
        unit: fc.constantFrom(
          '<',
          '>',
          '/',
          'doc',
          'ok',
          '"',
          '=',
          '{',
          '}',
          '[',
          ']',
          ':',
          ',',
          '\\',
          '&',
          ';',
          '!',
          '?',
          '-',
          ' ',
        ),
      }),
    );
    await fc.assert(
      fc.asyncProperty(texts, async (body) => {
        const client = clientThat(format, () => body);
        for (const [name, verb] of Object.entries(verbs)) {
          const outcome = await verb(client, '300001', account);
          if (outcome.kind === 'ok' && name in changes) expect(body).toMatch(/ok/);
        }
      }),
      { numRuns: 300 },
    );
  });
});
