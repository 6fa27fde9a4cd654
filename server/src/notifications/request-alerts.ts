import { Injectable, Logger } from '@nestjs/common';
import type { RequestAlert } from '@chatket/contract';
import { AppError, Clock, newId } from '../common/index.js';
import { EventBus } from '../events/index.js';
import {
  joinAnswered,
  type JoinAnswered,
  joinAsked,
  type JoinAsked,
  joinSettled,
  type JoinSettled,
} from '../invites/index.js';
import { Fanout } from '../realtime/index.js';
import { AlertsRepository } from './alerts.repository.js';
import { CursorsRepository } from './cursors.repository.js';
import { decideAwaited, decideRequest } from './decide-notice.js';
import { blocksBetween, listenersIn } from './facts.repository.js';
import { alertsMade } from './notifications.events.js';
import { isQuiet } from './quiet.js';
import { RequestAlertsRepository } from './request-alerts.repository.js';
import { SettingsRepository } from './settings.repository.js';

interface Told {
  userId: string;
  isSilent: boolean;
}

/** Tells people of requests to come in, by the rule for messages: in their lists, on their devices, and by push. */
@Injectable()
export class RequestAlerts {
  private readonly logger = new Logger(RequestAlerts.name);

  constructor(
    private readonly requests: RequestAlertsRepository,
    private readonly settings: SettingsRepository,
    private readonly alerts: AlertsRepository,
    private readonly cursors: CursorsRepository,
    private readonly fanout: Fanout,
    private readonly clock: Clock,
    private readonly events: EventBus,
  ) {
    events.on(joinAsked, (asked) => this.attempt(() => this.asked(asked)));
    events.on(joinAnswered, (answered) => this.attempt(() => this.answered(answered)));
    events.on(joinSettled, (settled) => this.attempt(() => this.settled(settled)));
  }

  /** One that still is something to be told of. */
  async find(userId: string, id: string): Promise<RequestAlert | undefined> {
    return (await this.requests.find(userId, id))?.alert;
  }

  /** What cannot be told now stands in the room, and in what they discover. */
  private async attempt(tell: () => Promise<void>): Promise<void> {
    try {
      await tell();
    } catch (error) {
      if (!(error instanceof AppError && error.isRetryable)) throw error;
      this.logger.warn({ err: error }, 'people could not be told of a request');
    }
  }

  private async asked({ roomId, roomName, asker, moderatorIds }: JoinAsked): Promise<void> {
    const now = this.clock.now();
    const [id, at] = [newId(), new Date(now)];
    const told = await this.cursors.transaction(async (statements): Promise<Told[]> => {
      const listeners = await listenersIn(statements, { roomId, userIds: moderatorIds, now: at });
      const blocks = await blocksBetween(statements, moderatorIds, [asker.id]);
      const decided = listeners.map(({ userId, isMuted, level, ...quiet }) => {
        const isBlocked = blocks.has(`${userId} ${asker.id}`);
        return {
          userId,
          notice: decideRequest({ isBlocked, isMuted, level, isQuiet: isQuiet(quiet, now) }),
        };
      });
      const people = decided.flatMap(({ userId, notice: { alert, badge } }) =>
        badge ? [{ userId, isSilent: !alert }] : [],
      );
      await this.requests.addAsked(statements, { id, roomId, askerId: asker.id, at }, people);
      return people;
    });
    this.tell(told, { ...momentOf(id, at), what: 'asked', roomId, roomName, user: asker });
  }

  private async answered({ userId, ...answered }: JoinAnswered): Promise<void> {
    const now = this.clock.now();
    const [id, at] = [newId(), new Date(now)];
    const { alert } = decideAwaited('answer', { isQuiet: isQuiet(await this.settings.find(userId), now) });
    await this.requests.addAnswer({ userId, ...answered }, { id, at, isSilent: !alert });
    this.tell([{ userId, isSilent: !alert }], { ...momentOf(id, at), ...answered });
  }

  /** It goes from the lists of those who might have answered. */
  private async settled({ roomId, askerId }: JoinSettled): Promise<void> {
    for (const { userId, id } of await this.requests.settle(roomId, askerId))
      this.fanout.toUser(userId, 'alerts:read', {
        ...{ roomId, seq: 0, messageId: id },
        unread: await this.alerts.unread(userId),
      });
  }

  private tell(people: readonly Told[], request: RequestAlert): void {
    const { id, roomId, what } = request;
    for (const { userId, isSilent } of people)
      this.fanout.toUser(userId, 'alert:new', {
        ...(roomId !== undefined && { roomId }),
        ...{ messageId: id, because: what === 'asked' ? 'request' : 'answer', request },
        ...(isSilent && { isSilent }),
      });
    if (people.length > 0) this.events.announce(alertsMade, {});
  }
}

function momentOf(id: string, at: Date) {
  return { id, at: at.toISOString(), isRead: false };
}
