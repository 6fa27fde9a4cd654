import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { Config } from '../../config/index.js';

/**
 * Where this server is, as browsers have it: the public address where it is set, else the one that was asked. To say another
 * one helps nobody: the provider sends browsers only to addresses that it was told of before.
 */
@Injectable()
export class OidcSite {
  constructor(private readonly config: Config) {}

  of(request: Request): string {
    return this.config.get('PUBLIC_URL') ?? `${request.protocol}://${request.get('host') ?? ''}`;
  }
}
