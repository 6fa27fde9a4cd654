import type { Presence } from './presence-store.js';

/** What another process has said of who is there by it. */
export class OtherProcess {
  /** People by room, with the round in which they were said to be there last. */
  private readonly rooms = new Map<string, Map<string, number>>();
  /** Those who are idle there, with the round in which it was said. */
  private readonly idlers = new Map<string, number>();
  private round = 0;
  heardAt = -Infinity;
  /** It has said that it stops: its people are there until then, or come to another. */
  endsAt: number | undefined;

  has({ roomId, userId }: Presence): boolean {
    return this.rooms.get(roomId)?.has(userId) ?? false;
  }

  online(roomId: string): Iterable<string> {
    return this.rooms.get(roomId)?.keys() ?? [];
  }

  *presences(): Iterable<Presence> {
    for (const [roomId, people] of this.rooms) for (const userId of people.keys()) yield { roomId, userId };
  }

  add({ roomId, userId }: Presence): void {
    const people = this.rooms.get(roomId) ?? new Map<string, number>();
    this.rooms.set(roomId, people.set(userId, this.round));
  }

  /** @returns whether they were there */
  delete({ roomId, userId }: Presence): boolean {
    const people = this.rooms.get(roomId);
    const wasThere = people?.delete(userId) ?? false;
    if (people?.size === 0) this.rooms.delete(roomId);
    return wasThere;
  }

  isIdle(userId: string): boolean {
    return this.idlers.has(userId);
  }

  setIdle(userId: string, isIdle: boolean): void {
    if (isIdle) this.idlers.set(userId, this.round);
    else this.idlers.delete(userId);
  }

  /** It has said everything. @returns those of whom it has said nothing since the last time: they are there no more */
  endOfAll(): Presence[] {
    const gone = [...this.rooms].flatMap(([roomId, people]) =>
      [...people].filter(([, round]) => round < this.round).map(([userId]) => ({ roomId, userId })),
    );
    for (const presence of gone) this.delete(presence);
    for (const [userId, round] of this.idlers) if (round < this.round) this.idlers.delete(userId);
    this.round += 1;
    return gone;
  }
}
