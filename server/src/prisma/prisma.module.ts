import { Global, Inject, Logger, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Config } from '../config/index.js';
import { reasonOf } from './database-error.js';
import { Database } from './database.js';
import { PrismaService } from './prisma.service.js';

const logger = new Logger('Database');

@Global()
@Module({
  providers: [
    {
      provide: Database,
      inject: [Config],
      useFactory: (config: Config) =>
        new Database(
          config.get('DATABASE_URL'),
          config.get('DATABASE_POOL_MAX'),
          (error) => {
            logger.warn({ err: error }, 'an idle connection was lost');
          },
          {
            onTrouble: (cause) => {
              logger.warn({ err: cause }, `the database cannot be used: ${reasonOf(cause)}`);
            },
            onRecovery: () => {
              logger.warn('the database can be used again');
            },
          },
        ),
    },
    PrismaService,
  ],
  exports: [Database, PrismaService],
})
export class PrismaModule implements OnApplicationShutdown {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PrismaService) private readonly prisma: PrismaService,
  ) {}

  /** Last of all: whoever shuts down before this may still write. */
  async onApplicationShutdown(): Promise<void> {
    await this.prisma.close();
    await this.database.close();
  }
}
