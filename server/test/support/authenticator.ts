import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import type { MadeCredential, PasskeyChallenge, ShownCredential } from '@chatket/contract';

/** What a test can have an authenticator do otherwise than it should. */
export interface Quirks {
  /** Who asks: the page of which site. */
  origin?: string;
  rpId?: string;
  /** Nobody has shown a finger, a face or a PIN. */
  isUnverified?: boolean;
  /** Leaves its device all of a sudden. */
  isSynced?: boolean;
  challenge?: string;
  userHandle?: string;
}

const FLAGS = { present: 0x01, verified: 0x04, mayBackUp: 0x08, backedUp: 0x10, attested: 0x40 };

/** An authenticator with one key, as WebAuthn describes it: https://www.w3.org/TR/webauthn-3/ */
export class Authenticator {
  /** Of its key, in base64url. */
  readonly id = randomBytes(16).toString('base64url');
  counter: number;
  private readonly keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  private userHandle = '';

  constructor(
    private readonly origin: string,
    private readonly options: { isSynced?: boolean } = {},
  ) {
    // Those that are synced do not count.
    this.counter = options.isSynced === true ? 0 : 1;
  }

  /** Answers what the server wants made. */
  make({ options }: PasskeyChallenge, quirks: Quirks = {}): MadeCredential {
    const { challenge, user } = options as { challenge: string; user: { id: string } };
    this.userHandle ||= user.id;
    const id = Buffer.from(this.id, 'base64url');
    const attested = Buffer.concat([Buffer.alloc(16), uint16(id.length), id, coseOf(this.keys.publicKey)]);
    const attestationObject = Buffer.concat([
      Buffer.from([0xa3]),
      ...[text('fmt'), text('none'), text('attStmt'), Buffer.from([0xa0])],
      ...[text('authData'), bytes(Buffer.concat([this.data(quirks, FLAGS.attested), attested]))],
    ]);
    return {
      id: this.id,
      response: {
        clientDataJSON: this.clientData('webauthn.create', quirks.challenge ?? challenge, quirks),
        attestationObject: attestationObject.toString('base64url'),
        transports: ['internal'],
      },
    };
  }

  /** Signs what the server asks at a login, and counts it. */
  show({ options }: PasskeyChallenge, quirks: Quirks = {}): ShownCredential {
    const { challenge } = options as { challenge: string };
    if (this.counter > 0) this.counter += 1;
    const data = this.data(quirks);
    const clientDataJSON = this.clientData('webauthn.get', quirks.challenge ?? challenge, quirks);
    const hash = sha256(Buffer.from(clientDataJSON, 'base64url'));
    return {
      id: this.id,
      response: {
        clientDataJSON,
        authenticatorData: data.toString('base64url'),
        signature: sign('sha256', Buffer.concat([data, hash]), this.keys.privateKey).toString('base64url'),
        userHandle: quirks.userHandle ?? (this.userHandle || 'AAAA'),
      },
    };
  }

  private clientData(type: string, challenge: string, { origin = this.origin }: Quirks): string {
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false })).toString('base64url');
  }

  private data({ rpId, isUnverified, isSynced }: Quirks, more = 0): Buffer {
    const site = rpId ?? new URL(this.origin).hostname;
    const isKept = isSynced ?? this.options.isSynced === true;
    const flags =
      FLAGS.present |
      (isUnverified === true ? 0 : FLAGS.verified) |
      (isKept ? FLAGS.mayBackUp | FLAGS.backedUp : 0) |
      more;
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.counter);
    return Buffer.concat([sha256(Buffer.from(site)), Buffer.from([flags]), counter]);
  }
}

/** ES256 on P-256, in CBOR: RFC 9052. */
function coseOf(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  return Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
    ...[bytes(Buffer.from(x, 'base64url')), Buffer.from([0x22]), bytes(Buffer.from(y, 'base64url'))],
  ]);
}

function text(value: string): Buffer {
  return Buffer.concat([Buffer.from([0x60 + value.length]), Buffer.from(value)]);
}

function bytes(value: Buffer): Buffer {
  const head =
    value.length < 256 ? Buffer.from([0x58, value.length]) : [Buffer.from([0x59]), uint16(value.length)];
  return Buffer.concat([...(Array.isArray(head) ? head : [head]), value]);
}

function uint16(value: number): Buffer {
  const buffer = Buffer.alloc(2);
  buffer.writeUInt16BE(value);
  return buffer;
}

function sha256(value: Buffer): Buffer {
  return createHash('sha256').update(value).digest();
}

/** In the form of what authenticators answer; it fits nowhere. */
export const MADE_CREDENTIAL = {
  id: 'AAAA',
  response: { clientDataJSON: 'AAAA', attestationObject: 'AAAA' },
};
export const SHOWN_CREDENTIAL = {
  id: 'AAAA',
  response: { clientDataJSON: 'AAAA', authenticatorData: 'AAAA', signature: 'AAAA' },
};
