import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { isChange } from '@chatket/contract';
import { LRUCache } from 'lru-cache';
import { ClusterBus } from '../cluster/index.js';
import { askUntilBack, Coalescer } from '../common/index.js';
import { EventBus } from '../events/index.js';
import { entriesCommitted } from '../log/index.js';
import { roomShown } from '../members/index.js';
import { UsersService } from '../users/index.js';
import { DirectRepository, type Hidden } from './direct.repository.js';

const REMEMBERED_ROOMS = 100_000;
const ROOMS_AT_ONCE = 200;

/**
 * Brings hidden rooms back when something is said in them, behind the message. Lists show them by themselves (`isShown`):
 * whoever was not told here sees them with the next list.
 */
@Injectable()
export class HiddenRooms implements OnModuleInit {
  private readonly logger = new Logger(HiddenRooms.name);
  /** Rooms that are hidden from nobody: most, and then a message costs a look at this. */
  private readonly seenByAll = new LRUCache<string, true>({ max: REMEMBERED_ROOMS });
  private readonly asking: Coalescer<string, Hidden[]>;
  /** How often a room was hidden: what was read before is then not believed. */
  private hidings = 0;

  constructor(
    private readonly direct: DirectRepository,
    private readonly users: UsersService,
    private readonly events: EventBus,
    private readonly bus: ClusterBus,
  ) {
    this.asking = new Coalescer(async (roomIds) => {
      const hidden = await direct.showAgain(roomIds);
      return roomIds.map((roomId) => hidden.filter((each) => each.roomId === roomId));
    }, ROOMS_AT_ONCE);
  }

  onModuleInit(): void {
    this.bus.on('hidden', (roomId) => this.forget(roomId));
    this.events.on(entriesCommitted, ({ roomId, entries }) =>
      this.seenByAll.has(roomId) || entries.every(isChange) ? undefined : this.showAgain(roomId),
    );
  }

  /** From now on the room may be hidden from somebody, on every process. To be said before and after it is written. */
  expect(roomId: string): void {
    this.forget(roomId);
    if (this.bus.hasPeers) void this.bus.tellOthers('hidden', roomId);
  }

  private forget(roomId: string): void {
    this.hidings += 1;
    this.seenByAll.delete(roomId);
  }

  /** Shows the room to those from whom it was hidden before something was said. */
  async showAgain(roomId: string): Promise<void> {
    const { hidings } = this;
    let isUnsure = false;
    const ask = () =>
      this.asking.add(roomId).catch((error: unknown) => {
        isUnsure = true;
        throw error;
      });
    try {
      const hidden = await askUntilBack(ask);
      if (hidings === this.hidings && hidden.every(({ isShown }) => isShown))
        this.seenByAll.set(roomId, true);
      const shown = hidden.filter(({ isShown }) => isShown).map(({ userId }) => userId);
      // It may have been shown by a statement whose answer was lost, and to whom is not known: who sees it is told.
      const told = isUnsure ? await askUntilBack(() => this.direct.seenBy(roomId)) : shown;
      for (const userId of told) {
        const user = await askUntilBack(() => this.users.findById(userId));
        if (user) this.events.announce(roomShown, { roomId, user });
      }
    } catch (error) {
      this.logger.warn({ err: error, roomId }, 'it could not be seen from whom a room is hidden');
    }
  }
}
