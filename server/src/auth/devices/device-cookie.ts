import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { derived } from '../sessions/refresh-token.js';
import { SessionCookie } from '../sessions/session-cookie.js';
import type { Visitor } from '../sessions/visitor.js';

const KEY_BYTES = 32;
const ID_BYTES = 16;
/** Of so many accounts a browser keeps that it has logged them in: the last ones. */
const ACCOUNTS_MAX = 8;
/** Browsers keep nothing for longer. */
const LIFE_SECONDS = 400 * 24 * 60 * 60;
const FORM = /^([\w-]{22})((?:\.[\w-]{22}){1,8})$/;

/** An account as browsers know it: until its era changes. */
export interface KnownAccount {
  id: string;
  era: number;
}

interface Kept {
  device: string;
  marks: string[];
}

/**
 * The cookie in which a browser keeps that it has logged accounts in before: `device.mark.mark…`, each mark an HMAC over the
 * device, an account and its era. Nothing is stored here, the cookie names no account, and a mark is worth no login.
 */
export class DeviceCookie {
  private readonly key: Buffer;
  private readonly cookie: SessionCookie;

  /** @param instance tells the cookies of several instances on one host apart */
  constructor(secret: string, instance: string) {
    this.key = derived(secret, 'chatket device', KEY_BYTES);
    this.cookie = new SessionCookie(`d-${instance}`);
  }

  /** Whether there is one to look at. */
  isThere(visitor: Visitor): boolean {
    return this.read(visitor) !== undefined;
  }

  /** The id of a browser that has logged the account in; undefined for every other one. */
  deviceOf(account: KnownAccount, visitor: Visitor): string | undefined {
    const kept = this.read(visitor);
    return kept?.marks.some((mark) => this.isMark(mark, kept.device, account)) ? kept.device : undefined;
  }

  /** The header by which the browser keeps that it has logged the account in. */
  remember(account: KnownAccount, visitor: Visitor): string {
    const { device, marks } = this.read(visitor) ?? {
      device: randomBytes(ID_BYTES).toString('base64url'),
      marks: [],
    };
    const others = marks.filter((mark) => !this.isMark(mark, device, account));
    const kept = [this.markOf(device, account), ...others].slice(0, ACCOUNTS_MAX);
    return this.cookie.keep([device, ...kept].join('.'), visitor, LIFE_SECONDS);
  }

  private read(visitor: Visitor): Kept | undefined {
    const [, device, marks = ''] = FORM.exec(this.cookie.read(visitor) ?? '') ?? [];
    return device === undefined ? undefined : { device, marks: marks.split('.').slice(1) };
  }

  private markOf(device: string, { id, era }: KnownAccount): string {
    const digest = createHmac('sha256', this.key)
      .update(`${device}.${id}.${String(era)}`)
      .digest();
    return digest.subarray(0, ID_BYTES).toString('base64url');
  }

  private isMark(mark: string, device: string, account: KnownAccount): boolean {
    return timingSafeEqual(Buffer.from(mark), Buffer.from(this.markOf(device, account)));
  }
}
