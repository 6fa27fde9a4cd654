import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { NoticeCause } from '@chatket/contract';
import { Clock } from '../common/index.js';
import { Config } from '../config/index.js';
import { EventBus } from '../events/index.js';
import { alertsMade, Looks, RequestAlerts } from '../notifications/index.js';
import { payloadOf, requestPayloadOf } from './push-payload.js';
import { PushQueueRepository, type PushTask } from './push-queue.repository.js';
import { PushSend } from './push-send.js';
import { SubscriptionsRepository } from './subscriptions.repository.js';
import { TakeBack } from './take-back.js';

const AT_ONCE = 10;
/** What was begun and is not done by then is begun again: its process is gone. */
const LEASE_MS = 60_000;
/** What other servers have kept for nobody here is looked for so often. */
const LOOK_EVERY_MS = 30_000;
const FIRST_RETRY_MS = 15_000;
const ATTEMPTS_MAX = 6;
/** Nobody wants to be told of something by a push that is older. */
const OLDEST_MS = 24 * 60 * 60 * 1_000;
const READ_ROOMS = 10;
const URGENT = new Set<NoticeCause>(['reminder', 'answer', 'direct', 'mention', 'keyword']);

/** Pushes what people were alerted of to their devices, behind everything else. */
@Injectable()
export class Pusher implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Pusher.name);
  private readonly isOn: boolean;
  private running: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isStopped = false;
  private isAsked = false;

  constructor(
    private readonly queue: PushQueueRepository,
    private readonly sender: PushSend,
    private readonly devices: SubscriptionsRepository,
    private readonly takeBack: TakeBack,
    private readonly requests: RequestAlerts,
    private readonly looks: Looks,
    private readonly clock: Clock,
    private readonly config: Config,
    events: EventBus,
  ) {
    this.isOn = config.get('PUSH') === 'on';
    events.on(alertsMade, () => this.start());
  }

  onApplicationBootstrap(): void {
    this.start();
  }

  /** What is under way ends with its pushes. */
  async onModuleDestroy(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  /** Resolves when nothing is due any more. For tests. */
  async catchUp(): Promise<void> {
    this.start();
    while (this.running && !this.isStopped) await this.running;
  }

  private start(): void {
    if (this.isStopped || !this.isOn) return;
    this.isAsked = true;
    clearTimeout(this.timer);
    this.running ??= this.run().then((waitMs) => {
      this.running = undefined;
      if (this.isStopped) return;
      if (this.isAsked) this.start();
      else this.timer = setTimeout(() => this.start(), waitMs).unref();
    });
  }

  /** Until nothing is due. @returns after how long to look again */
  private async run(): Promise<number> {
    try {
      for (let begun = AT_ONCE; begun > 0 && !this.isStopped;) {
        this.isAsked = false;
        const now = this.clock.now();
        const tasks = await this.queue.begin({
          now: new Date(now),
          until: new Date(now + LEASE_MS),
          limit: AT_ONCE,
        });
        await Promise.all(tasks.map((task) => this.attempt(task)));
        begun = tasks.length;
      }
      const next = await this.queue.next();
      const waitMs = next ? Math.max(0, next.getTime() - this.clock.now()) : LOOK_EVERY_MS;
      return Math.min(waitMs, LOOK_EVERY_MS);
    } catch (error) {
      if (!this.isStopped) this.logger.warn({ err: error }, 'messages could not be pushed');
      this.isAsked = false;
      return LOOK_EVERY_MS;
    }
  }

  private async attempt(task: PushTask): Promise<void> {
    try {
      await this.push(task);
    } catch (error) {
      // One device must not stop the others. Its lease ends by itself.
      this.logger.warn({ err: error, subscriptionId: task.id }, 'a message could not be pushed');
    }
  }

  private async push(task: PushTask): Promise<void> {
    const now = this.clock.now();
    const isOld = now - task.createdAt.getTime() > OLDEST_MS;
    const payload = isOld ? undefined : await this.payloadOf(task);
    if (!payload) return this.queue.finish(task);
    const { outcome, status, retryAfterMs } = await this.sender.send(task, {
      payload,
      isUrgent: URGENT.has(task.because),
      topic: topicOf(task),
    });
    if (outcome === 'sent') await this.takeBack.after(task);
    if (outcome !== 'unreachable') return this.queue.finish(task);
    if (task.attempts < ATTEMPTS_MAX) {
      const waitMs = retryAfterMs ?? FIRST_RETRY_MS * 2 ** (task.attempts - 1);
      return this.queue.postpone(task, new Date(now + waitMs));
    }
    // A service that is down says nothing of the device; an address that nobody answers at does.
    if (status === undefined) await this.devices.noteRefused(task.id, status);
    await this.queue.finish(task);
  }

  /** Undefined where there is nothing to be told of any more, or they see it by themselves. */
  private async payloadOf(task: PushTask): Promise<Buffer | undefined> {
    const content = this.config.get('PUSH_CONTENT');
    if (task.because === 'request' || task.because === 'answer') {
      const request = await this.requests.find(task.userId, task.messageId);
      if (!request || request.isRead) return undefined;
      const isThere = request.roomId !== undefined && (await this.isLooking(task, request.roomId));
      return isThere ? undefined : requestPayloadOf(task, request, content);
    }
    const message = await this.queue.message(task.userId, task.messageId);
    if (!message || (await this.isLooking(task, task.roomId))) return undefined;
    return payloadOf(task, message, { content, read: await this.queue.readSince(task.id, READ_ROOMS) });
  }

  private async isLooking({ userId }: PushTask, roomId: string): Promise<boolean> {
    return (await this.looks.at(roomId)).has(userId);
  }
}

/** Of several with one topic that wait at the push service, it keeps the last: of a room one, and each reminder. */
function topicOf({ because, roomId, messageId }: PushTask): string {
  return (because === 'reminder' ? messageId : roomId).replaceAll('-', '');
}
