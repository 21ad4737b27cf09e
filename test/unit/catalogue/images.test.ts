import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { otherPng, pictures, upload } from '../support/pictures.ts';
import { row } from '../support/row.ts';
import { failure, key, makeShop, type Shop } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

let opened: ReturnType<typeof temporaryStore>;
let shop: Shop;
let productId: string;
beforeEach(() => {
  opened = temporaryStore();
  shop = makeShop(opened.store);
  productId = shop.make.product();
});
afterEach(() => opened.done());

const add = (bytes: Uint8Array, fileName?: string, alt = '') =>
  shop.call('catalogue', 'addImage', { productId, file: upload(bytes, fileName), alt });
const images = () => shop.call('catalogue', 'getProduct', { id: productId }).images;

describe('images of a product', () => {
  row(32, 'eight images of the usual types are taken, the ninth is refused', () => {
    const { png, jpeg, gif, webp, svg } = pictures;
    for (const bytes of [png, jpeg, gif, webp, svg]) add(bytes);
    for (let n = 0; n < 3; n += 1) add(otherPng(n));
    expect(images()).toHaveLength(8);
    expect(failure(() => add(otherPng(9)))).toMatchObject({
      code: 'catalogue.too_many_images',
      params: { maximum: 8 },
    });
    const types = images().map(({ assetId }) => shop.call('assets', 'get', { id: assetId }).mediaType);
    expect(types.slice(0, 5)).toEqual(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/svg+xml']);
    expect(shop.call('catalogue', 'listProducts', {}).rows[0]?.imageAssetId).toBe(images()[0]?.assetId);
  });

  row(32, 'a program is refused whatever it is called, and an image is one whatever it is called', () => {
    for (const name of ['setup.exe', 'logo.png', 'logo.svg']) {
      expect(failure(() => add(pictures.exe, name))).toMatchObject({ code: 'asset.not_image', params: { name } });
    }
    expect(failure(() => add(Buffer.from('<html><svg></svg></html>'), 'x.svg'))?.code).toBe('asset.not_image');
    expect(add(pictures.png, 'setup.exe').alt).toBe('');
    expect(images()).toHaveLength(1);
  });

  row(32, 'an SVG is cleaned before it is stored', () => {
    const { assetId } = add(
      Buffer.from(
        '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"><script>x()</script><image href="https://spy.example/1.png"/>' +
          '<path d="M0 0h8v8z" fill="#3b57d0" onclick="x()"/></svg>',
      ),
    );
    const stored = Buffer.from(shop.call('assets', 'get', { id: assetId }).base64, 'base64').toString();
    expect(stored).toContain('<path d="M0 0h8v8z" fill="#3b57d0"/>');
    expect(stored).not.toMatch(/script|onload|onclick|spy/);
    for (const broken of [
      '<svg><path></svg>',
      '<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>',
      '<svg><text>&a;</text></svg>',
    ]) {
      expect(failure(() => add(Buffer.from(broken), 'x.svg'))?.code, broken).toBe('asset.unsafe_svg');
    }
  });

  row(32, 'an image over 2 MB is refused', () => {
    const limit = 2 * 1024 * 1024;
    const large = Buffer.concat([pictures.png, Buffer.alloc(limit + 1 - pictures.png.length)]);
    expect(failure(() => add(large, 'large.png'))).toMatchObject({ code: 'asset.too_large', params: { limit: 2 } });
    expect(() => add(Buffer.alloc(limit * 2))).toThrow('too_big');
    expect(add(large.subarray(0, limit)).id).not.toBe('');
  });

  it('are kept once for each content, and stay readable when they are taken off', () => {
    const first = add(pictures.png);
    const second = add(pictures.png, 'again.png');
    expect(second.assetId).toBe(first.assetId);
    expect(shop.count('asset')).toBe(1);
    shop.call('catalogue', 'removeImage', { id: first.id });
    shop.call('catalogue', 'removeImage', { id: second.id });
    expect(images()).toEqual([]);
    const asset = shop.call('assets', 'get', { id: first.assetId });
    expect(asset.base64).toBe(pictures.png.toString('base64'));
    expect(asset).toMatchObject({ size: pictures.png.length, mediaType: 'image/png' });
    // The history knows how much it was, not the bytes.
    const [made] = shop.call('audit', 'list', { entity: 'asset', entityId: asset.id }).rows;
    expect(made?.changes['content']).toEqual([null, `${pictures.png.length} bytes`]);
    expect(failure(() => shop.call('catalogue', 'removeImage', { id: first.id }))?.code).toBe('not_found');
    expect(failure(() => shop.call('assets', 'get', { id: key() }))?.code).toBe('not_found');
  });

  it('have an order and a text', () => {
    const [a = '', b = '', c = ''] = [0, 1, 2].map((n) => add(otherPng(n), 'x', `picture ${n}`).id);
    const texts = () => images().map(({ alt }) => alt.at(-1));
    const move = (id: string, beforeId: string | null) => shop.call('catalogue', 'moveImage', { id, beforeId });
    move(c, a);
    expect(texts()).toEqual(['2', '0', '1']);
    move(c, null);
    expect(texts()).toEqual(['0', '1', '2']);
    move(b, b);
    expect(shop.call('catalogue', 'updateImage', { id: b, alt: 'logo 9' }).alt).toBe('logo 9');
    expect(texts()).toEqual(['0', '9', '2']);
    opened.store.db.prepare("UPDATE product_image SET position = 'a0'").run();
    const before = texts();
    move(images()[2]?.id ?? '', images()[1]?.id ?? '');
    expect(texts()).toEqual([before[0], before[2], before[1]]);
    expect(failure(() => move(a, key()))?.fields).toEqual({ beforeId: { code: 'not_found' } });
    expect(
      failure(() => shop.call('catalogue', 'addImage', { productId: key(), file: upload(pictures.png) }))?.code,
    ).toBe('not_found');
  });

  it('refuse text that is not base64', () => {
    const file = { fileName: 'x.png', base64: `${pictures.png.toString('base64')}!` };
    expect(failure(() => shop.call('catalogue', 'addImage', { productId, file }))?.fields).toEqual({
      'file.base64': { code: 'invalid' },
    });
  });
});

describe('the brand’s logo', () => {
  it('is set, replaced and taken off', () => {
    const set = (bytes: Uint8Array | null) =>
      shop.call('brand', 'setLogo', { file: bytes && upload(bytes) }).logoAssetId;
    const first = set(pictures.svg);
    expect(shop.call('assets', 'get', { id: first ?? '' }).mediaType).toBe('image/svg+xml');
    expect(set(pictures.png)).not.toBe(first);
    expect(failure(() => set(pictures.exe))?.code).toBe('asset.not_image');
    expect(set(null)).toBeNull();
  });
});
