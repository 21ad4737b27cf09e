import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';

/** A certificate with its key, PEM. */
export interface Certificate {
  readonly name: string;
  readonly pem: string;
  readonly key: KeyObject;
}

// As much of DER (X.690) as a certificate needs. Keys and certificates are made for each run, so none lies in the sources.
const tlv = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  const length =
    body.length < 128
      ? [body.length]
      : body.length < 256
        ? [0x81, body.length]
        : [0x82, body.length >> 8, body.length & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
};
const sequence = (...parts: readonly Buffer[]): Buffer => tlv(0x30, ...parts);
const oid = (hex: string): Buffer => tlv(0x06, Buffer.from(hex, 'hex'));
const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'));
const nameOf = (text: string): Buffer => sequence(tlv(0x31, sequence(oid('550403'), tlv(0x0c, Buffer.from(text)))));
const time = (year: number): Buffer => tlv(0x18, Buffer.from(`${year}0101000000Z`));
const extension = (id: string, value: Buffer): Buffer =>
  sequence(oid(id), tlv(0x01, Buffer.from([255])), tlv(0x04, value));

/**
 * A certificate for a host name, signed by `issuer`, or by itself: an authority.
 * `until`: the year in which it ends.
 */
export function certificate(name: string, issuer?: Certificate, until = 2100): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const extensions = issuer
    ? extension('551d11', sequence(tlv(0x82, Buffer.from(name))))
    : extension('551d13', sequence(tlv(0x01, Buffer.from([255]))));
  const content = sequence(
    tlv(0xa0, tlv(0x02, Buffer.from([2]))),
    tlv(0x02, Buffer.from([1, ...Buffer.from(name.slice(0, 8))])),
    ecdsaWithSha256,
    nameOf(issuer?.name ?? name),
    sequence(time(2020), time(until)),
    nameOf(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    tlv(0xa3, sequence(extensions)),
  );
  const signature = createSign('sha256')
    .update(content)
    .sign(issuer?.key ?? privateKey);
  const der = sequence(content, ecdsaWithSha256, tlv(0x03, Buffer.from([0]), signature));
  const lines = der
    .toString('base64')
    .match(/.{1,64}/g)
    ?.join('\n');
  return { name, key: privateKey, pem: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n` };
}
