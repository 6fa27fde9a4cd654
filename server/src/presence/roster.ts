import type { RoomRoster, RoomRosterDelta, RosterUser, UserRef } from '@chatket/contract';

/** A room's members with their presence, and what has changed since it was last told. Pure: no clock, no sockets. */
export class Roster {
  private readonly members = new Map<string, RosterUser>();
  private readonly changed = new Set<string>();
  private version = 0;

  constructor(
    readonly roomId: string,
    members: readonly UserRef[],
    isOnline: (userId: string) => boolean,
  ) {
    for (const member of members) {
      this.members.set(member.id, { ...member, status: isOnline(member.id) ? 'online' : 'offline' });
    }
  }

  get hasChanges(): boolean {
    return this.changed.size > 0;
  }

  /** Nobody is online. */
  get isDeserted(): boolean {
    return ![...this.members.values()].some(({ status }) => status === 'online');
  }

  set(user: UserRef, status: RosterUser['status']): void {
    if (this.members.get(user.id)?.status === status) return;
    this.members.set(user.id, { id: user.id, username: user.username, status });
    this.changed.add(user.id);
  }

  remove(userId: string): void {
    if (this.members.delete(userId)) this.changed.add(userId);
  }

  /** Everybody; its version is that of the last delta, so a later delta may repeat what is in here already. */
  snapshot(): RoomRoster {
    return { roomId: this.roomId, users: [...this.members.values()], version: this.version };
  }

  /** What has changed since the last delta. */
  takeDelta(): RoomRosterDelta {
    const ids = [...this.changed];
    this.changed.clear();
    this.version += 1;
    return {
      roomId: this.roomId,
      version: this.version,
      changed: ids.flatMap((id) => this.members.get(id) ?? []),
      removed: ids.filter((id) => !this.members.has(id)),
    };
  }
}
