import { Injectable } from '@nestjs/common';
import { RedisLink } from '../redis/index.js';
import type { Carrier, Hearing } from './carrier.js';

/** Pub/sub of Redis: what is told reaches those who listen at that moment. */
@Injectable()
export class RedisCarrier implements Carrier {
  readonly name = 'redis';
  readonly maxLength = 1024 * 1024;
  readonly maxUnderWay = 64;
  private readonly channel: string;
  private isClosed = false;

  constructor(private readonly redis: RedisLink) {
    this.channel = `${redis.prefix}bus`;
  }

  open(hearing: Hearing): void {
    void this.listen(hearing);
  }

  tell(text: string): Promise<void> {
    return this.redis.publish(this.channel, text);
  }

  close(): Promise<void> {
    // `RedisLink` closes all connections.
    this.isClosed = true;
    return Promise.resolve();
  }

  private async listen({ onText, onListening }: Hearing): Promise<void> {
    // Beats keep it busy: a connection on which nothing comes for long is dead.
    const client = await this.redis.open({ autoResubscribe: false });
    client.on('message', (_channel: string, text: string) => onText(text));
    const subscribe = () => {
      if (this.isClosed) return;
      client.subscribe(this.channel).then(onListening, () => client.disconnect(true));
    };
    client.on('ready', subscribe);
    if (client.status === 'ready') subscribe();
  }
}
