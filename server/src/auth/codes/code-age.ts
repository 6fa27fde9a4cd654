import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Clock } from '../../common/index.js';
import { CODE_LIFE_MS } from './login-code.js';

const REMEMBERED_CODES = 50_000;

/**
 * How old the codes are that this process gave out, whatever becomes of the database's clock: setting that back makes
 * no code live longer. Of other codes the database alone decides.
 */
@Injectable()
export class CodeAge {
  private readonly bornAt = new LRUCache<string, number>({ max: REMEMBERED_CODES });

  constructor(private readonly clock: Clock) {}

  noteNew(codeId: string): void {
    this.bornAt.set(codeId, this.clock.monotonic());
  }

  isOver(codeId: string): boolean {
    const bornAt = this.bornAt.get(codeId);
    return bornAt !== undefined && this.clock.monotonic() - bornAt >= CODE_LIFE_MS;
  }
}
