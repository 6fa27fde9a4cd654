import { Injectable } from '@nestjs/common';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../generated/prisma/client.js';
import { OrdinaryDatabase } from './ordinary-database.js';

/** Prisma for the ordinary tables, on the ordinary pool: its failures are those of `OrdinaryDatabase`. */
@Injectable()
export class PrismaService {
  readonly db;

  constructor(database: OrdinaryDatabase) {
    this.db = new PrismaClient({ adapter: new PrismaPg(database.pool) }).$extends({
      query: {
        $allOperations: async ({ args, query }) => {
          try {
            const result: unknown = await query(args);
            database.noteAnswer();
            return result;
          } catch (error) {
            throw database.failure(error);
          }
        },
      },
    });
  }

  async close(): Promise<void> {
    await this.db.$disconnect();
  }
}
