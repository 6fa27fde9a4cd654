import { Injectable } from '@nestjs/common';
import type { PresenceKind } from '@chatket/contract';
import { ChosenPresence } from '../users/index.js';
import { Elsewhere } from './elsewhere.js';
import { MemoryPresenceStore } from './memory.presence-store.js';
import { PeopleHere } from './people-here.js';
import type { Presence } from './presence-store.js';

/** What kind of online somebody is who is in a room. */
@Injectable()
export class Kinds {
  constructor(
    private readonly chosen: ChosenPresence,
    private readonly people: PeopleHere,
    private readonly here: MemoryPresenceStore,
    private readonly elsewhere: Elsewhere,
  ) {}

  /** Idle is who is so on every device, whatever process it is connected to, or has chosen to look so. */
  of(presence: Presence): PresenceKind | undefined {
    if (this.chosen.isQuiet(presence.userId)) return 'dnd';
    if (this.chosen.looksAway(presence.userId)) return 'idle';
    const isHere = this.here.isHere(presence);
    if (isHere && !this.people.isIdle(presence.userId)) return undefined;
    const others = this.elsewhere.idleness(presence);
    if (others === 'active') return undefined;
    return isHere || others === 'idle' ? 'idle' : undefined;
  }
}
