import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../common/index.js';
import { Config } from '../config/index.js';
import { cutOff, type EngineConnection, type EnginePacket } from './engine-connection.js';
import { PacketWatch } from './packet-watch.js';
import type { ChatServer } from './socket-types.js';
import { type Allowance, TokenBucket } from './token-bucket.js';

/** For the attachments of a packet to come, in milliseconds. */
const ATTACHMENTS_PATIENCE_MS = 5_000;

/** How many events of a connection are answered. */
export function eventAllowance(config: Config): Allowance {
  return { burst: config.get('PACKETS_AT_ONCE'), perSecond: config.get('PACKETS_PER_SECOND') };
}

/**
 * Watches what connections send, before anything is parsed, and cuts those off that no client of ours would open: the
 * ones that go on sending though nothing is answered any more, connect again and again, or leave a packet unfinished.
 */
@Injectable()
export class PacketGuard {
  private readonly logger = new Logger(PacketGuard.name);
  private readonly allowance: Allowance;

  constructor(
    config: Config,
    private readonly clock: Clock,
  ) {
    const { burst, perSecond } = eventAllowance(config);
    this.allowance = { burst: 2 * burst, perSecond };
  }

  watch(server: ChatServer): void {
    server.engine.on('connection', (connection: EngineConnection) => this.guard(connection));
  }

  private guard(connection: EngineConnection): void {
    const bucket = new TokenBucket(this.allowance, this.clock.now());
    const packets = new PacketWatch();
    let patience: NodeJS.Timeout | undefined;
    let isCut = false;
    connection.on('packet', (packet: EnginePacket) => {
      // What has come in together is still read to its end.
      if (isCut) return;
      const reason = bucket.take(this.clock.now()) ? packets.refuse(packet) : 'too many packets';
      isCut = reason !== undefined;
      if (reason !== undefined) this.cut(connection, reason);
      if (!packets.isWaiting) {
        clearTimeout(patience);
        patience = undefined;
      } else {
        patience ??= setTimeout(() => this.cut(connection, 'unfinished packet'), ATTACHMENTS_PATIENCE_MS);
      }
    });
    connection.once('close', () => clearTimeout(patience));
  }

  private cut(connection: EngineConnection, reason: string): void {
    this.logger.warn({ connectionId: connection.id, reason }, 'connection cut off');
    cutOff(connection);
  }
}
