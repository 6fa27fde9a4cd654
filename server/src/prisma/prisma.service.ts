import { Injectable } from '@nestjs/common';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../generated/prisma/client.js';
import { Database } from './database.js';

/** Prisma for ordinary queries. It shares the pool of the hot paths, and its failures are those of `Database`. */
@Injectable()
export class PrismaService {
  readonly db;

  constructor(database: Database) {
    this.db = new PrismaClient({ adapter: new PrismaPg(database.pool) }).$extends({
      query: {
        $allOperations: ({ args, query }) =>
          query(args).catch((error: unknown) => {
            throw database.failure(error);
          }),
      },
    });
  }

  async close(): Promise<void> {
    await this.db.$disconnect();
  }
}
