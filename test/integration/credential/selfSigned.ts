import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { isIPv4 } from 'node:net';

/** DER (ITU-T X.690): a tag, the length, and what is in it. */
function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const SEQUENCE = 0x30;
const SET = 0x31;

/** sha256WithRSAEncryption (RFC 8017), and the common name of a subject (X.520). */
const SHA256_RSA = der(SEQUENCE, Buffer.from('06092a864886f70d01010b0500', 'hex'));
const COMMON_NAME = Buffer.from('0603550403', 'hex');

/**
 * The extension that names an address (subjectAltName, RFC 5280, section 4.2.1.6): only what stands in it counts for
 * an address.
 */
function alternativeName(host: string): Buffer {
  const address = der(0x87, Buffer.from(host.split('.').map(Number)));
  const extension = der(
    SEQUENCE,
    Buffer.from('0603551d11', 'hex'),
    der(0x04, der(SEQUENCE, address)),
  );
  return der(0xa3, der(SEQUENCE, extension));
}

/**
 * Makes the certificate of a private system: no authority knows it.
 *
 * @param host an address such as 127.0.0.1, for which the certificate is then good, or any other name
 */
export function selfSigned(host: string): { key: string; cert: string } {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const named = der(SEQUENCE, COMMON_NAME, der(0x0c, Buffer.from(host)));
  const name = der(SEQUENCE, der(SET, named));
  const time = (text: string) => der(0x17, Buffer.from(text));
  const content = der(
    SEQUENCE,
    // Version 3, which has extensions.
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    SHA256_RSA,
    name,
    der(SEQUENCE, time('200101000000Z'), time('491231235959Z')),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    ...(isIPv4(host) ? [alternativeName(host)] : []),
  );
  const signature = der(0x03, Buffer.from([0]), sign('sha256', content, privateKey));
  const certificate = der(SEQUENCE, content, SHA256_RSA, signature).toString('base64');
  const lines = certificate.match(/.{1,64}/g) ?? [];
  return {
    key: pemOf(privateKey),
    cert: ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n'),
  };
}

function pemOf(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}
