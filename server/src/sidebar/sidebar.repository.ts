import { Injectable } from '@nestjs/common';
import type { SidebarArrangement, Sidebar } from '@chatket/contract';
import { OrdinaryDatabase } from '../prisma/index.js';

/** How people have arranged their sidebars. Looked up by Sidebar_pkey. */
@Injectable()
export class SidebarRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  async find(userId: string): Promise<Sidebar | undefined> {
    const [row] = await this.database.query<{ version: number; arrangement: SidebarArrangement }>(
      'sidebar-find',
      'SELECT version, arrangement FROM "Sidebar" WHERE "userId" = $1',
      [userId],
    );
    return row && { ...row.arrangement, version: row.version };
  }

  /** Writes over the version that was seen. @returns the new version; undefined when another one holds */
  async replace(userId: string, { version, ...arrangement }: Sidebar): Promise<number | undefined> {
    const [row] = await this.database.query<{ version: number }>(
      'sidebar-replace',
      `INSERT INTO "Sidebar" AS s ("userId", version, arrangement) VALUES ($1, $2::int + 1, $3)
       ON CONFLICT ("userId") DO UPDATE SET version = EXCLUDED.version, arrangement = EXCLUDED.arrangement
       WHERE s.version = $2::int RETURNING version`,
      [userId, version, JSON.stringify(arrangement)],
    );
    return row?.version;
  }
}
