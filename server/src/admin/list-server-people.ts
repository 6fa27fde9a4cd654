import { Injectable } from '@nestjs/common';
import type { ServerPerson, UserRef } from '@chatket/contract';
import { validationError } from '../common/index.js';
import { ServerPeopleRepository, type ServerPeopleSearch } from './server-people.repository.js';
import { ServerRoomAccess } from './server-room-access.js';

export interface ServerPeopleQuery extends Pick<ServerPeopleSearch, 'only' | 'limit'> {
  search?: string | undefined;
  cursor?: string | undefined;
}

/** Everybody who has an account, for those who run the server. */
@Injectable()
export class ListServerPeople {
  constructor(
    private readonly access: ServerRoomAccess,
    private readonly people: ServerPeopleRepository,
  ) {}

  /** By name. @throws AppError `FORBIDDEN`, `VALIDATION` for a cursor that is none of this list */
  async page(
    actor: UserRef,
    { search = '', only, cursor, limit }: ServerPeopleQuery,
  ): Promise<{ people: ServerPerson[]; nextCursor?: string }> {
    await this.access.requireServer(actor);
    const rows = await this.people.page({ search, only, after: nameOf(cursor), limit: limit + 1 });
    const people = rows.slice(0, limit);
    const last = people.at(-1);
    return { people, ...(rows.length > limit && last && { nextCursor: cursorOf(last) }) };
  }
}

/** A header holds no more than ASCII; names may hold all letters. */
const cursorOf = ({ username }: ServerPerson) => Buffer.from(username).toString('base64url');

function nameOf(cursor: string | undefined): string {
  const name = Buffer.from(cursor ?? '', 'base64url').toString();
  if (name.includes('\0') || name.length > 64)
    throw validationError([{ field: 'cursor', message: 'is not a cursor of this list' }]);
  return name;
}
