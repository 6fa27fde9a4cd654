import { generateKeyPairSync, sign } from 'node:crypto';

// The few forms of DER (ITU-T X.690) that a certificate (RFC 5280) is made of.
const der = (tag, ...parts) => {
  const body = Buffer.concat(parts);
  const length = body.length < 128 ? [body.length] : [0x82, body.length >> 8, body.length & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
};
const sequence = (...parts) => der(0x30, ...parts);
const text = (value) => der(0x0c, Buffer.from(value));
const time = (year) => der(0x18, Buffer.from(`${year}0101000000Z`));
const hex = (value) => Buffer.from(value, 'hex');

const ECDSA_WITH_SHA256 = sequence(hex('06082a8648ce3d040302'));
const COMMON_NAME = hex('0603550403');
const BASIC_CONSTRAINTS = hex('0603551d13');
const SUBJECT_ALT_NAME = hex('0603551d11');

/**
 * A key and a certificate for `localhost` that nobody trusts who is not told to. Made anew for each run, so that no key
 * has to be kept.
 * @returns {{ key: string, certificate: string }} as PEM
 */
export function selfSigned() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = sequence(der(0x31, sequence(COMMON_NAME, text('localhost'))));
  const isAuthority = sequence(BASIC_CONSTRAINTS, hex('0101ff'), der(0x04, sequence(hex('0101ff'))));
  const names = sequence(SUBJECT_ALT_NAME, der(0x04, sequence(der(0x82, Buffer.from('localhost')))));
  const said = sequence(
    hex('a003020102'),
    hex('020101'),
    ECDSA_WITH_SHA256,
    name,
    sequence(time(2020), time(2120)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(isAuthority, names)),
  );
  const signature = sign('sha256', said, privateKey);
  const certificate = sequence(said, ECDSA_WITH_SHA256, der(0x03, hex('00'), signature));
  const lines = certificate.toString('base64').replaceAll(/.{64}/g, '$&\n');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    certificate: `-----BEGIN CERTIFICATE-----\n${lines.trimEnd()}\n-----END CERTIFICATE-----\n`,
  };
}
