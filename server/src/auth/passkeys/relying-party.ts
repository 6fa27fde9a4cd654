import { Injectable } from '@nestjs/common';
import { AppError } from '../../common/index.js';
import { Config } from '../../config/index.js';
import type { Visitor } from '../sessions/visitor.js';

/** The site that passkeys belong to: they show themselves to its pages only. */
export interface RelyingParty {
  /** Its host, without a port. */
  id: string;
  origin: string;
}

/**
 * Which site that is: the public address where it is set, else the one whose page asks. To say another one helps nobody: what
 * a passkey signs has the site in it, and it signs for no other than its own.
 */
@Injectable()
export class RelyingParties {
  constructor(private readonly config: Config) {}

  /** @throws AppError `ORIGIN_NOT_ALLOWED` */
  of({ origin, isOwnPage }: Visitor): RelyingParty {
    const site = this.config.get('PUBLIC_URL') ?? (isOwnPage ? origin : undefined);
    if (site === undefined)
      throw new AppError('ORIGIN_NOT_ALLOWED', 'Only pages of this server may ask for passkeys.');
    const { hostname, origin: own } = new URL(site);
    return { id: hostname, origin: own };
  }
}
