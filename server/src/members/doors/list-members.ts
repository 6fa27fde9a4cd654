import { Injectable } from '@nestjs/common';
import { decide, type Member, ROLES, type UserRef } from '@chatket/contract';
import { PresenceService } from '../../presence/index.js';
import { RoomAccess } from '../../rooms/access/index.js';
import { notAMember } from '../memberships.js';
import { decodeCursor, encodeCursor } from './cursor.js';
import { type MemberKey, MemberListRepository, type StoredMember } from './member-list.repository.js';

export interface MembersQuery {
  role?: number | undefined;
  search?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

export interface MembersPage {
  members: Member[];
  /** Missing on the last page. */
  nextCursor?: string;
}

/** Whose mutes somebody is told of. */
interface Viewer {
  id: string;
  isModerator: boolean;
}

/** Who belongs to a room, what they are in it, and who of them is here. */
@Injectable()
export class ListMembers {
  constructor(
    private readonly access: RoomAccess,
    private readonly members: MemberListRepository,
    private readonly presence: PresenceService,
  ) {}

  /** By role, the highest first, then by name. @throws AppError `ROOM_NOT_FOUND`, `NOT_A_MEMBER`, `BANNED`, `VALIDATION` */
  async page(actor: UserRef, roomId: string, query: MembersQuery): Promise<MembersPage> {
    const viewer = await this.viewer(actor, roomId);
    const { cursor, limit, role, search = '' } = query;
    const after = cursor === undefined ? undefined : keyOf(cursor);
    const rows = await this.members.page({ roomId, role, search, after, limit: limit + 1 });
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    const online = await this.presence.online(roomId);
    return {
      members: shown.map((row) => toMember(row, online, viewer)),
      ...(rows.length > limit && last && { nextCursor: encodeCursor([last.role, last.username]) }),
    };
  }

  /** @throws AppError as `page`; `NOT_FOUND` for somebody who is not a member */
  async find(actor: UserRef, roomId: string, userId: string): Promise<Member> {
    const viewer = await this.viewer(actor, roomId);
    const row = await this.members.find(roomId, userId);
    if (!row) throw notAMember();
    return toMember(row, await this.presence.online(roomId), viewer);
  }

  private async viewer(actor: UserRef, roomId: string): Promise<Viewer> {
    const standing = await this.access.require(actor, roomId, 'follow');
    return { id: actor.id, isModerator: decide('moderate', standing).isAllowed };
  }
}

function toMember(row: StoredMember, online: ReadonlySet<string>, viewer: Viewer): Member {
  const { id, username, role, joinedAt, mutedUntil, muteReason } = row;
  const isTold = mutedUntil !== null && (viewer.isModerator || viewer.id === id);
  return {
    id,
    username,
    role,
    joinedAt: joinedAt.toISOString(),
    status: online.has(id) ? 'online' : 'offline',
    ...(isTold && { mutedUntil: mutedUntil.toISOString() }),
    ...(isTold && muteReason !== null && { muteReason }),
  };
}

function keyOf(cursor: string): MemberKey {
  const [role, username] = decodeCursor(cursor, isKey);
  return { role, username };
}

function isKey(parts: unknown[]): parts is [number, string] {
  const [role, username] = parts;
  const isRole = Object.values(ROLES).some((known) => known === role);
  return isRole && typeof username === 'string' && !username.includes('\0') && username.length <= 64;
}
