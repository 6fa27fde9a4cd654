import { Injectable } from '@nestjs/common';
import type { UserRef } from '@chatket/contract';
import { OrdinaryDatabase } from '../../prisma/index.js';
import type { ProviderLogin } from '../second-factor/factor-gate.js';

export const HANDOFF_CHALLENGE = 'handoff';

/** What is kept of one until it is over; both secrets as hashes. */
export interface HandoffData {
  userId: string;
  /** The login that offers. */
  sessionId: string;
  tokenHash: string;
  state: 'offered' | 'asked' | 'approved';
  /** Of the device that asks. */
  claimHash?: string;
  number?: string;
  agent?: string;
  network?: string;
}

/** A device is let in as the person of the login that has offered, which began at a provider or not. */
export interface HandedOver {
  user: UserRef;
  provider: ProviderLogin | undefined;
  /** When they proved who they are, in ms since the epoch: on the first of however many devices. */
  provenAt: number;
}

interface HandedRow extends UserRef {
  sub: string | null;
  sid: string | null;
  authAt: Date | null;
  provenAt: Date;
  idToken: string | null;
}

/** SQL: one that is not over, of a login that lives. */
const LIVING = `c.kind = '${HANDOFF_CHALLENGE}' AND c."expiresAt" > now() AND EXISTS (
    SELECT 1 FROM "Session" s JOIN "User" u ON u.id = s."userId"
    WHERE s.id = (c.data ->> 'sessionId')::uuid AND s."revokedAt" IS NULL AND s."endsAt" > now()
      AND u."deactivatedAt" IS NULL)`;
const OF_LOGIN = `c.id = $1 AND c.data ->> 'sessionId' = $2 AND ${LIVING}`;

/** Logins on their way to another device: challenges, each step of which is one statement. */
@Injectable()
export class HandoffRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  /** A login offers one at a time. Few challenges live at once. */
  async forget(sessionId: string): Promise<void> {
    await this.database.query(
      'handoff-forget',
      `DELETE FROM "Challenge" c WHERE c.kind = '${HANDOFF_CHALLENGE}' AND c.data ->> 'sessionId' = $1`,
      [sessionId],
    );
  }

  /** The same for what nobody was let in by. */
  async withdraw(sessionId: string): Promise<void> {
    await this.database.query(
      'handoff-withdraw',
      `DELETE FROM "Challenge" c WHERE c.kind = '${HANDOFF_CHALLENGE}' AND c.data ->> 'sessionId' = $1
         AND c.data ->> 'state' <> 'approved'`,
      [sessionId],
    );
  }

  /** Whose it is, while no device has asked. */
  async personOf(id: string, tokenHash: string): Promise<string | undefined> {
    const [row] = await this.database.query<{ username: string }>(
      'handoff-look',
      `SELECT u.username FROM "Challenge" c JOIN "User" u ON u.id = (c.data ->> 'userId')::uuid
       WHERE c.id = $1 AND c.data ->> 'tokenHash' = $2 AND c.data ->> 'state' = 'offered' AND ${LIVING}`,
      [id, tokenHash],
    );
    return row?.username;
  }

  /** Of all devices that ask at once one is the first. @returns for how long it lives, in ms */
  async ask(
    id: string,
    tokenHash: string,
    asking: Required<Pick<HandoffData, 'claimHash' | 'number' | 'agent' | 'network'>>,
  ): Promise<number | undefined> {
    const [row] = await this.database.query<{ leftMs: number }>(
      'handoff-ask',
      `UPDATE "Challenge" c SET data = c.data || $3::jsonb
       WHERE c.id = $1 AND c.data ->> 'tokenHash' = $2 AND c.data ->> 'state' = 'offered' AND ${LIVING}
       RETURNING (extract(epoch FROM c."expiresAt" - now()) * 1000)::float8 AS "leftMs"`,
      [id, tokenHash, JSON.stringify({ ...asking, state: 'asked' } satisfies Partial<HandoffData>)],
    );
    return row?.leftMs;
  }

  /** What stands with the login that has offered it. */
  async read(id: string, sessionId: string): Promise<HandoffData | undefined> {
    const [row] = await this.database.query<{ data: HandoffData }>(
      'handoff-read',
      `SELECT c.data FROM "Challenge" c WHERE ${OF_LOGIN}`,
      [id, sessionId],
    );
    return row?.data;
  }

  /** Lets the device in that shows this number; audited. Any other number ends it. */
  approve(id: string, sessionId: string, number: string): Promise<'approved' | 'wrong' | 'none'> {
    return this.database.transaction(async (statements) => {
      const [row] = await statements.query<{ data: HandoffData }>(
        'handoff-approve-look',
        `SELECT c.data FROM "Challenge" c WHERE ${OF_LOGIN} AND c.data ->> 'state' = 'asked' FOR UPDATE`,
        [id, sessionId],
      );
      if (!row) return 'none';
      if (row.data.number !== number) {
        await statements.query('handoff-wrong', 'DELETE FROM "Challenge" WHERE id = $1', [id]);
        return 'wrong';
      }
      await statements.query(
        'handoff-approve',
        `UPDATE "Challenge" SET data = data || '{"state":"approved"}' WHERE id = $1`,
        [id],
      );
      await statements.query(
        'handoff-audit',
        `SELECT audit_add($1::uuid, 'login.handed', NULL, $1::uuid, NULL, NULL, NULL,
           jsonb_build_object('agent', $2::text, 'network', $3::text))`,
        [row.data.userId, row.data.agent ?? '', row.data.network ?? ''],
      );
      return 'approved';
    });
  }

  /** Uses it up for the device that was let in. Of all that come at once one is. */
  async finish(id: string, claimHash: string): Promise<HandedOver | undefined> {
    const [row] = await this.database.query<HandedRow>(
      'handoff-finish',
      `WITH taken AS (
         DELETE FROM "Challenge" c WHERE c.id = $1 AND c.data ->> 'claimHash' = $2
           AND c.data ->> 'state' = 'approved' AND ${LIVING} RETURNING c.data
       )
       SELECT u.id, u.username, s."idpSub" AS sub, s."idpSid" AS sid, s."idpAuthAt" AS "authAt",
         s."idTokenSealed" AS "idToken", least(s."createdAt", s."idpAuthAt") AS "provenAt"
       FROM taken t JOIN "Session" s ON s.id = (t.data ->> 'sessionId')::uuid JOIN "User" u ON u.id = s."userId"`,
      [id, claimHash],
    );
    if (!row) return undefined;
    const { sub, sid, authAt, idToken, provenAt, ...user } = row;
    const provider =
      sub === null
        ? undefined
        : { sub, sid: sid ?? undefined, authAt: authAt?.getTime(), idToken: idToken ?? undefined };
    return { user, provider, provenAt: provenAt.getTime() };
  }

  /** Whether the device that asks may still be let in. */
  async isWaiting(id: string, claimHash: string): Promise<boolean> {
    const rows = await this.database.query(
      'handoff-waits',
      `SELECT 1 FROM "Challenge" c WHERE c.id = $1 AND c.data ->> 'claimHash' = $2 AND ${LIVING}`,
      [id, claimHash],
    );
    return rows.length > 0;
  }
}
