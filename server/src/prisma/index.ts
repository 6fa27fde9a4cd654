export { awaitDatabase } from './await-database.js';
export { DatabaseRefusal } from './database-refusal.js';
export { Database, isLockTimeout, safeInteger } from './database.js';
export { membershipOf, rowOf } from './lookup.js';
export { applyMigrations } from './migrate.js';
export { PrismaService } from './prisma.service.js';
