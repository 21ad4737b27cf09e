import { describe, expect, it } from 'vitest';
import { saysIncapable, saysLimited } from '../../../main/core/provisioning/vendor/index.ts';
import { answering, clientOf, formats, json, meta, valueIn, vendorWithLicense } from './client-support.ts';

describe.each(formats)('renewal and tariff over out=%s', (format) => {
  it('shows what a renewal offers, and renews nothing by that', async () => {
    const { account, id, license, sandbox } = await vendorWithLicense();
    const client = clientOf({ format });
    const before = license()?.expiredate;
    const form = valueIn(await client.readRenewForm(account, id, meta));
    expect(form).toEqual({ periods: [1, 12], expiresOn: before, newExpiresOn: expect.any(String) });
    expect(license()?.expiredate).toBe(before);
    const shown = sandbox.requests().at(-1);
    expect(JSON.stringify(shown)).not.toContain('sok');
    const renewed = valueIn(await client.renewLicense(account, { vendorId: id, period: 1 }, meta));
    expect(renewed.newExpiresOn).toBe(form.newExpiresOn);
    expect(license()?.expiredate).toBe(form.newExpiresOn);
    expect(valueIn(await client.renewLicense(account, { vendorId: id, period: 12 }, meta)).newExpiresOn).toBe(
      license()?.expiredate,
    );
    expect(license()?.expiredate.slice(0, 4)).toBe(String(Number(form.newExpiresOn?.slice(0, 4)) + 1));
  });

  it('shows the tariffs to choose from, and moves to one of them', async () => {
    const { account, id, license } = await vendorWithLicense();
    const client = clientOf({ format });
    expect(valueIn(await client.readPackageForm(account, id, meta))).toEqual({
      pricelist: '55227',
      packages: [
        { pricelist: '55228', name: 'ispmanager 6 pro' },
        { pricelist: '55229', name: 'ispmanager 6 host' },
        { pricelist: '55230', name: 'ispmanager 6 business' },
      ],
      periods: [1, 12],
    });
    expect(license()?.pricelist).toBe('55227');
    expect(await client.changePackage(account, { vendorId: id, pricelist: '55229', period: 1 }, meta)).toEqual({
      kind: 'ok',
      value: null,
    });
    expect(license()?.pricelist).toBe('55229');
    expect(valueIn(await client.readLicense(account, id, meta))).toMatchObject({
      pricelist: '55229',
      packageName: 'ispmanager 6 host',
    });
  });

  it('a single choice, and none at all', async () => {
    const { account, id, sandbox } = await vendorWithLicense({ guesses: { downgradeAllowed: false } }, '55229');
    const client = clientOf({ format });
    const packages = async () => valueIn(await client.readPackageForm(account, id, meta)).packages;
    expect(await packages()).toEqual([{ pricelist: '55230', name: 'ispmanager 6 business' }]);
    sandbox.patchLicense(Number(id), { pricelist: '55230' });
    expect(await packages()).toEqual([]);
  });

  it('what the vendor refuses is refused: money, a trial, too early', async () => {
    const { account, id, sandbox } = await vendorWithLicense();
    const client = clientOf({ format });
    const renew = () => client.renewLicense(account, { vendorId: id, period: 1 }, meta);
    sandbox.setFaults([{ kind: 'balance' }]);
    expect(await renew()).toMatchObject({ kind: 'refused', type: 'not_enough_money' });
    expect(await client.changePackage(account, { vendorId: id, pricelist: '55229', period: 1 }, meta)).toMatchObject({
      kind: 'refused',
      type: 'not_enough_money',
    });
    sandbox.clearFaults();
    sandbox.configure({ guesses: { renewOnlyWithinDays: 3 } });
    const early = await renew();
    expect(early).toMatchObject({
      kind: 'refused',
      type: 'renew_limit',
      message: expect.stringMatching(/^The service can be renewed only after \d{4}-\d\d-\d\d$/),
    });
    // The limit on renewals is not the monthly one on IP and key.
    expect(saysLimited(early)).toBe(false);
    sandbox.configure({ guesses: { missingFunctions: ['service.changepricelist'] } });
    const missing = await client.readPackageForm(account, id, meta);
    expect(saysIncapable(missing)).toBe(true);
  });
});

describe('a renewal is proved', () => {
  const renew = async (body: string) => {
    const { account } = await answering(json(body));
    return clientOf().renewLicense(account, { vendorId: '7', period: 1 }, meta);
  };

  it.each([
    ['ok alone', '{"doc":{"ok":{}}}', null],
    ['the nested doc alone', '{"doc":{"doc":{"newexpiredate":{"$":"2027-01-31"}}}}', '2027-01-31'],
    ['both, in bjson', '{"doc":{"newexpiredate":"2027-01-31 00:00:00"},"ok":true}', '2027-01-31'],
    ['bjson with a doc around it', '{"doc":{"doc":{"newexpiredate":{"v":"2027-01-31"}},"ok":true}}', '2027-01-31'],
    ['ok and a date that is none', '{"doc":{"doc":{"newexpiredate":{"$":"soon"}},"ok":{}}}', null],
  ])('by %s', async (_name, body, newExpiresOn) => {
    expect(await renew(body)).toEqual({ kind: 'ok', value: { newExpiresOn } });
  });

  it.each([
    ['the form', '{"doc":{"elid":{"$":"7"},"newexpiredate":{"$":"2027-01-31"},"slist":[{"$name":"period"}]}}'],
    ['the form in a nested doc', '{"doc":{"doc":{"newexpiredate":{"$":"2027-01-31"},"slist":{"$name":"period"}}}}'],
    ['a form around the nested doc', '{"doc":{"slist":[],"doc":{"newexpiredate":{"$":"2027-01-31"}}}}'],
    ['a nested doc without a date', '{"doc":{"doc":{"newexpiredate":{"$":"2027"}}}}'],
    ['an error in the nested doc', '{"doc":{"doc":{"error":{"$type":"value"}},"ok":{}}}'],
    ['a warning', '{"doc":{"ok":{},"warning":{"$elid":"7","$":"not done"}}}'],
    ['a warning beside the nested doc', '{"doc":{"warning":{"$":"x"},"doc":{"newexpiredate":{"$":"2027-01-31"}}}}'],
    ['another license', '{"doc":{"ok":{},"elid":{"$":"8"}}}'],
    ['an ok that says no', '{"doc":{"ok":{"$":"false"}}}'],
    ['an ok of another shape', '{"doc":{"ok":[{"$":"a"},{"$":"b"}]}}'],
    ['null for ok', '{"doc":{"ok":null}}'],
  ])('not by %s', async (_name, body) => {
    expect(await renew(body)).toMatchObject({ kind: 'unknown', code: 'vendor.broken_answer' });
  });
});

describe('forms', () => {
  it.each([
    ['of another license', '{"doc":{"elid":{"$":"8"},"slist":[{"$name":"period","val":[{"$key":"1","$":"m"}]}]}}'],
    ['without choices', '{"doc":{"elid":{"$":"7"},"expiredate":{"$":"2027-01-31"}}}'],
    ['that was applied', '{"doc":{"ok":{},"slist":[{"$name":"period","val":[{"$key":"1","$":"m"}]}]}}'],
    ['with the same choices twice', '{"doc":{"slist":[{"$name":"period"},{"$name":"period"}]}}'],
    ['with choices that are none', '{"doc":{"slist":[{"$name":"period","val":["1","12"]}]}}'],
  ])('%s are unknown', async (_name, body) => {
    const { account } = await answering(json(body));
    expect(await clientOf().readRenewForm(account, '7', meta)).toMatchObject({ kind: 'unknown' });
  });

  it('choices that are no period or no tariff are left out', async () => {
    const values =
      '[{"$key":"null","$":"--"},{"$key":"","$":"-"},{"$key":"-50","$":"day"},{"$key":"3"},{"$key":"12","$":"y"}]';
    const { account } = await answering(
      json(
        `{"doc":{"pricelist":{"$":"null"},"slist":[{"$name":"period","val":${values}},{"$name":"pricelist","val":${values}}]}}`,
      ),
    );
    expect(valueIn(await clientOf().readRenewForm(account, '7', meta)).periods).toEqual([3, 12]);
    expect(valueIn(await clientOf().readPackageForm(account, '7', meta))).toEqual({
      pricelist: null,
      packages: [
        { pricelist: '3', name: '3' },
        { pricelist: '12', name: 'y' },
      ],
      periods: [3, 12],
    });
  });
});
