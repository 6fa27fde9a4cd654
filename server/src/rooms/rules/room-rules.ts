import { Injectable, type OnModuleInit } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { ClusterBus } from '../../cluster/index.js';
import { Config } from '../../config/index.js';
import { EventBus } from '../../events/index.js';
import { roomChanged } from '../profile/index.js';
import { textRulesChanged } from './rules.events.js';
import { RulesRepository, type RulesRow } from './rules.repository.js';
import { TextRules } from './text-rules.js';

const MAX_ROOMS = 5_000;
/** What another process has changed, and could tell nobody, is known here after so long at the latest. */
const KEPT_MS = 10_000;
/** So exactly that is measured: the cache looks at the clock, and sets a timer, once in this time and not for every message. */
const CLOCK_MS = 100;

/** What holds for whatever is sent to a room. */
export interface Rules {
  /** How long a message may be, in code points. */
  messageMax: number;
  /** How much one may send; undefined where it is as the server has it. */
  rate: { limit: number; windowMs: number; muteMs: number } | undefined;
  /** Not every member may write at any time: who wants to know asks the database. */
  isGuarded: boolean;
  /** It is in raid mode: what newcomers want to change is asked about. */
  isRaid: boolean;
  /** What moderators have said about words and links; undefined where they have said nothing. */
  texts: TextRules | undefined;
}

/**
 * Rules of rooms that are in use, remembered: they are asked for with every message, and change hardly ever. What must
 * hold to the moment is looked at by statements, under the room's lock.
 */
@Injectable()
export class RoomRules implements OnModuleInit {
  private readonly known = new LRUCache<string, Rules>({
    max: MAX_ROOMS,
    ttl: KEPT_MS,
    ttlResolution: CLOCK_MS,
  });
  private readonly asked = new Map<string, Promise<Rules>>();

  constructor(
    private readonly rules: RulesRepository,
    private readonly config: Config,
    private readonly events: EventBus,
    private readonly bus: ClusterBus,
  ) {}

  onModuleInit(): void {
    for (const event of [roomChanged, textRulesChanged])
      this.events.on<{ roomId: string }>(event, ({ roomId }) => {
        this.forget(roomId);
        void this.bus.tellOthers('rules', roomId);
      });
    this.bus.on('rules', (roomId) => this.forget(roomId));
  }

  /** Of a room that is not there, what holds where nothing is said. At once where they are known. */
  of(roomId: string): Rules | Promise<Rules> {
    return this.known.get(roomId) ?? this.ask(roomId);
  }

  /** They have changed: what is under way is not believed any more. */
  forget(roomId: string): void {
    this.known.delete(roomId);
    this.asked.delete(roomId);
  }

  private ask(roomId: string): Promise<Rules> {
    const underWay = this.asked.get(roomId);
    if (underWay) return underWay;
    const asking: Promise<Rules> = this.rules
      .find(roomId)
      .then((row) => {
        const rules = this.read(row);
        if (row && this.asked.get(roomId) === asking) this.known.set(roomId, rules);
        return rules;
      })
      .finally(() => {
        if (this.asked.get(roomId) === asking) this.asked.delete(roomId);
      });
    this.asked.set(roomId, asking);
    return asking;
  }

  private read(row: RulesRow | undefined): Rules {
    const { config } = this;
    const bound = config.get('MESSAGE_TEXT_MAX');
    const { messageMax, rateMessages, rateWindowSeconds, rateMuteSeconds, isGuarded, isRaid, texts } =
      row ?? NOTHING_SAID;
    const isOwn = rateMessages !== null || rateWindowSeconds !== null || rateMuteSeconds !== null;
    return {
      messageMax: Math.min(messageMax ?? bound, bound),
      rate: isOwn
        ? {
            limit: Math.min(rateMessages ?? config.get('RATE_LIMIT_MESSAGES'), this.rateBound),
            windowMs: inMs(rateWindowSeconds) ?? config.get('RATE_LIMIT_WINDOW_MS'),
            muteMs: inMs(rateMuteSeconds) ?? config.get('RATE_LIMIT_MUTE_MS'),
          }
        : undefined,
      isGuarded,
      isRaid,
      texts: texts ? new TextRules(texts) : undefined,
    };
  }

  /** Where the server lets everybody send more than rooms may say, that stays possible. */
  private get rateBound(): number {
    return Math.max(this.config.get('RATE_LIMIT_ROOM_MAX'), this.config.get('RATE_LIMIT_MESSAGES'));
  }
}

const NOTHING_SAID: RulesRow = {
  messageMax: null,
  rateMessages: null,
  rateWindowSeconds: null,
  rateMuteSeconds: null,
  isGuarded: false,
  isRaid: false,
  texts: null,
};

const inMs = (seconds: number | null) => (seconds === null ? undefined : seconds * 1_000);
