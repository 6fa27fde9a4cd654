import { Injectable, Logger } from '@nestjs/common';
import { type Allowance, Clock, TokenBucket } from '../common/index.js';
import { Config } from '../config/index.js';
import { cutOff, type EngineConnection, type EnginePacket } from './engine-connection.js';
import { PacketWatch } from './packet-watch.js';
import { sharedListener } from './shared-listener.js';
import type { ChatServer } from './socket-types.js';

/** For the attachments of a packet to come, in milliseconds. */
const ATTACHMENTS_PATIENCE_MS = 5_000;

interface Guarded {
  bucket: TokenBucket;
  packets: PacketWatch;
  isCut: boolean;
  /** Ends a connection whose packet stays unfinished. */
  patience: NodeJS.Timeout | undefined;
}

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
  private readonly guarded = new WeakMap<EngineConnection, Guarded>();

  constructor(
    config: Config,
    private readonly clock: Clock,
  ) {
    const { burst, perSecond } = eventAllowance(config);
    this.allowance = { burst: 2 * burst, perSecond };
  }

  watch(server: ChatServer): void {
    const onPacket = sharedListener((connection: EngineConnection, packet: EnginePacket) =>
      this.look(connection, packet),
    );
    server.engine.on('connection', (connection: EngineConnection) => {
      const bucket = new TokenBucket(this.allowance, this.clock.monotonic());
      this.guarded.set(connection, { bucket, packets: new PacketWatch(), isCut: false, patience: undefined });
      connection.on('packet', onPacket);
    });
  }

  private look(connection: EngineConnection, packet: EnginePacket): void {
    const guarded = this.guarded.get(connection);
    // What has come in together with the reason is still read to its end.
    if (!guarded || guarded.isCut) return;
    const { bucket, packets } = guarded;
    const reason = bucket.take(this.clock.monotonic()) ? packets.refuse(packet) : 'too many packets';
    guarded.isCut = reason !== undefined;
    if (reason !== undefined) this.cut(connection, reason);
    if (packets.isWaiting && !guarded.isCut) {
      guarded.patience ??= setTimeout(
        () => this.cut(connection, 'unfinished packet'),
        ATTACHMENTS_PATIENCE_MS,
      ).unref();
    } else {
      clearTimeout(guarded.patience);
      guarded.patience = undefined;
    }
  }

  private cut(connection: EngineConnection, reason: string): void {
    if (connection.readyState === 'closed') return;
    this.logger.warn({ connectionId: connection.id, reason }, 'connection cut off');
    cutOff(connection);
  }
}
