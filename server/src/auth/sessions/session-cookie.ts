import type { Visitor } from './visitor.js';

/** Of a browser that asks over https nobody else can set it: neither a neighbouring host nor the network. */
const LOCKED = '__Host-';

/** The cookie in which browsers keep the refresh token of a login. */
export class SessionCookie {
  /** @param instance tells the cookies of several instances on one host apart */
  constructor(private readonly instance: string) {}

  /** What the browser has kept; undefined where it has nothing of this instance. */
  read({ cookies, isHttps }: Visitor): string | undefined {
    const start = `${this.nameFor(isHttps)}=`;
    const found = cookies.split(';').find((part) => part.trim().startsWith(start));
    return found?.trim().slice(start.length);
  }

  /** The header that keeps a token for so long. */
  keep(token: string, { isHttps }: Visitor, seconds: number): string {
    return this.header(token, isHttps, seconds);
  }

  /** The header that takes it away. */
  clear({ isHttps }: Visitor): string {
    return this.header('', isHttps, 0);
  }

  private header(value: string, isHttps: boolean, seconds: number): string {
    const flags = `Path=/; Max-Age=${String(seconds)}; HttpOnly; SameSite=Strict`;
    return `${this.nameFor(isHttps)}=${value}; ${flags}${isHttps ? '; Secure' : ''}`;
  }

  private nameFor(isHttps: boolean): string {
    return `${isHttps ? LOCKED : ''}chatket-${this.instance}`;
  }
}
