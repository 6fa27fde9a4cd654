import { Injectable } from '@nestjs/common';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { networkOf } from '../../common/index.js';
import { Config } from '../../config/index.js';
import { take } from '../throttle.js';

/** How often an address and an account may ask for codes and try them. */
@Injectable()
export class LoginThrottle {
  private readonly requestsPerIp: RateLimiterMemory;
  private readonly requestsPerAccount: RateLimiterMemory;
  private readonly verifiesPerIp: RateLimiterMemory;
  private readonly verifiesPerAccount: RateLimiterMemory;

  constructor(config: Config) {
    const duration = config.get('AUTH_WINDOW_MS') / 1000;
    const limiter = (points: number) => new RateLimiterMemory({ points, duration });
    this.requestsPerIp = limiter(config.get('AUTH_REQUESTS_PER_IP'));
    this.requestsPerAccount = limiter(config.get('AUTH_REQUESTS_PER_ACCOUNT'));
    this.verifiesPerIp = limiter(config.get('AUTH_VERIFIES_PER_IP'));
    this.verifiesPerAccount = limiter(config.get('AUTH_VERIFIES_PER_ACCOUNT'));
  }

  /** @throws AppError `TOO_MANY_REQUESTS` */
  async admitRequest(username: string, ip: string): Promise<void> {
    await take(this.requestsPerIp, networkOf(ip));
    await take(this.requestsPerAccount, username);
  }

  /** @throws AppError `TOO_MANY_REQUESTS` */
  async admitVerify(username: string, ip: string): Promise<void> {
    await take(this.verifiesPerIp, networkOf(ip));
    await take(this.verifiesPerAccount, username);
  }
}
