import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxAssetBytes } from '../../preload/api/assets.ts';
import { staffSurface } from '../../preload/api/surface.ts';
import { limitOf, maxPayloadBytes, withinLimits } from '../../main/ipc/payload.ts';

describe('withinLimits', () => {
  it('takes what calls send', () => {
    for (const input of [undefined, null, {}, { id: 'x', list: [1, 2, { a: true }] }, 'text'])
      expect(withinLimits(input)).toBe(true);
  });

  it('refuses what is too large, in one text, in many, in keys', () => {
    expect(withinLimits('x'.repeat(maxPayloadBytes + 1))).toBe(false);
    expect(withinLimits(Array.from({ length: 100_000 }, () => 'xxxx'))).toBe(false);
    expect(withinLimits({ ['k'.repeat(maxPayloadBytes)]: 1 })).toBe(false);
    expect(withinLimits('я'.repeat(maxPayloadBytes / 2 + 10))).toBe(false);
    expect(withinLimits(Array.from({ length: 1_000_000 }))).toBe(false);
  });

  it('lets in a picture of the largest size, and only few calls bring more than others', () => {
    const file = { fileName: 'x'.repeat(255), base64: Buffer.alloc(maxAssetBytes).toString('base64') };
    const input = { productId: 'x'.repeat(36), file, alt: 'я'.repeat(300) };
    expect(withinLimits(input, limitOf('catalogue.addImage'))).toBe(true);
    expect(withinLimits({ file }, limitOf('brand.setLogo'))).toBe(true);
    const channels = Object.entries(staffSurface).flatMap(([area, verbs]) =>
      Object.keys(verbs).map((verb) => `${area}.${verb}`),
    );
    const large = channels.filter((channel) => limitOf(channel) > maxPayloadBytes);
    expect(large.toSorted()).toEqual(['brand.setLogo', 'catalogue.addImage', 'transfer.readText', 'window.saveFile']);
  });

  it('refuses what is nested too deep or is not plain data', () => {
    let deep: unknown = 1;
    for (let at = 0; at < 30; at += 1) deep = { deep };
    for (const input of [
      deep,
      new Map(),
      new Date(),
      new ArrayBuffer(8),
      10n,
      Symbol('x'),
      () => 1,
      { a: new Set() },
    ]) {
      expect(withinLimits(input)).toBe(false);
    }
  });

  it('agrees with the serialised size within a factor, for any plain data', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const bytes = Buffer.byteLength(JSON.stringify(value));
        if (bytes * 8 < maxPayloadBytes) expect(withinLimits(value)).toBe(true);
      }),
    );
  });
});
