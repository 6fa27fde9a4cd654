import { Injectable } from '@nestjs/common';
import { OrdinaryDatabase } from '../prisma/index.js';

export interface Chosen {
  id: string;
  isInvisible: boolean;
  looksAway: boolean;
  quietUntil: Date | null;
}

/** Who is invisible, looks away, or does not want to be disturbed. */
@Injectable()
export class ChosenPresenceRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  /** Of everybody, those who have chosen something. Walks User_isInvisible_idx, User_looksAway_idx and NoticePerson_quietUntil_idx. */
  list(): Promise<Chosen[]> {
    return this.database.query<Chosen>(
      'chosen-presence-list',
      `SELECT u.id, u."isInvisible", u."looksAway", s."quietUntil" FROM "User" u LEFT JOIN "NoticePerson" s ON s."userId" = u.id
       WHERE u."isInvisible" AND u."deactivatedAt" IS NULL
       UNION SELECT u.id, u."isInvisible", u."looksAway", s."quietUntil" FROM "User" u LEFT JOIN "NoticePerson" s ON s."userId" = u.id
       WHERE u."looksAway" AND u."deactivatedAt" IS NULL
       UNION SELECT u.id, u."isInvisible", u."looksAway", s."quietUntil" FROM "NoticePerson" s JOIN "User" u ON u.id = s."userId"
       WHERE s."quietUntil" > now()`,
      [],
    );
  }

  async find(userId: string): Promise<Chosen | undefined> {
    const [row] = await this.database.query<Chosen>(
      'chosen-presence-find',
      `SELECT u.id, u."isInvisible", u."looksAway", s."quietUntil" FROM "User" u LEFT JOIN "NoticePerson" s ON s."userId" = u.id
       WHERE u.id = $1`,
      [userId],
    );
    return row;
  }
}
