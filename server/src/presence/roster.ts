import type { RoomRoster, RoomRosterDelta, RosterUser, UserRef } from '@chatket/contract';

/** A room's members with their presence, and what has changed since it was last told. Pure: no clock, no sockets. */
export class Roster {
  private readonly members = new Map<string, RosterUser>();
  private readonly changed = new Set<string>();
  private online = 0;
  /** That of the last delta. */
  version = 0;
  /** Grows with every change. */
  changes = 0;

  constructor(
    readonly roomId: string,
    members: readonly UserRef[],
    isOnline: (userId: string) => boolean,
  ) {
    for (const member of members) {
      this.put({
        id: member.id,
        username: member.username,
        status: isOnline(member.id) ? 'online' : 'offline',
      });
    }
  }

  get hasChanges(): boolean {
    return this.changed.size > 0;
  }

  /** Nobody is online. */
  get isDeserted(): boolean {
    return this.online === 0;
  }

  get size(): number {
    return this.members.size;
  }

  set(user: UserRef, status: RosterUser['status']): void {
    if (this.members.get(user.id)?.status === status) return;
    this.put({ id: user.id, username: user.username, status });
    this.note(user.id);
  }

  rename({ id, username }: UserRef): void {
    const member = this.members.get(id);
    if (!member || member.username === username) return;
    this.members.set(id, { ...member, username });
    this.note(id);
  }

  remove(userId: string): void {
    const member = this.members.get(userId);
    if (!member) return;
    this.members.delete(userId);
    this.online -= Number(member.status === 'online');
    this.note(userId);
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

  private put(user: RosterUser): void {
    const before = this.members.get(user.id)?.status;
    this.members.set(user.id, user);
    this.online += Number(user.status === 'online') - Number(before === 'online');
  }

  private note(userId: string): void {
    this.changed.add(userId);
    this.changes += 1;
  }
}
