import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { LIMITS, type TypingUpdate } from '@chatket/contract';
import { AppError, Clock } from '../common/index.js';
import { EventBus } from '../events/index.js';
import { type Connection, Fanout } from '../realtime/index.js';
import { RoomAccess } from '../rooms/access/index.js';
import { RoomRules, type Rules } from '../rooms/rules/index.js';
import { ChosenPresence } from '../users/index.js';
import { typingTold } from './typing.events.js';

interface Typing {
  startedAt: number;
  isShown: boolean;
  expiry: NodeJS.Timeout;
}

/** Tells who is writing. Nothing is stored or asked: whoever is in the room was let in before. Losing one is fine. */
@Injectable()
export class TypingService implements OnModuleDestroy {
  private readonly typing = new Map<string, Typing>();

  constructor(
    private readonly access: RoomAccess,
    private readonly rules: RoomRules,
    private readonly fanout: Fanout,
    private readonly clock: Clock,
    private readonly events: EventBus,
    private readonly chosen: ChosenPresence,
  ) {}

  /**
   * @throws AppError `NOT_A_MEMBER` when the connection is not in the room; where not everybody may write at any time also
   * `ROOM_ARCHIVED`, `READ_ONLY` and `MUTED`
   */
  async update(connection: Connection, { roomId, isTyping }: TypingUpdate): Promise<void> {
    this.access.requireInside(connection, roomId, 'post');
    const rules = this.rules.of(roomId);
    const { isGuarded } = rules instanceof Promise ? await rules.catch(unlessUnknown) : rules;
    if ((isGuarded || this.access.maySilence(connection.user)) && isTyping) {
      await this.access.require(connection.user, roomId, 'post').catch(unlessSlowed);
      this.access.requireInside(connection, roomId, 'post');
    }
    this.note(connection, { roomId, isTyping });
  }

  /** The same for somebody whose right to write there was asked for before. */
  note(connection: Connection, { roomId, isTyping }: TypingUpdate): void {
    // Whoever is not there does not write; what was shown before ends.
    if (isTyping && this.chosen.isInvisible(connection.user.id)) return;
    if (isTyping) this.start(connection, roomId);
    else this.stop(connection, roomId);
  }

  onModuleDestroy(): void {
    for (const { expiry } of this.typing.values()) clearTimeout(expiry);
    this.typing.clear();
  }

  /** Shown at most once per interval; every further key press only keeps it alive. */
  private start(connection: Connection, roomId: string): void {
    const key = keyOf(connection, roomId);
    const known = this.typing.get(key);
    clearTimeout(known?.expiry);
    const now = this.clock.monotonic();
    const isDue = !known || now - known.startedAt >= LIMITS.typingIntervalMs;
    const expiry = setTimeout(() => {
      this.stop(connection, roomId);
      this.typing.delete(key);
    }, LIMITS.typingExpiryMs).unref();
    this.typing.set(key, {
      startedAt: isDue ? now : known.startedAt,
      isShown: isDue || known.isShown,
      expiry,
    });
    if (isDue) this.tell(connection, { roomId, isTyping: true });
  }

  /** The entry stays until it expires, so that starting and stopping in turns cannot pass the limit. */
  private stop(connection: Connection, roomId: string): void {
    const known = this.typing.get(keyOf(connection, roomId));
    if (!known?.isShown) return;
    known.isShown = false;
    this.tell(connection, { roomId, isTyping: false });
  }

  private tell(connection: Connection, { roomId, isTyping }: TypingUpdate): void {
    const audience = { roomId, except: new Set([connection.id]), isVolatile: true, isEverywhere: true };
    const notice = { roomId, user: connection.user, isTyping };
    this.fanout.toRoom(audience, 'typing:update', notice);
    this.events.announce(typingTold, notice);
  }
}

/** While the database cannot be asked nothing can be sent either; that somebody is writing is told all the same. */
function unlessUnknown(error: unknown): Pick<Rules, 'isGuarded'> {
  if (!(error instanceof AppError && error.isRetryable)) throw error;
  return { isGuarded: false };
}

/** Whoever waits for their turn may write the text meanwhile. */
function unlessSlowed(error: unknown): void {
  if (!(error instanceof AppError && error.code === 'SLOW_MODE')) throw error;
}

function keyOf(connection: Connection, roomId: string): string {
  return `${roomId} ${connection.user.id}`;
}
