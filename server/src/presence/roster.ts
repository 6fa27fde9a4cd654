import type { PresenceKind, RoomRoster, RoomRosterDelta, RosterUser, UserRef } from '@chatket/contract';

/** A room's members with their presence, and what has changed since it was last told. Pure: no clock, no sockets. */
export class Roster {
  private readonly members = new Map<string, RosterUser>();
  private readonly changed = new Set<string>();
  private online = 0;
  /** That of the last delta. */
  version = 0;
  /** Grows with every change. */
  changes = 0;
  /** Grows with those that are of no kind: all that clients see who do not know of kinds. */
  plainChanges = 0;

  constructor(
    readonly roomId: string,
    members: readonly UserRef[],
    isOnline: (userId: string) => boolean,
    /** What kind of online somebody is. */
    private readonly kindOf: (userId: string) => PresenceKind | undefined = () => undefined,
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

  has(userId: string): boolean {
    return this.members.has(userId);
  }

  get size(): number {
    return this.members.size;
  }

  set(user: UserRef, status: RosterUser['status']): void {
    if (this.members.get(user.id)?.status === status) return;
    this.put({ id: user.id, username: user.username, status });
    this.note(user.id);
  }

  /** @returns the member, if they are one and were shown otherwise before */
  show(userId: string, status: RosterUser['status']): UserRef | undefined {
    const member = this.members.get(userId);
    if (!member || member.status === status) return undefined;
    this.set(member, status);
    return { id: member.id, username: member.username };
  }

  /** Whoever belongs to it is shown, and nobody else. */
  alignMembers(members: readonly UserRef[], isOnline: (userId: string) => boolean): void {
    const ids = new Set(members.map(({ id }) => id));
    for (const id of [...this.members.keys()]) if (!ids.has(id)) this.remove(id);
    for (const member of members)
      if (!this.members.has(member.id)) this.set(member, isOnline(member.id) ? 'online' : 'offline');
  }

  /** Shows all members as they are. */
  align(isOnline: (userId: string) => boolean): void {
    for (const { id } of [...this.members.values()]) {
      this.show(id, isOnline(id) ? 'online' : 'offline');
      this.rekind(id);
    }
  }

  /** A member may be another kind of online than before. */
  rekind(userId: string): void {
    const member = this.members.get(userId);
    if (member?.status !== 'online' || member.kind === this.kindOf(userId)) return;
    this.put(member);
    this.changed.add(userId);
    this.changes += 1;
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

  private put({ id, username, status }: RosterUser): void {
    const before = this.members.get(id)?.status;
    const kind = status === 'online' ? this.kindOf(id) : undefined;
    this.members.set(id, { id, username, status, ...(kind && { kind }) });
    this.online += Number(status === 'online') - Number(before === 'online');
  }

  private note(userId: string): void {
    this.changed.add(userId);
    this.changes += 1;
    this.plainChanges += 1;
  }
}

/** What clients are told who do not know of kinds. */
export function withoutKinds<T extends RosterUser>(users: readonly T[]): RosterUser[] {
  return users.map(({ id, username, status }) => ({ id, username, status }));
}
