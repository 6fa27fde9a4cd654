import { Injectable } from '@nestjs/common';
import { newId } from '../../common/index.js';
import { OrdinaryDatabase } from '../../prisma/index.js';

/** What somebody has begun to prove, kept until they come back with the proof. */
export interface Challenge<Data extends object> {
  id: string;
  kind: string;
  data: Data;
  expiresAt: Date;
}

/** Challenges are taken once: of however many at once one has it. The clock is the database's. */
@Injectable()
export class ChallengeRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  /** @returns the id under which it can be taken */
  async begin(kind: string, data: object, lifeSeconds: number): Promise<string> {
    const id = newId();
    await this.database.query(
      'challenge-begin',
      `INSERT INTO "Challenge" (id, kind, data, "expiresAt") VALUES ($1, $2, $3::jsonb, now() + $4::float8 * interval '1 second')`,
      [id, kind, JSON.stringify(data), lifeSeconds],
    );
    await this.forgetOld();
    return id;
  }

  /** @returns undefined for what is over, was taken, or is of another kind */
  async take<Data extends object>(kind: string, id: string): Promise<Challenge<Data> | undefined> {
    const [row] = await this.database.query<Challenge<Data>>(
      'challenge-take',
      `DELETE FROM "Challenge" WHERE id = $1 AND kind = $2 AND "expiresAt" > now() RETURNING id, kind, data, "expiresAt"`,
      [id, kind],
    );
    return row;
  }

  /** Notes one that was never stored as taken. @returns false where it was taken before */
  async spend(kind: string, id: string, lifeSeconds: number): Promise<boolean> {
    const rows = await this.database.query(
      'challenge-spend',
      `INSERT INTO "Challenge" (id, kind, data, "expiresAt") VALUES ($1, $2, '{}', now() + $3::float8 * interval '1 second')
       ON CONFLICT DO NOTHING RETURNING id`,
      [id, kind, lifeSeconds],
    );
    await this.forgetOld();
    return rows.length > 0;
  }

  /** What one that waits has with it; it stays. */
  async look<Data extends object>(kind: string, id: string): Promise<Data | undefined> {
    const [row] = await this.database.query<{ data: Data }>(
      'challenge-look',
      'SELECT data FROM "Challenge" WHERE id = $1 AND kind = $2 AND "expiresAt" > now()',
      [id, kind],
    );
    return row?.data;
  }

  /** Another try at one that was taken; it ends when it would have. */
  async putBack({ id, kind, data, expiresAt }: Challenge<object>): Promise<void> {
    await this.database.query(
      'challenge-put-back',
      'INSERT INTO "Challenge" (id, kind, data, "expiresAt") VALUES ($1, $2, $3::jsonb, $4) ON CONFLICT DO NOTHING',
      [id, kind, JSON.stringify(data), expiresAt],
    );
  }

  private async forgetOld(): Promise<void> {
    await this.database.query('challenge-forget', 'DELETE FROM "Challenge" WHERE "expiresAt" < now()', []);
  }
}
