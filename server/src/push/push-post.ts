import { readFileSync } from 'node:fs';
import type { Agent, RequestOptions } from 'node:https';
import { request } from 'node:https';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/index.js';

const TIMEOUT_MS = 10_000;
const RETRY_AFTER_MAX_MS = 3_600_000;

export interface PushRequest {
  endpoint: string;
  headers: Record<string, string>;
  body: Buffer;
}

export interface PushAnswer {
  /** Undefined where nobody has answered. */
  status?: number;
  /** When it makes sense to try again, as the service says. */
  retryAfterMs?: number;
}

/**
 * Hands a push message to a push service. The address is one that a user has named: it is called over https only, never
 * inside this network, without following where it leads to; what it answers is not read.
 */
@Injectable()
export class PushPost {
  private agent: Promise<Agent> | undefined;

  constructor(private readonly config: Config) {}

  async post({ endpoint, headers, body }: PushRequest): Promise<PushAnswer> {
    this.agent ??= this.filtering();
    const agent = await this.agent;
    const options: RequestOptions = {
      method: 'POST',
      agent,
      headers: { ...headers, 'content-length': String(body.length) },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    };
    return new Promise((resolve) => {
      const asking = request(endpoint, options, (response) => {
        resolve(answerOf(response.statusCode, response.headers['retry-after']));
        response.destroy();
      });
      // Also for addresses that the agent lets nobody call.
      asking.on('error', () => resolve({}));
      asking.end(body);
    });
  }

  private async filtering(): Promise<Agent> {
    const { RequestFilteringHttpsAgent } = await import('request-filtering-agent');
    const caFile = this.config.get('PUSH_CA_FILE');
    return new RequestFilteringHttpsAgent({
      allowIPAddressList: [...this.config.get('PUSH_PRIVATE_ADDRESSES')],
      ...(caFile !== undefined && { ca: readFileSync(caFile) }),
    });
  }
}

function answerOf(status: number | undefined, retryAfter: string | undefined): PushAnswer {
  const seconds = retryAfter === undefined ? NaN : Number(retryAfter);
  const ms = Number.isNaN(seconds) ? Date.parse(retryAfter ?? '') - Date.now() : seconds * 1_000;
  return {
    ...(status !== undefined && { status }),
    ...(ms > 0 && { retryAfterMs: Math.min(ms, RETRY_AFTER_MAX_MS) }),
  };
}
