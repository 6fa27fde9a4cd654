import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Config } from '../config/index.js';
import { DatabaseListener, DatabaseTroubles } from '../prisma/index.js';
import { type BusTopic, ClusterBus } from './cluster-bus.js';
import { NoticeRepository } from './notice.repository.js';

const CHANNEL = 'chatket';

/** The bus over LISTEN and NOTIFY. A text travels behind its topic and a space. */
@Injectable()
export class PostgresBus extends ClusterBus implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(PostgresBus.name);
  private readonly listeners = new Map<string, ((text: string) => void)[]>();
  private readonly onceListening: (() => void)[] = [];
  private readonly listener: DatabaseListener;
  private setReady: () => void = () => undefined;
  readonly isReady = new Promise<void>((resolve) => (this.setReady = resolve));

  constructor(
    private readonly notices: NoticeRepository,
    config: Config,
    troubles: DatabaseTroubles,
  ) {
    super();
    this.listener = new DatabaseListener({
      url: config.get('DATABASE_URL'),
      channel: CHANNEL,
      onText: (text) => this.hear(text),
      onListening: () => {
        for (const listener of this.onceListening) listener();
        this.setReady();
      },
      troubles,
    });
  }

  onApplicationBootstrap(): void {
    this.listener.open();
  }

  onModuleDestroy(): Promise<void> {
    return this.listener.close();
  }

  publish(topic: BusTopic, text: string): Promise<void> {
    return this.notices.notify(CHANNEL, `${topic} ${text}`);
  }

  on(topic: BusTopic, listener: (text: string) => void): void {
    this.listeners.set(topic, [...(this.listeners.get(topic) ?? []), listener]);
  }

  onListening(listener: () => void): void {
    this.onceListening.push(listener);
  }

  /** One that cannot be understood, as of a process of another version, hurts nobody. */
  private hear(text: string): void {
    const end = text.indexOf(' ');
    const topic = text.slice(0, end);
    for (const listener of this.listeners.get(topic) ?? []) {
      try {
        listener(text.slice(end + 1));
      } catch (error) {
        this.logger.warn({ err: error, topic }, 'what another process said was not understood');
      }
    }
  }
}
