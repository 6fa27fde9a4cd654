import { Injectable } from '@nestjs/common';
import { OrdinaryDatabase } from '../prisma/index.js';
import { NAME_FOLD } from './room-name.js';

export interface NamedRoom {
  id: string;
  name: string;
}

/** Names of rooms whose keys follow an older rule. */
@Injectable()
export class NameRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  /** The next ones behind an id. Walks Room_pkey. */
  outdatedBehind(id: string, limit: number): Promise<NamedRoom[]> {
    return this.database.query<NamedRoom>(
      'room-names-outdated',
      `SELECT id, name FROM "Room" WHERE id > $1::uuid AND "nameFold" < $2 ORDER BY id LIMIT $3`,
      [id, NAME_FOLD, limit],
    );
  }

  /** Writes keys, in the order of the ids: the one in which sending locks rooms. Twice is once. */
  async write(keys: readonly { id: string; nameKey: string }[]): Promise<void> {
    await this.database.query(
      'room-names-fold',
      `UPDATE "Room" r SET "nameKey" = k.key, "nameFold" = $3
       FROM unnest($1::uuid[], $2::text[]) AS k (id, key)
       WHERE r.id = k.id AND r."nameFold" < $3`,
      [keys.map(({ id }) => id), keys.map(({ nameKey }) => nameKey), NAME_FOLD],
    );
  }
}
