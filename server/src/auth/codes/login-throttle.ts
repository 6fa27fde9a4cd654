import { Injectable } from '@nestjs/common';
import { networkOf } from '../../common/index.js';
import { Config } from '../../config/index.js';
import { type Throttle, Throttles } from '../throttle.js';

/** How often an address and an account may ask for codes and try them. */
@Injectable()
export class LoginThrottle {
  private readonly requestsPerIp: Throttle;
  private readonly requestsPerAccount: Throttle;
  private readonly verifiesPerIp: Throttle;
  private readonly verifiesPerAccount: Throttle;

  constructor(config: Config, throttles: Throttles) {
    const windowMs = config.get('AUTH_WINDOW_MS');
    const throttle = (name: string, limit: number) => throttles.create({ name, limit, windowMs });
    this.requestsPerIp = throttle('login-requests-ip', config.get('AUTH_REQUESTS_PER_IP'));
    this.requestsPerAccount = throttle('login-requests-account', config.get('AUTH_REQUESTS_PER_ACCOUNT'));
    this.verifiesPerIp = throttle('login-verifies-ip', config.get('AUTH_VERIFIES_PER_IP'));
    this.verifiesPerAccount = throttle('login-verifies-account', config.get('AUTH_VERIFIES_PER_ACCOUNT'));
  }

  /** @throws AppError `TOO_MANY_REQUESTS` */
  async admitRequest(username: string, ip: string): Promise<void> {
    await this.requestsPerIp.take(networkOf(ip));
    await this.requestsPerAccount.take(username);
  }

  /** A link that is worth a login: it counts as a code that is tried. @throws AppError `TOO_MANY_REQUESTS` */
  async admitLink(ip: string): Promise<void> {
    await this.verifiesPerIp.take(networkOf(ip));
  }

  /** @throws AppError `TOO_MANY_REQUESTS` */
  async admitVerify(username: string, ip: string): Promise<void> {
    await this.verifiesPerIp.take(networkOf(ip));
    await this.verifiesPerAccount.take(username);
  }
}
