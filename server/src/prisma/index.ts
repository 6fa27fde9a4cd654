export { awaitDatabase } from './await-database.js';
export { DatabaseRefusal } from './database-refusal.js';
export type { SqlValue, Statements } from './connection-pool.js';
export { DatabaseHealth } from './database-health.js';
export { Database, isDenied, isLockTimeout, safeInteger } from './database.js';
export { isoTime, membershipOf, rowOf, userRefOf } from './lookup.js';
export { applyMigrations } from './migrate.js';
export { OrdinaryDatabase } from './ordinary-database.js';
export { PrismaService } from './prisma.service.js';
