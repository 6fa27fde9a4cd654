import { Global, Inject, Logger, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Config } from '../config/index.js';
import { reasonOf } from './database-error.js';
import { DatabaseHealth } from './database-health.js';
import { DatabaseTroubles } from './database-troubles.js';
import { Database } from './database.js';
import { OrdinaryDatabase } from './ordinary-database.js';
import { sharesOf } from './pool-shares.js';
import { PrismaService } from './prisma.service.js';

const logger = new Logger('Database');

const troubles = () =>
  new DatabaseTroubles({
    onTrouble: (cause) => {
      logger.warn({ err: cause }, `the database cannot be used: ${reasonOf(cause)}`);
    },
    onRecovery: () => {
      logger.warn('the database can be used again');
    },
  });

const onIdleError = (error: Error) => {
  logger.warn({ err: error }, 'an idle connection was lost');
};

@Global()
@Module({
  providers: [
    { provide: DatabaseTroubles, useFactory: troubles },
    {
      provide: Database,
      inject: [Config, DatabaseTroubles],
      useFactory: (config: Config, shared: DatabaseTroubles) => {
        const { hot } = sharesOf(config.get('DATABASE_POOL_MAX'));
        return new Database(config.get('DATABASE_URL'), hot, onIdleError, shared);
      },
    },
    {
      provide: OrdinaryDatabase,
      inject: [Config, DatabaseTroubles],
      useFactory: (config: Config, shared: DatabaseTroubles) => {
        const { ordinary } = sharesOf(config.get('DATABASE_POOL_MAX'));
        return new OrdinaryDatabase(config.get('DATABASE_URL'), ordinary, onIdleError, shared);
      },
    },
    {
      provide: DatabaseHealth,
      inject: [Database, OrdinaryDatabase],
      useFactory: (hot: Database, ordinary: OrdinaryDatabase) => new DatabaseHealth(hot, ordinary),
    },
    PrismaService,
  ],
  exports: [Database, DatabaseHealth, DatabaseTroubles, OrdinaryDatabase, PrismaService],
})
export class PrismaModule implements OnApplicationShutdown {
  constructor(
    @Inject(Database) private readonly hot: Database,
    @Inject(OrdinaryDatabase) private readonly ordinary: OrdinaryDatabase,
    @Inject(PrismaService) private readonly prisma: PrismaService,
  ) {}

  /** Last of all: whoever shuts down before this may still write. */
  async onApplicationShutdown(): Promise<void> {
    await this.prisma.close();
    await Promise.all([this.hot.close(), this.ordinary.close()]);
  }
}
