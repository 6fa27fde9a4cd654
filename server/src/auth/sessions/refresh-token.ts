import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

const KEY_BYTES = 32;
const NAME_BYTES = 4;
const FORM = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(\d{1,9})\.([\w-]{43})$/;

/** A refresh token: of which session, and of which of its rounds. */
export interface RefreshToken {
  sessionId: string;
  generation: number;
}

/**
 * Makes and reads refresh tokens. They are derived from the secret and not stored: a copy of the database forges none, and
 * the same one can be given again.
 */
export class RefreshTokens {
  private readonly key: Buffer;
  /** What tells the cookies of this instance from those of others on the same host: cookies know no ports. */
  readonly instance: string;

  constructor(secret: string) {
    this.key = derived(secret, 'chatket refresh', KEY_BYTES);
    this.instance = derived(secret, 'chatket cookie', NAME_BYTES).toString('hex');
  }

  text({ sessionId, generation }: RefreshToken): string {
    const said = `${sessionId}.${String(generation)}`;
    return `${said}.${this.sign(said).toString('base64url')}`;
  }

  /** Undefined for what was not made here. */
  read(text: string | undefined): RefreshToken | undefined {
    const [, sessionId = '', generation = '', signature = ''] = FORM.exec(text ?? '') ?? [];
    if (signature === '') return undefined;
    const isOurs = timingSafeEqual(
      Buffer.from(signature, 'base64url'),
      this.sign(`${sessionId}.${generation}`),
    );
    return isOurs ? { sessionId, generation: Number(generation) } : undefined;
  }

  private sign(said: string): Buffer {
    return createHmac('sha256', this.key).update(said).digest();
  }
}

/** A key for one purpose. */
export function derived(secret: string, purpose: string, bytes: number): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', purpose, bytes));
}
