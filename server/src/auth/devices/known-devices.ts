import { Injectable } from '@nestjs/common';
import { Config } from '../../config/index.js';
import { RefreshTokens } from '../sessions/refresh-token.js';
import type { Visitor } from '../sessions/visitor.js';
import { DeviceCookie, type KnownAccount } from './device-cookie.js';
import { DeviceRepository } from './device.repository.js';

/** What a login leaves in a browser. */
export interface Remembered {
  cookie: string;
  /** It had logged this account in before. */
  wasKnown: boolean;
}

/**
 * Browsers that have logged an account in before. Their tries have a budget of their own, so that strangers who use up that of
 * an account do not shut its owner out.
 */
@Injectable()
export class KnownDevices {
  private readonly cookie: DeviceCookie;

  constructor(
    private readonly accounts: DeviceRepository,
    config: Config,
  ) {
    const secret = config.get('JWT_SECRET');
    this.cookie = new DeviceCookie(secret, new RefreshTokens(secret).instance);
  }

  /** The id of the visitor's browser, where it knows the account of a name. */
  ofName(username: string, visitor: Visitor): Promise<string | undefined> {
    return this.look(visitor, () => this.accounts.byName(username));
  }

  /** The same by the address of the account, in the form in which addresses are compared. */
  ofAddress(key: string, visitor: Visitor): Promise<string | undefined> {
    return this.look(visitor, () => this.accounts.byAddress(key));
  }

  /** The same by the account itself. */
  ofUser(userId: string, visitor: Visitor): Promise<string | undefined> {
    return this.look(visitor, () => this.accounts.byId(userId));
  }

  /** For the answer to a login. Undefined where the account is closed meanwhile. */
  async remember(userId: string, visitor: Visitor): Promise<Remembered | undefined> {
    const account = await this.accounts.byId(userId);
    if (!account) return undefined;
    const wasKnown = this.cookie.deviceOf(account, visitor) !== undefined;
    return { cookie: this.cookie.remember(account, visitor), wasKnown };
  }

  /**
   * Somebody ends other logins of theirs: whoever was there is a stranger from now on, and a login from there is told of.
   * @returns for the browser that asks, if it was known, the header by which it stays so
   */
  async forgetOthers(userId: string, visitor: Visitor): Promise<string | undefined> {
    const isKnown = (await this.ofUser(userId, visitor)) !== undefined;
    await this.accounts.beginEra(userId);
    return isKnown ? (await this.remember(userId, visitor))?.cookie : undefined;
  }

  /** Who brings no such cookie costs nothing. */
  private async look(
    visitor: Visitor,
    find: () => Promise<KnownAccount | undefined>,
  ): Promise<string | undefined> {
    const account = this.cookie.isThere(visitor) ? await find() : undefined;
    return account && this.cookie.deviceOf(account, visitor);
  }
}
