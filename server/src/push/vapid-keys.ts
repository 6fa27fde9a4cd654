import { Injectable } from '@nestjs/common';
import { open, seal, sealingKey } from '../common/index.js';
import { Config } from '../config/index.js';
import { SecretsRepository } from './secrets.repository.js';
import { loadWebPush } from './web-push.js';

/** By which push services know this server. Base64url. */
export interface VapidPair {
  publicKey: string;
  privateKey: string;
}

const NAME = 'vapid';

/** The key pair of this server: made when it is first asked for, by whichever process is first, and kept sealed. */
@Injectable()
export class VapidKeys {
  private readonly sealingKey: Buffer;
  private asking: Promise<VapidPair> | undefined;

  constructor(
    private readonly secrets: SecretsRepository,
    config: Config,
  ) {
    this.sealingKey = sealingKey(config.get('JWT_SECRET'));
  }

  pair(): Promise<VapidPair> {
    this.asking ??= this.read().catch((error: unknown) => {
      this.asking = undefined;
      throw error;
    });
    return this.asking;
  }

  private async read(): Promise<VapidPair> {
    const known = await this.secrets.find(NAME);
    const pair = known && this.opened(known);
    if (pair) return pair;
    const made = seal(this.sealingKey, NAME, JSON.stringify((await loadWebPush()).generateVAPIDKeys()));
    // One that was sealed with an earlier secret is lost, and with it every subscription: clients subscribe anew.
    if (known) await this.secrets.replace(NAME, { lost: known, made });
    else await this.secrets.add(NAME, made);
    const kept = await this.secrets.find(NAME);
    const first = kept && this.opened(kept);
    if (!first)
      throw new Error('the key pair for push messages cannot be opened: do two servers have two secrets?');
    return first;
  }

  private opened(sealed: Buffer): VapidPair | undefined {
    const text = open(this.sealingKey, NAME, sealed);
    return text === undefined ? undefined : (JSON.parse(text) as VapidPair);
  }
}
